/**
 * A scheme of trusted lists as JSON, so that a list whose URIs are published later is described by a file.
 *
 * @module
 */
import type { JapaneseRules } from '../determination/japanese-rules.ts';
import { ValidatorError } from '../errors.ts';
import type { TrustedListScheme } from '../trust/scheme.ts';
import { findProblem, type JsonSchema, type SchemaProblem } from '../util/json-schema.ts';

/** A scheme as its file describes it. */
export interface SchemeFile {
  readonly scheme: TrustedListScheme;
  /** What the file says of the scheme of Japan beside its lists; `undefined` when it says nothing. */
  readonly japan: JapaneseRules | undefined;
}

const TEXT: JsonSchema = { type: 'string', maxLength: 2000 };
const URIS: JsonSchema = { type: 'array', items: TEXT, maxItems: 1000 };
const TERRITORY: JsonSchema = { type: 'string', pattern: '^[A-Z]{2}$' };

function byUri(value: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: value, maxProperties: 1000 };
}

function oneOf(...values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values };
}

/** What {@link JapaneseRules} are in JSON. */
const JAPAN_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    commonPolicyOids: {
      type: 'array',
      items: { type: 'string', pattern: '^[0-2](\\.(0|[1-9][0-9]*))+$', maxLength: 200 },
      maxItems: 100,
    },
    schemeStart: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' },
  },
  additionalProperties: false,
};

/** The form of {@link TrustedListScheme}, with the rules of Japan as `japan`. */
const SCHEME_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^[\\w.-]+$', maxLength: 100 },
    territories: { anyOf: [oneOf('any'), { type: 'array', items: TERRITORY, maxItems: 300 }] },
    listTypes: URIS,
    listOfListsTypes: URIS,
    versions: { type: 'array', items: { type: 'integer', minimum: 5, maximum: 6 }, maxItems: 2 },
    services: byUri({
      type: 'object',
      properties: {
        purpose: oneOf('certificates', 'timestamps', 'revocation'),
        accredited: { type: 'boolean' },
        kind: oneOf('eseal', 'esign'),
      },
      required: ['purpose', 'accredited'],
      additionalProperties: false,
    }),
    statuses: byUri(oneOf('in-force', 'listed', 'ended')),
    kinds: byUri(oneOf('eseal', 'esign', 'website')),
    keyProtection: byUri(oneOf('hsm', 'certified', 'none')),
    languages: { type: 'array', items: TEXT, maxItems: 100 },
    pilot: { type: 'boolean' },
    rules: oneOf('eu', 'japan'),
    japan: JAPAN_SCHEMA,
  },
  required: [
    'id',
    'territories',
    'listTypes',
    'listOfListsTypes',
    'versions',
    'services',
    'statuses',
    'kinds',
    'languages',
    'pilot',
    'rules',
  ],
  additionalProperties: false,
};

/** What has the form of {@link SCHEME_SCHEMA}. */
interface SchemeDocument extends TrustedListScheme {
  readonly japan?: { readonly commonPolicyOids?: readonly string[]; readonly schemeStart?: string };
}

/**
 * Reads a scheme. Nothing in it is ignored: members that are not known are refused, and so are versions of lists that cannot
 * be read.
 *
 * @param json - what `JSON.parse` made of the file
 * @throws ValidatorError `LIST_SCHEME_INVALID`; `facts.path` names the place
 *
 * @see ETSI TS 119 612 §5.3; `docs/trusted-lists.md`
 */
export function parseSchemeFile(json: unknown): SchemeFile {
  const problem = findProblem(SCHEME_SCHEMA, json);
  if (problem !== undefined) throw invalid(problem);
  // The schema proved the form.
  const { japan, ...scheme } = json as SchemeDocument;
  return { scheme, japan: japan && rulesOf(japan) };
}

function rulesOf({ schemeStart, ...rules }: NonNullable<SchemeDocument['japan']>): JapaneseRules {
  if (schemeStart === undefined) return rules;
  const start = new Date(schemeStart);
  if (Number.isNaN(start.getTime())) throw invalid({ path: '$.japan.schemeStart', message: 'is no time' });
  return { ...rules, schemeStart: start };
}

function invalid({ message, path }: SchemaProblem): ValidatorError {
  return new ValidatorError('LIST_SCHEME_INVALID', `the scheme of trusted lists: ${path} ${message}`, {
    facts: { path },
  });
}
