/**
 * The JSON Schema of a description of a list. It is published as `docs/trusted-list-description.schema.json` and judges what
 * `parseListDescription` is given; what the values have to be like, the builder of lists judges.
 *
 * @module
 */
import type { JsonSchema } from '../../util/json-schema.ts';

type ObjectSchema = Extract<JsonSchema, { readonly type: 'object' }>;

/** Members that have to be there, and those that may be. */
function object(
  required: Readonly<Record<string, JsonSchema>>,
  optional: ObjectSchema['properties'] = {},
): ObjectSchema {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

function list(items: JsonSchema, maxItems = 1000): JsonSchema {
  return { type: 'array', items, maxItems };
}

function oneOf(...values: readonly string[]): JsonSchema {
  return { type: 'string', enum: values };
}

const TEXT: JsonSchema = { type: 'string', maxLength: 4000 };
const TEXTS = list(TEXT);
const TIME: JsonSchema = {
  type: 'string',
  description: 'UTC, in whole seconds',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$',
};
const FILES: JsonSchema = { ...list(TEXT), description: 'names of files with certificates (PEM or DER)' };
const LANGUAGES = list(object({ language: TEXT, text: TEXT }));
const ADDRESS = object({
  postal: list(
    object(
      { language: TEXT, street: TEXT, locality: TEXT, country: TEXT },
      { stateOrProvince: TEXT, postalCode: TEXT },
    ),
  ),
  electronic: LANGUAGES,
});

const SCHEME = object(
  {
    sequenceNumber: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    type: TEXT,
    operatorNames: LANGUAGES,
    operatorAddress: ADDRESS,
    schemeNames: LANGUAGES,
    informationUris: LANGUAGES,
    statusDeterminationApproach: TEXT,
    communityRules: TEXTS,
    territory: TEXT,
    issueDate: TIME,
    nextUpdate: { description: 'null: the last list of the scheme', anyOf: [TIME, { type: 'null' }] },
    distributionPoints: TEXTS,
  },
  {
    legalNotices: LANGUAGES,
    historicalInformationPeriod: { type: 'integer', minimum: 0, maximum: 65_535 },
  },
);

const BIT: JsonSchema = { type: 'boolean' };
const KEY_USAGE = object(
  {},
  {
    digitalSignature: BIT,
    nonRepudiation: BIT,
    keyEncipherment: BIT,
    dataEncipherment: BIT,
    keyAgreement: BIT,
    keyCertSign: BIT,
    crlSign: BIT,
    encipherOnly: BIT,
    decipherOnly: BIT,
  },
);

const CRITERIA_LIST: JsonSchema = { $ref: '#/$defs/criteriaList' };
const CRITERION: JsonSchema = {
  anyOf: [
    object({ kind: oneOf('policies'), policies: TEXTS }),
    object({ kind: oneOf('key-usage'), bits: KEY_USAGE }),
    object({ kind: oneOf('extended-key-usage'), purposes: TEXTS }),
    object({ kind: oneOf('subject-attributes'), attributes: TEXTS }),
    object({
      kind: oneOf('qc-statements'),
      statements: list(object({ statement: TEXT }, { qcType: TEXT, legislation: TEXT })),
    }),
    object({ kind: oneOf('list'), list: CRITERIA_LIST }),
  ],
};

function parties(one: JsonSchema): JsonSchema {
  return object({ pointing: one, pointed: one });
}

const PATTERNS = list(object({ type: TEXT, additionalInformation: TEXTS }));
const CONTENT = parties(CRITERIA_LIST);
const EQUIVALENCE = object({
  legalIdentifier: TEXT,
  states: list(
    object({
      status: oneOf('enacted', 'repealed'),
      from: TIME,
      types: parties(PATTERNS),
      validStatuses: list(parties(TEXTS)),
      invalidStatuses: list(parties(TEXTS)),
      contents: object({}, { QcCompliance: CONTENT, QcType: CONTENT, QcQSCD: CONTENT }),
      qualifiers: list(parties(TEXT)),
    }),
  ),
});

const POINTER = object(
  {
    location: TEXT,
    signers: FILES,
    territory: TEXT,
    type: TEXT,
    operatorNames: LANGUAGES,
    communityRules: TEXTS,
  },
  {
    mimeType: TEXT,
    agreement: object({
      pointingLegislation: TEXT,
      pointedLegislation: TEXT,
      equivalences: list(EQUIVALENCE),
    }),
  },
);

const STATE = object(
  { type: TEXT, names: LANGUAGES, status: TEXT, from: TIME },
  {
    additionalInformation: TEXTS,
    qualifications: list(object({ qualifiers: TEXTS, criteria: CRITERIA_LIST })),
    expiredCertsRevocationInfo: TIME,
  },
);

const PROVIDER = object(
  {
    names: LANGUAGES,
    address: ADDRESS,
    informationUris: LANGUAGES,
    services: list(
      object(
        { certificates: FILES, states: { ...list(STATE), description: 'the newest first' } },
        { supplyPoints: list(object({ uri: TEXT }, { type: TEXT })), definitionUris: LANGUAGES },
      ),
      10_000,
    ),
  },
  { tradeNames: LANGUAGES },
);

/** The form of a `TrustedListDescription`, with times as text and names of files for certificates. */
export const LIST_DESCRIPTION_SCHEMA: JsonSchema = {
  ...object({ scheme: SCHEME, pointers: list(POINTER), providers: list(PROVIDER) }),
  $defs: {
    criteriaList: object({ assert: oneOf('all', 'atLeastOne', 'none'), criteria: list(CRITERION) }),
  },
};
