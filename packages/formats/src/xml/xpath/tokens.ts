/**
 * The tokens of an XPath expression (XPath 1.0 §3.7).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';

/** Longest expression that is read. */
const LONGEST = 4096;
/** Deepest nesting of parentheses and predicates. */
const DEEPEST = 32;

const TOKEN =
  /[ \t\r\n]*(?:("[^"]*"|'[^']*')|([0-9]+)|(\/\/|::|\.\.|!=|[/.@()[\]|=,*:])|([\p{L}_][\p{L}\p{N}\p{M}._-]*))/uy;

/** A token: its text, and what it is. */
export interface Token {
  readonly kind: 'literal' | 'number' | 'symbol' | 'name';
  readonly text: string;
}

/** A cursor over the tokens of an expression. */
export class XPathTokens {
  readonly expression: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(expression: string) {
    this.expression = expression;
    if (expression.length > LONGEST) throw this.refuse('is too long');
    this.#tokens = this.#split();
  }

  #split(): Token[] {
    const text = this.expression.replace(/[ \t\r\n]+$/, '');
    const tokens: Token[] = [];
    const pattern = new RegExp(TOKEN);
    while (pattern.lastIndex < text.length) {
      const match = pattern.exec(text);
      if (match === null) throw this.refuse('holds what is not understood');
      const [, literal, number, symbol, name] = match;
      if (literal !== undefined) tokens.push({ kind: 'literal', text: literal.slice(1, -1) });
      else if (number !== undefined) tokens.push({ kind: 'number', text: number });
      else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
      else tokens.push({ kind: 'name', text: name ?? '' });
    }
    return tokens;
  }

  /** A token ahead, not taken. */
  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#next + ahead];
  }

  /** Whether the next tokens are these symbols or names. */
  isNext(...texts: readonly string[]): boolean {
    return texts.every((text, i) => {
      const token = this.peek(i);
      return token !== undefined && (token.kind === 'symbol' || token.kind === 'name') && token.text === text;
    });
  }

  /** Takes the next tokens when they are these. */
  take(...texts: readonly string[]): boolean {
    if (!this.isNext(...texts)) return false;
    this.#next += texts.length;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.refuse(`lacks "${text}"`);
  }

  /** Takes the next token when it is of a kind. */
  takeKind(kind: Token['kind']): string | undefined {
    const token = this.peek();
    if (token?.kind !== kind) return undefined;
    this.#next++;
    return token.text;
  }

  /** Reads something that may nest. */
  nested<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) throw this.refuse('is nested too deeply');
    const result = read();
    this.#depth--;
    return result;
  }

  /** The error for an expression that is not evaluated. */
  refuse(why: string): FormatsError {
    const shown = this.expression.trim().slice(0, 200);
    return new FormatsError('XML_TRANSFORM_REFUSED', `the XPath expression "${shown}" ${why}`);
  }
}
