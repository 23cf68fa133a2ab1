/**
 * Reads location paths and conditions (XPath 1.0 §2, §3).
 *
 * @module
 */
import type {
  Axis,
  Condition,
  KindTest,
  LocationPath,
  NameTest,
  Operand,
  PathStart,
  PathUnion,
  Step,
} from './expression.ts';
import { XPathTokens } from './tokens.ts';

/** The URI of a prefix where an expression stands; `undefined` when it has none. */
export type ResolvePrefix = (prefix: string) => string | undefined;

const AXES: readonly Axis[] = [
  'self',
  'child',
  'parent',
  'descendant',
  'descendant-or-self',
  'ancestor',
  'ancestor-or-self',
];

const KIND_TESTS: readonly KindTest[] = ['node', 'text', 'comment', 'processing-instruction'];

const ANYWHERE_BELOW: Step = { axis: 'descendant-or-self', test: 'node', predicates: [] };

/** A reader of one expression. */
class XPathReader {
  readonly tokens: XPathTokens;
  readonly #resolve: ResolvePrefix;

  constructor(expression: string, resolve: ResolvePrefix) {
    this.tokens = new XPathTokens(expression);
    this.#resolve = resolve;
  }

  union(): PathUnion {
    const paths = [this.path()];
    while (this.tokens.take('|')) paths.push(this.path());
    return paths;
  }

  condition(): Condition {
    return this.tokens.nested(() => {
      const of = [this.#conjunction()];
      while (this.tokens.take('or')) of.push(this.#conjunction());
      return of.length === 1 ? (of[0] as Condition) : { kind: 'any', of };
    });
  }

  #conjunction(): Condition {
    const of = [this.#term()];
    while (this.tokens.take('and')) of.push(this.#term());
    return of.length === 1 ? (of[0] as Condition) : { kind: 'all', of };
  }

  #term(): Condition {
    const { tokens } = this;
    if (tokens.take('(')) return this.#closed(this.condition());
    if (tokens.take('not', '(')) return { kind: 'not', of: this.#closed(this.condition()) };
    if (tokens.take('boolean', '(')) return this.#closed(this.condition());
    if (tokens.take('true', '(', ')')) return { kind: 'constant', value: true };
    if (tokens.take('false', '(', ')')) return { kind: 'constant', value: false };
    if (tokens.take('starts-with', '(')) return this.#twoTexts('starts-with');
    if (tokens.take('contains', '(')) return this.#twoTexts('contains');
    return this.#position() ?? this.#comparison() ?? { kind: 'path', path: this.path() };
  }

  #closed(condition: Condition): Condition {
    this.tokens.expect(')');
    return condition;
  }

  #twoTexts(kind: 'starts-with' | 'contains'): Condition {
    const left = this.#operand();
    this.tokens.expect(',');
    const right = this.#operand();
    this.tokens.expect(')');
    if (left === undefined || right === undefined) throw this.tokens.refuse(`has no texts in ${kind}()`);
    return { kind, left, right };
  }

  /** `1`, `last()`, `position() = 1` (XPath 1.0 §2.4). */
  #position(): Condition | undefined {
    const { tokens } = this;
    const compared = tokens.take('position', '(', ')');
    if (compared) tokens.expect('=');
    if (tokens.take('last', '(', ')')) return { kind: 'position', at: 'last' };
    const number = tokens.takeKind('number');
    if (number !== undefined) return { kind: 'position', at: Number(number) };
    if (compared) throw tokens.refuse('compares a position with what is no number');
    return undefined;
  }

  #comparison(): Condition | undefined {
    const { tokens } = this;
    const left = this.#operand();
    if (left === undefined) return undefined;
    const kind = tokens.take('=') ? 'equal' : tokens.take('!=') ? 'unequal' : undefined;
    if (kind === undefined) {
      if (left.kind === 'attribute') return left;
      throw tokens.refuse('has a text for a condition');
    }
    const right = this.#operand();
    if (right === undefined) throw tokens.refuse('compares with what is no text');
    return { kind, left, right };
  }

  #operand(): Operand | undefined {
    const { tokens } = this;
    const value = tokens.takeKind('literal');
    if (value !== undefined) return { kind: 'literal', value };
    if (tokens.take('@') || tokens.take('attribute', '::'))
      return { kind: 'attribute', test: this.#nameTest() };
    for (const name of ['local-name', 'name', 'namespace-uri'] as const) {
      if (tokens.take(name, '(', ')')) return { kind: 'name', function: name };
    }
    return undefined;
  }

  path(): LocationPath {
    const { tokens } = this;
    const steps: Step[] = [];
    const start = this.#start();
    if (start.kind === 'root') {
      if (tokens.take('//')) steps.push(ANYWHERE_BELOW);
      else tokens.expect('/');
      if (steps.length === 0 && !this.#beginsStep()) return { start, steps };
    } else if (start.kind !== 'context' && !this.#separator(steps)) return { start, steps };
    do steps.push(this.#step());
    while (this.#separator(steps));
    return { start, steps };
  }

  #start(): PathStart {
    const { tokens } = this;
    if (tokens.isNext('/') || tokens.isNext('//')) return { kind: 'root' };
    if (tokens.take('here', '(', ')')) return { kind: 'here' };
    if (!tokens.take('id', '(')) return { kind: 'context' };
    const ids = tokens.takeKind('literal');
    tokens.expect(')');
    if (ids === undefined) throw tokens.refuse('has no literal in id()');
    return { kind: 'id', ids: ids.split(/[ \t\r\n]+/).filter((id) => id !== '') };
  }

  #separator(steps: Step[]): boolean {
    if (this.tokens.take('/')) return true;
    if (!this.tokens.take('//')) return false;
    steps.push(ANYWHERE_BELOW);
    return true;
  }

  #beginsStep(): boolean {
    const token = this.tokens.peek();
    return token?.kind === 'name' || ['*', '.', '..', '@'].some((symbol) => this.tokens.isNext(symbol));
  }

  #step(): Step {
    const { tokens } = this;
    if (tokens.take('.')) return { axis: 'self', test: 'node', predicates: [] };
    if (tokens.take('..')) return { axis: 'parent', test: 'node', predicates: [] };
    const axis = AXES.find((name) => tokens.take(name, '::')) ?? 'child';
    const test = KIND_TESTS.find((kind) => tokens.take(kind, '(', ')')) ?? this.#nameTest();
    const predicates: Condition[] = [];
    while (tokens.take('[')) {
      predicates.push(this.condition());
      tokens.expect(']');
    }
    return { axis, test, predicates };
  }

  /** `*`, `prefix:*`, `name`, `prefix:name`; a name without prefix is in no namespace (XPath 1.0 §2.3). */
  #nameTest(): NameTest {
    const { tokens } = this;
    if (tokens.take('*')) return { namespace: undefined, localName: undefined };
    const name = tokens.takeKind('name');
    if (name === undefined || tokens.isNext('(') || tokens.isNext('::')) {
      throw tokens.refuse(`uses ${name === undefined ? 'what' : `"${name}", which`} is not evaluated here`);
    }
    if (!tokens.take(':')) return { namespace: '', localName: name };
    const namespace = this.#resolve(name);
    if (namespace === undefined) throw tokens.refuse(`uses the prefix "${name}", which is not declared`);
    if (tokens.take('*')) return { namespace, localName: undefined };
    const localName = tokens.takeKind('name');
    if (localName === undefined) throw tokens.refuse('has a prefix without a name');
    return { namespace, localName };
  }

  finished<T>(result: T): T {
    if (this.tokens.peek() !== undefined) throw this.tokens.refuse('is not understood to its end');
    return result;
  }
}

/**
 * Reads an expression that chooses nodes.
 *
 * @throws FormatsError XML_TRANSFORM_REFUSED for one that is not supported
 */
export function parsePathUnion(expression: string, resolve: ResolvePrefix): PathUnion {
  const reader = new XPathReader(expression, resolve);
  return reader.finished(reader.union());
}

/**
 * Reads an expression that is true or false of a node.
 *
 * @throws FormatsError XML_TRANSFORM_REFUSED for one that is not supported
 */
export function parseCondition(expression: string, resolve: ResolvePrefix): Condition {
  const reader = new XPathReader(expression, resolve);
  return reader.finished(reader.condition());
}
