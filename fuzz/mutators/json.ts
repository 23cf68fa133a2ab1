/**
 * Damage to JSON: values of other types, names that mean something to objects, numbers out of range, nesting.
 *
 * @module
 */
import { latin1, type Mutator } from './mutator.ts';
import { exchangingMatches, insertingWords, replacingMatches } from './text.ts';

const VALUE = /"(?:[^"\\]|\\.){0,400}"|-?\d+(?:\.\d+)?|true|false|null/g;
const NAME = /"(?:[^"\\]|\\.){0,100}"(?=\s*:)/g;

const VALUES = [
  ...[
    'null',
    'true',
    '""',
    '[]',
    '{}',
    '-1',
    '0',
    '1e999',
    '1.5',
    '9007199254740993',
    '"\\ud800"',
    '"\\u0000"',
  ],
  ...['"9999-99-99"', '"2026-02-30T00:00:00Z"', '["a",1]', `"${'a'.repeat(5000)}"`, `${'['.repeat(3000)}`],
];

const NAMES = ['"__proto__"', '"constructor"', '"toString"', '"length"', '""'];

/** What JSON is changed by. */
export const JSON_MUTATORS: readonly Mutator[] = [
  replacingMatches(VALUE, (_, random) => random.pick(VALUES) ?? ''),
  replacingMatches(NAME, (_, random) => random.pick(NAMES) ?? ''),
  replacingMatches(NAME, () => ''),
  exchangingMatches(VALUE),
  exchangingMatches(NAME),
  insertingWords(['{', '}', '[', ']', ',', ':', '"', '\\', '{"__proto__":{"a":1}}'].map(latin1)),
];
