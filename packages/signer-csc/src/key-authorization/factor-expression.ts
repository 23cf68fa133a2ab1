/**
 * Which factors a credential wants: identifiers joined with AND, OR and XOR.
 *
 * @see CSC API v2.0.0.2 §11.7 (auth/expression)
 * @module
 */
import { CscError } from '../errors.ts';
import type { FactorDescription } from '../model/credential.ts';
import { shownText } from '../util/redact.ts';

/** A set of factors that is enough. */
export type FactorSet = readonly FactorDescription[];

/** Most factors of a credential: more would make too many sets. */
const MOST_FACTORS = 10;

/** Longest expression. */
const LONGEST = 1000;

/** Whether given identifiers satisfy an expression. */
type Condition = (given: ReadonlySet<string>) => boolean;

/** Operators from the one that binds least. */
const OPERATORS: readonly {
  readonly word: string;
  readonly join: (conditions: readonly Condition[]) => Condition;
}[] = [
  { word: 'OR', join: (all) => (given) => all.some((holds) => holds(given)) },
  { word: 'XOR', join: (all) => (given) => all.filter((holds) => holds(given)).length % 2 === 1 },
  { word: 'AND', join: (all) => (given) => all.every((holds) => holds(given)) },
];

/**
 * The smallest sets of factors that are enough, in the order in which the service names the factors. Without expression
 * every factor that is required is wanted.
 *
 * @throws CscError `CSC_ANSWER_INVALID` for an expression that is none, or that nothing satisfies
 */
export function sufficientFactors(
  factors: readonly FactorDescription[],
  expression: string | undefined,
): readonly FactorSet[] {
  if (expression === undefined || expression.trim() === '') {
    return [factors.filter(({ presence }) => presence === 'required')];
  }
  if (factors.length > MOST_FACTORS) throw invalid(`more than ${MOST_FACTORS} factors are joined`);
  const holds = parseExpression(expression, new Set(factors.map(({ id }) => id)));
  const enough = subsets(factors).filter((set) => holds(new Set(set.map(({ id }) => id))));
  const smallest = enough.filter((set) => !enough.some((other) => other !== set && isWithin(other, set)));
  if (smallest.length === 0) throw invalid('no factors satisfy it');
  return smallest;
}

/** Every subset; those with factors that are named earlier come first. */
function subsets(factors: readonly FactorDescription[]): readonly FactorSet[] {
  const count = 2 ** factors.length;
  return Array.from({ length: count }, (_, bits) => {
    const chosen = count - 1 - bits;
    return factors.filter((_factor, at) => (chosen >> (factors.length - 1 - at)) & 1);
  });
}

function isWithin(inner: FactorSet, outer: FactorSet): boolean {
  return inner.length < outer.length && inner.every((factor) => outer.includes(factor));
}

function parseExpression(expression: string, known: ReadonlySet<string>): Condition {
  if (expression.length > LONGEST) throw invalid('it is too long');
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  const reader = { words, at: 0, known };
  const condition = parseJoined(reader, 0);
  if (reader.at !== words.length) throw invalid(`"${shownText(words[reader.at] ?? '', [])}" is not expected`);
  return condition;
}

interface ExpressionReader {
  readonly words: readonly string[];
  readonly known: ReadonlySet<string>;
  at: number;
}

/** Operands of one operator; each is an operand of the next tighter one. */
function parseJoined(reader: ExpressionReader, level: number): Condition {
  const operator = OPERATORS[level];
  if (operator === undefined) return parseOperand(reader);
  const operands = [parseJoined(reader, level + 1)];
  while (reader.words[reader.at]?.toUpperCase() === operator.word) {
    reader.at++;
    operands.push(parseJoined(reader, level + 1));
  }
  return operator.join(operands);
}

function parseOperand(reader: ExpressionReader): Condition {
  const word = reader.words[reader.at++];
  if (word === '(') {
    const inner = parseJoined(reader, 0);
    if (reader.words[reader.at++] !== ')') throw invalid('a parenthesis is not closed');
    return inner;
  }
  if (word === undefined || !reader.known.has(word)) throw invalid('it names a factor that is not described');
  return (given) => given.has(word);
}

function invalid(why: string): CscError {
  return new CscError(
    'CSC_ANSWER_INVALID',
    `credentials/info: the expression of factors is invalid: ${why}`,
    {
      outcome: 'rejected',
      facts: { method: 'credentials/info' },
    },
  );
}
