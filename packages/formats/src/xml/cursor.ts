/**
 * A cursor over the bytes of a document: the runs that XML is made of, each checked as it is passed.
 *
 * @module
 */
import type { FormatsError, XmlErrorCode } from '../errors.ts';
import { readReference } from './character-data.ts';
import {
  CARRIAGE_RETURN,
  codePointAt,
  GREATER_THAN,
  isXmlCharacter,
  isXmlSpace,
  MARKUP,
  MULTIBYTE,
  ORDINARY,
  QUOTE,
  REFERENCE,
  skipMultibyte,
  WHITE_SPACE,
} from './characters.ts';
import type { XmlLimits } from './limits.ts';
import type { NameReader, QualifiedName } from './names.ts';
import { xmlProblem } from './problem.ts';

/** A run of characters. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** As written it is what it stands for, and its canonical form. */
  readonly isVerbatim: boolean;
}

/** Where the reading of a document stands. */
export class XmlCursor {
  readonly bytes: Uint8Array;
  readonly limits: XmlLimits;
  readonly names: NameReader;
  position = 0;

  constructor(bytes: Uint8Array, names: NameReader, limits: XmlLimits) {
    this.bytes = bytes;
    this.names = names;
    this.limits = limits;
  }

  /** The byte at the cursor; -1 at the end. */
  peek(): number {
    return this.position < this.bytes.length ? (this.bytes[this.position] as number) : -1;
  }

  error(message: string, at: number = this.position, code: XmlErrorCode = 'XML_SYNTAX'): FormatsError {
    return xmlProblem(code, message, this.bytes, at);
  }

  /** Whether ASCII stands at a place. */
  startsWith(text: string, at: number = this.position): boolean {
    for (let i = 0; i < text.length; i++) if (this.bytes[at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** Moves past white space; whether there was any. */
  skipSpace(): boolean {
    const { bytes } = this;
    const start = this.position;
    let at = start;
    while (at < bytes.length && isXmlSpace(bytes[at] as number)) at++;
    this.position = at;
    return at > start;
  }

  /** Moves past the qualified name at the cursor. */
  takeName(): QualifiedName {
    const { names, position: start } = this;
    const name = names.read(start);
    const { end } = names;
    if (end - start > this.limits.nameBytes) {
      throw this.error('a name is too long', start, 'XML_LIMIT_EXCEEDED');
    }
    if (name === undefined) throw this.error('a name is expected', start);
    this.position = end;
    return name;
  }

  /** Moves past character data up to `<`, or past an attribute value up to its quote. */
  takeCharacters(classes: Uint8Array, terminator: number): Run {
    const { bytes } = this;
    const { length } = bytes;
    const start = this.position;
    let at = start;
    let isVerbatim = true;
    while (at < length) {
      const byte = bytes[at] as number;
      const kind = classes[byte] as number;
      if (kind === ORDINARY) {
        at++;
        continue;
      }
      if (byte === terminator) break;
      if (kind === MULTIBYTE) at = this.#skipMultibyte(at);
      else {
        isVerbatim &&= kind === QUOTE && byte === 0x27;
        at = this.#special(kind, at, start);
      }
    }
    return this.#run(start, at, isVerbatim);
  }

  /** Moves past what ends with some ASCII, and past its end. */
  takeUntil(closing: string, what: string): Run {
    const { bytes } = this;
    const start = this.position;
    const first = closing.charCodeAt(0);
    let at = start;
    let isVerbatim = true;
    while (at < bytes.length) {
      const byte = bytes[at] as number;
      if (byte === first && this.startsWith(closing, at)) {
        const run = this.#run(start, at, isVerbatim);
        this.position = at + closing.length;
        return run;
      }
      if (byte >= 0x80) at = this.#skipMultibyte(at);
      else {
        if (!isXmlCharacter(byte)) throw this.#forbidden(at);
        if (byte === 0x0d) isVerbatim = false;
        at++;
      }
    }
    throw this.error(`${what} is not closed`, start);
  }

  /** Past a byte that is more than an ordinary character. */
  #special(kind: number, at: number, start: number): number {
    switch (kind) {
      case REFERENCE:
        return this.#reference(at);
      case CARRIAGE_RETURN:
      case WHITE_SPACE:
      case QUOTE:
        return at + 1;
      case GREATER_THAN:
        if (at - start >= 2 && this.startsWith(']]', at - 2))
          throw this.error('"]]>" stands in text', at - 2);
        return at + 1;
      case MARKUP:
        throw this.error('"<" stands in an attribute value', at);
      default:
        throw this.#forbidden(at);
    }
  }

  #reference(at: number): number {
    const reference = readReference(this.bytes, at, this.bytes.length);
    if (reference === undefined) throw this.error('"&" begins no reference', at);
    const { codePoint, name, end } = reference;
    if (codePoint < 0) throw this.error(`the entity "${printable(name)}" is not defined`, at);
    if (!isXmlCharacter(codePoint)) throw this.error(`"&${name};" is not a character of XML`, at);
    return end;
  }

  #skipMultibyte(at: number): number {
    const next = skipMultibyte(this.bytes, at, this.bytes.length);
    if (next < 0) throw this.#forbidden(-1 - next);
    return next;
  }

  #forbidden(at: number): FormatsError {
    const isUtf8 = (this.bytes[at] as number) < 0x80 || codePointAt(this.bytes, at) >= 0;
    return this.error(
      isUtf8 ? 'a character that XML does not allow' : 'bytes that are no character of XML in UTF-8',
      at,
    );
  }

  #run(start: number, end: number, isVerbatim: boolean): Run {
    if (end - start > this.limits.textBytes)
      throw this.error('a text is too long', start, 'XML_LIMIT_EXCEEDED');
    this.position = end;
    return { start, end, isVerbatim };
  }
}

function printable(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, '?').slice(0, 40);
}
