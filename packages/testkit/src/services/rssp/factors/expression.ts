/**
 * Expressions over factors: identifiers joined with AND, OR and XOR, and parentheses (CSC API v2.0.0.2 §11.7, `auth/expression`).
 *
 * @module
 */

/** Whether an expression holds when these factors were given. AND binds closest, then XOR, then OR. */
export function isSatisfied(expression: string, given: ReadonlySet<string>): boolean {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  const reader = { tokens, at: 0 };
  const value = readOr(reader, given);
  if (reader.at !== tokens.length) throw new TypeError(`"${expression}" is not an expression over factors`);
  return value;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

type Read = (reader: Reader, given: ReadonlySet<string>) => boolean;

const readAnd = chain('AND', readOperand, (a, b) => a && b);
const readXor = chain('XOR', readAnd, (a, b) => a !== b);
const readOr = chain('OR', readXor, (a, b) => a || b);

/** Operands joined by one operator. Each is read, whatever the value so far. */
function chain(operator: string, read: Read, join: (a: boolean, b: boolean) => boolean): Read {
  return (reader, given) => {
    let value = read(reader, given);
    while (reader.tokens[reader.at] === operator) {
      reader.at += 1;
      const next = read(reader, given);
      value = join(value, next);
    }
    return value;
  };
}

function readOperand(reader: Reader, given: ReadonlySet<string>): boolean {
  const token = reader.tokens[reader.at++];
  if (token === undefined || token === ')') throw new TypeError('the expression over factors ends too early');
  if (token !== '(') return given.has(token);
  const value = readOr(reader, given);
  if (reader.tokens[reader.at++] !== ')')
    throw new TypeError('the expression over factors has an open parenthesis');
  return value;
}
