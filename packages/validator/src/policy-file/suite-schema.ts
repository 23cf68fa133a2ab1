/**
 * The JSON Schema of a cryptographic suite inside a policy, and what it cannot say.
 *
 * @module
 */
import { DIGEST_ALGORITHMS } from '@eseal/core/crypto';
import type { CryptoSuite, SuiteAlgorithm } from '../policy/crypto-suites.ts';
import { isCalendarDay } from '../util/calendar-day.ts';
import type { JsonSchema, SchemaProblem } from '../util/json-schema.ts';

const SCHEMES = [
  ...(['RIPEMD-160', 'Whirlpool'] as const),
  ...(['rsa-pkcs1', 'rsa-pss', 'ecdsa', 'eddsa', 'dsa'] as const),
] satisfies readonly SuiteAlgorithm[];

const TEXT: JsonSchema = { type: 'string', maxLength: 1000 };
const DAY: JsonSchema = { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' };

/** What a suite in full has to look like. */
export const SUITE_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'algorithms with their dates; rows of one algorithm stand together, the smallest key first',
  properties: {
    id: { type: 'string', maxLength: 100 },
    title: {
      type: 'object',
      properties: { ja: TEXT, en: TEXT },
      required: ['ja', 'en'],
      additionalProperties: false,
    },
    citation: TEXT,
    published: DAY,
    utcOffset: { type: 'string', pattern: '^(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$' },
    rows: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          algorithm: { type: 'string', enum: [...DIGEST_ALGORITHMS.map(({ name }) => name), ...SCHEMES] },
          minKeySize: { type: 'integer', minimum: 0, maximum: 65_536 },
          migrateFrom: DAY,
          lastCreation: DAY,
          lastAcceptance: DAY,
          conditional: { type: 'boolean' },
        },
        required: ['algorithm', 'minKeySize'],
        additionalProperties: false,
      },
      maxItems: 500,
    },
  },
  required: ['id', 'title', 'citation', 'utcOffset', 'rows'],
  additionalProperties: false,
};

/** What is wrong with a suite that has the form of the schema: days that are none, rows out of order. */
export function findSuiteProblem({ published, rows }: CryptoSuite, path: string): SchemaProblem | undefined {
  if (published !== undefined && !isCalendarDay(published))
    return { path: `${path}.published`, message: 'is no day' };
  for (const [index, row] of rows.entries()) {
    const place = `${path}.rows[${index}]`;
    const days = [row.migrateFrom, row.lastCreation, row.lastAcceptance];
    if (days.some((day) => day !== undefined && !isCalendarDay(day)))
      return { path: place, message: 'has a day that is none' };
    const before = rows[index - 1];
    const isFirst = rows.findIndex(({ algorithm }) => algorithm === row.algorithm) === index;
    const follows = before?.algorithm === row.algorithm && before.minKeySize < row.minKeySize;
    if (!isFirst && !follows)
      return { path: place, message: 'does not follow the row of the next smaller key of its algorithm' };
  }
  return undefined;
}
