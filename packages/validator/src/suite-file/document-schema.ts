/**
 * The form of a machine-readable suite in JSON (TS 119 322), as a closed schema: what is not known could change what is meant.
 *
 * @module
 */
import type { JsonSchema } from '../util/json-schema.ts';

const TEXT: JsonSchema = { type: 'string', maxLength: 1000 };
const TEXTS: JsonSchema = { anyOf: [TEXT, { type: 'array', items: TEXT, maxItems: 20 }] };
const SIZE: JsonSchema = { type: 'integer', minimum: 0, maximum: 1_000_000 };
const DAY: JsonSchema = {
  type: 'string',
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?$',
};
const TIME: JsonSchema = {
  type: 'string',
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T[0-9:.]{8,20}(Z|[+-][0-9]{2}:[0-9]{2})?$',
};

const closed = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema => ({ type: 'object', properties, required, additionalProperties: false });

const EVALUATION = closed(
  {
    Parameter: {
      type: 'array',
      items: closed({ name: TEXT, Min: SIZE, Max: SIZE }, ['name']),
      maxItems: 10,
    },
    Validity: closed({ Start: DAY, End: DAY }),
    Recommendation: { type: 'string', enum: ['R', 'L'] },
  },
  ['Validity'],
);

const ALGORITHM = closed(
  {
    AlgorithmIdentifier: closed({ Name: TEXT, ObjectIdentifier: TEXTS, URI: TEXTS }, [
      'Name',
      'ObjectIdentifier',
    ]),
    Evaluation: { type: 'array', items: EVALUATION, maxItems: 100 },
    Information: closed({ Text: { type: 'array', items: TEXT, maxItems: 20 } }),
  },
  ['AlgorithmIdentifier', 'Evaluation'],
);

/** What a suite has to look like. */
export const SUITE_DOCUMENT_SCHEMA: JsonSchema = closed(
  {
    PolicyName: closed({ Name: TEXT, ObjectIdentifier: TEXT, URI: TEXT }, ['Name']),
    Publisher: closed({ Name: TEXT, Address: TEXT, URI: TEXT }, ['Name']),
    PolicyIssueDate: TIME,
    NextUpdate: TIME,
    Usage: TEXT,
    Algorithm: { type: 'array', items: ALGORITHM, maxItems: 1000 },
    version: TEXT,
    lang: TEXT,
    id: TEXT,
  },
  ['PolicyName', 'Publisher', 'PolicyIssueDate', 'Algorithm'],
);
