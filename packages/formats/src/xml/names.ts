/**
 * Qualified names (Namespaces in XML §4), remembered so that each is decoded about once however often it occurs.
 *
 * @module
 */
import { codePointAt, isNamePart, isNameStart, utf8Length } from './characters.ts';

/** A name split at its colon. */
export interface QualifiedName {
  readonly prefix: string;
  readonly localName: string;
}

interface Remembered extends QualifiedName {
  readonly start: number;
  readonly length: number;
}

/** One name for each slot, the latest: names made to collide cost a decoding each, no more. */
const SLOTS = 1024;

/** Which bytes beyond letters, digits, `-`, `.`, `_` and `:` end a name. */
const IS_NAME_BYTE = new Uint8Array(256).fill(1, 0x80);
for (let code = 0; code < 0x80; code++) if (isNamePart(code) || code === 0x3a) IS_NAME_BYTE[code] = 1;

/** Reads names of one document. */
export class NameReader {
  readonly #bytes: Uint8Array;
  readonly #slots: (Remembered | undefined)[] = new Array(SLOTS);
  /** Where the name read last ends. */
  end = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The name that begins at a place; `undefined` when no qualified name is there. */
  read(start: number): QualifiedName | undefined {
    const bytes = this.#bytes;
    let hash = 0;
    let end = start;
    for (; end < bytes.length && IS_NAME_BYTE[bytes[end] as number] === 1; end++) {
      hash = (Math.imul(hash, 31) + (bytes[end] as number)) | 0;
    }
    this.end = end;
    const slot = (hash ^ (hash >>> 10)) & (SLOTS - 1);
    const remembered = this.#slots[slot];
    if (remembered !== undefined && this.#same(remembered, start, end - start)) return remembered;
    const name = this.#decode(start, end);
    if (name !== undefined) this.#slots[slot] = { ...name, start, length: end - start };
    return name;
  }

  #same(remembered: Remembered, start: number, length: number): boolean {
    if (remembered.length !== length) return false;
    const bytes = this.#bytes;
    for (let i = 0, other = remembered.start; i < length; i++) {
      if (bytes[start + i] !== bytes[other + i]) return false;
    }
    return true;
  }

  #decode(start: number, end: number): QualifiedName | undefined {
    const parts = [''];
    let atStart = true;
    for (let at = start; at < end; ) {
      const codePoint = codePointAt(this.#bytes, at);
      if (codePoint < 0) return undefined;
      at += utf8Length(codePoint);
      if (codePoint === 0x3a) {
        if (atStart) return undefined;
        parts.push('');
        atStart = true;
        continue;
      }
      if (!(atStart ? isNameStart(codePoint) : isNamePart(codePoint))) return undefined;
      parts[parts.length - 1] += String.fromCodePoint(codePoint);
      atStart = false;
    }
    const [first = '', second] = parts;
    if (atStart || parts.length > 2) return undefined;
    return second === undefined ? { prefix: '', localName: first } : { prefix: first, localName: second };
  }
}
