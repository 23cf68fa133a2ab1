/**
 * A caller's own policy, as JSON.
 *
 * @module
 */
import { ValidatorError } from '../errors.ts';
import type { RevocationConstraints, TimestampConstraints } from '../policy/constraints.ts';
import { CRYPTO_SUITES, type CryptoSuite } from '../policy/crypto-suites.ts';
import type { RevocationFreshness, ValidationPolicy } from '../policy/policy.ts';
import { type PolicyPreset, policyOf } from '../policy/presets.ts';
import { findProblem, type SchemaProblem } from '../util/json-schema.ts';
import { type StatedDuration, toMilliseconds } from './duration.ts';
import { POLICY_SCHEMA } from './policy-schema.ts';
import { findSuiteProblem } from './suite-schema.ts';

/** Replaces times in milliseconds by what may stand for them. */
type Stated<T> = {
  readonly [Name in keyof T]: T[Name] extends number | undefined ? StatedDuration : T[Name];
};

/** What has the form of {@link POLICY_SCHEMA}. */
interface PolicyDocument
  extends Partial<
    Omit<
      ValidationPolicy,
      'clockTolerance' | 'id' | 'revocation' | 'revocationFreshness' | 'suite' | 'timestamp'
    >
  > {
  readonly id: string;
  readonly extends?: PolicyPreset;
  readonly suite?: string | CryptoSuite;
  readonly clockTolerance?: StatedDuration;
  readonly revocationFreshness?: {
    readonly maxAge?: StatedDuration | null;
    readonly withoutNextUpdate?: StatedDuration;
  };
  readonly timestamp?: Stated<TimestampConstraints>;
  readonly revocation?: Stated<RevocationConstraints>;
}

/** Longest text that is read. */
const MAX_CHARACTERS = 1_000_000;

/**
 * Reads a policy. Nothing in it is ignored: members and checks that are not known are refused, as is weakening a check without
 * which nothing is proven. What it leaves out is that of the policy it extends. A policy that was written as JSON is read back
 * as it was.
 *
 * @param json - a text, or what `JSON.parse` made of one
 *
 * @throws ValidatorError `POLICY_INVALID`; `facts.path` names the place
 *
 * @example
 * ```ts
 * import { parsePolicy, validate } from '@eseal/validator';
 *
 * const policy = parsePolicy({
 *   id: 'invoices 2026',
 *   extends: 'strict',
 *   levels: { CLAIMED_TIME_NOT_IN_FUTURE: 'fail' },
 *   timestamp: { maxDelay: 'P1D' },
 * });
 *
 * export const judge = (pdf: Uint8Array, root: Uint8Array) => validate(pdf, { trust: [root], policy });
 * ```
 *
 * @see EN 319 102-1 §5.1.4; `docs/policies.md`, `docs/policy.schema.json`
 */
export function parsePolicy(json: unknown): ValidationPolicy {
  const value = typeof json === 'string' ? parseText(json) : json;
  const problem = findProblem(POLICY_SCHEMA, value);
  if (problem !== undefined) throw invalid(problem);
  // The schema proved the form.
  const document = value as PolicyDocument;
  const {
    extends: preset = 'strict',
    clockTolerance,
    levels,
    revocationFreshness,
    suite,
    ...others
  } = document;
  const { certificate, revocation, signature, timestamp, ...own } = others;
  const base = policyOf(preset);
  return {
    ...base,
    ...own,
    levels: { ...base.levels, ...levels },
    suite: suite === undefined ? base.suite : suiteOf(suite),
    clockTolerance: clockTolerance === undefined ? base.clockTolerance : toMilliseconds(clockTolerance),
    revocationFreshness: freshnessOf(base.revocationFreshness, revocationFreshness),
    ...constraintsOf(base, { certificate, revocation, signature, timestamp }),
  };
}

function parseText(json: string): unknown {
  if (json.length > MAX_CHARACTERS) throw invalid({ path: '$', message: 'is too long' });
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ValidatorError('POLICY_INVALID', 'the policy is no JSON', { cause, facts: { path: '$' } });
  }
}

function suiteOf(suite: string | CryptoSuite): CryptoSuite {
  if (typeof suite !== 'string') {
    const problem = findSuiteProblem(suite, '$.suite');
    if (problem !== undefined) throw invalid(problem);
    return suite;
  }
  const known = CRYPTO_SUITES.find(({ id }) => id === suite);
  if (known === undefined) throw invalid({ path: '$.suite', message: 'is not known' });
  return known;
}

function freshnessOf(
  base: RevocationFreshness,
  { maxAge, withoutNextUpdate }: NonNullable<PolicyDocument['revocationFreshness']> = {},
): RevocationFreshness {
  return {
    maxAge: maxAge === undefined ? base.maxAge : maxAge === null ? null : toMilliseconds(maxAge),
    withoutNextUpdate:
      withoutNextUpdate === undefined ? base.withoutNextUpdate : toMilliseconds(withoutNextUpdate),
  };
}

type ConstraintName = 'certificate' | 'revocation' | 'signature' | 'timestamp';

/** Constraints are those of the base with the policy's own in place of them, one by one. */
function constraintsOf(
  base: ValidationPolicy,
  {
    certificate,
    revocation,
    signature,
    timestamp,
  }: { readonly [Name in ConstraintName]: PolicyDocument[Name] | undefined },
): Pick<ValidationPolicy, ConstraintName> {
  const { maxDelay, ...ofTimestamps } = timestamp ?? {};
  const { noCheckLifetime, ...ofRevocation } = revocation ?? {};
  return {
    ...(signature && { signature: { ...base.signature, ...signature } }),
    ...(certificate && { certificate: { ...base.certificate, ...certificate } }),
    ...(timestamp && {
      timestamp: {
        ...base.timestamp,
        ...ofTimestamps,
        ...(maxDelay !== undefined && { maxDelay: toMilliseconds(maxDelay) }),
      },
    }),
    ...(revocation && {
      revocation: {
        ...base.revocation,
        ...ofRevocation,
        ...(noCheckLifetime !== undefined && { noCheckLifetime: toMilliseconds(noCheckLifetime) }),
      },
    }),
  };
}

function invalid({ path, message }: SchemaProblem): ValidatorError {
  return new ValidatorError('POLICY_INVALID', `the policy is not valid: ${path} ${message}`, {
    facts: { path },
  });
}
