/**
 * The JSON Schema of a policy (EN 319 102-1 §5.1.4). It is published as `docs/policy.schema.json` and judges what
 * {@link parsePolicy} is given.
 *
 * @module
 */
import type { SignatureForm } from '@eseal/core/container';
import { DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS } from '@eseal/core/crypto';
import { KEY_USAGES } from '@eseal/core/x509';
import type { CheckDefinition } from '../blocks/check.ts';
import { SIGNATURE_ELEMENTS, SIGNED_STATEMENTS } from '../policy/constraints.ts';
import { CRYPTO_SUITES } from '../policy/crypto-suites.ts';
import type { CheckLevel } from '../policy/policy.ts';
import type { JsonSchema } from '../util/json-schema.ts';
import { ALL_CHECKS } from './check-registry.ts';
import { DURATION_PATTERN } from './duration.ts';
import { SUITE_SCHEMA } from './suite-schema.ts';

const LEVELS = ['fail', 'warn', 'inform', 'ignore'] satisfies readonly CheckLevel[];

const FORMS = [
  ...(['B-B', 'B-T', 'B-LT', 'B-LTA', 'BES', 'EPES', 'T', 'LT', 'C', 'X', 'XL', 'A'] as const),
  'LTV',
  'NOT-ETSI',
] satisfies readonly SignatureForm[];

const OBJECT_IDENTIFIER = '^[0-2](\\.(0|[1-9][0-9]{0,30})){1,40}$';

const closed = (properties: Readonly<Record<string, JsonSchema>>, description?: string): JsonSchema => ({
  type: 'object',
  ...(description !== undefined && { description }),
  properties,
  additionalProperties: false,
});

const list = (items: JsonSchema, description?: string): JsonSchema => ({
  type: 'array',
  ...(description !== undefined && { description }),
  items,
  maxItems: 100,
});

const oneOf = (values: readonly string[], description?: string): JsonSchema => ({
  type: 'string',
  ...(description !== undefined && { description }),
  enum: values,
});

const TEXT: JsonSchema = { type: 'string', maxLength: 1000 };
const OIDS: JsonSchema = list({ type: 'string', pattern: OBJECT_IDENTIFIER });

/** Whole milliseconds, or an ISO 8601 duration; ten thousand years are for ever. */
const duration = (description: string, ...others: readonly JsonSchema[]): JsonSchema => ({
  description,
  anyOf: [
    { type: 'integer', minimum: 0, maximum: 315_360_000_000_000 },
    { type: 'string', pattern: DURATION_PATTERN },
    ...others,
  ],
});

const CERTIFICATE = closed(
  {
    keyUsages: list(oneOf(KEY_USAGES), 'one of them has to be set'),
    extendedKeyUsages: OIDS,
    certificatePolicies: OIDS,
    subject: {
      type: 'object',
      description: 'by object identifier of an attribute: accepted values, an empty list for any',
      additionalProperties: list(TEXT),
      propertyNames: { pattern: OBJECT_IDENTIFIER },
      maxProperties: 20,
    },
  },
  'what the end certificate has to be like; of each list one entry has to be met',
);

const SIGNATURE = closed(
  {
    forms: list(oneOf(FORMS)),
    policies: list(TEXT, 'identifiers of signature policies; none, implied'),
    required: list(oneOf(SIGNATURE_ELEMENTS)),
    forbidden: list(oneOf(SIGNATURE_ELEMENTS)),
    accepted: closed(Object.fromEntries(SIGNED_STATEMENTS.map((name) => [name, list(TEXT)]))),
    digestAlgorithms: list(oneOf(DIGEST_ALGORITHMS.map(({ name }) => name))),
    signatureAlgorithms: list(oneOf(SIGNATURE_ALGORITHMS.map(({ name }) => name))),
  },
  'elements of seals (EN 319 102-1 §5.2.8.4.2)',
);

/** A level for each check; a fixed one keeps its own. */
function levelsOf(checks: readonly CheckDefinition[]): JsonSchema {
  const levels = new Map<string, JsonSchema>(
    checks.map(({ id, level, fixed }) => [id, oneOf(fixed === true ? [level] : LEVELS)]),
  );
  const sorted = [...levels].sort(([a], [b]) => (a < b ? -1 : 1));
  return closed(Object.fromEntries(sorted), 'levels by the id of the check (docs/checks.md)');
}

/** What a policy as JSON has to look like. */
export const POLICY_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'Validation policy of @eseal/validator',
  properties: {
    id: { type: 'string', description: 'name in reports', pattern: '^[!-~]([ -~]{0,98}[!-~])?$' },
    extends: oneOf(['strict', 'compat'], 'what holds where this policy says nothing; default strict'),
    levels: levelsOf(ALL_CHECKS),
    suite: {
      description: 'cryptographic suite: the id of one that comes with the SDK, or a suite in full',
      anyOf: [oneOf(CRYPTO_SUITES.map(({ id }) => id)), SUITE_SCHEMA],
    },
    clockTolerance: duration('how far the clocks of authorities may run ahead'),
    revocationFreshness: closed({
      maxAge: duration('greatest age of revocation data; null: until its nextUpdate', { type: 'null' }),
      withoutNextUpdate: duration('greatest age of data without nextUpdate'),
    }),
    validityModel: oneOf(['shell', 'chain', 'hybrid']),
    forecastExpiry: oneOf(
      LEVELS,
      "level of an algorithm whose end lies after the day of the suite's edition",
    ),
    acceptsUnsortedAttributes: { type: 'boolean', description: 'signed attributes need not be in DER' },
    signature: SIGNATURE,
    certificate: CERTIFICATE,
    timestamp: closed({
      maxDelay: duration('longest time from the claimed time of a seal to its timestamp'),
      policies: OIDS,
      certificate: CERTIFICATE,
    }),
    revocation: closed({
      noCheckLifetime: duration("longest life of a responder's certificate that is not checked itself"),
      invalidityDate: oneOf(['decides', 'informs']),
    }),
  },
  required: ['id'],
  additionalProperties: false,
};
