/**
 * Qualified names (Namespaces in XML §4), remembered so that each is decoded about once however often it occurs.
 *
 * @module
 */

import { codePointAt, isNamePart, isNameStart, utf8Length } from './characters.ts';
import { decodeUtf8 } from './decode-utf8.ts';

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
const SLOTS = 512;

const NO_COLON = -1;
const MALFORMED = -2;

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
    const colon = this.#check(start, end);
    if (colon === MALFORMED) return undefined;
    const name = {
      prefix: colon < 0 ? '' : decodeUtf8(bytes, start, colon),
      localName: decodeUtf8(bytes, colon < 0 ? start : colon + 1, end),
      start,
      length: end - start,
    };
    this.#slots[slot] = name;
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

  /** Where the colon stands; {@link NO_COLON} or {@link MALFORMED} when none does. */
  #check(start: number, end: number): number {
    let colon = NO_COLON;
    let atStart = true;
    for (let at = start; at < end; ) {
      const codePoint = codePointAt(this.#bytes, at);
      if (codePoint === 0x3a) {
        if (atStart || colon !== NO_COLON) return MALFORMED;
        colon = at;
        atStart = true;
      } else if (atStart ? isNameStart(codePoint) : isNamePart(codePoint)) atStart = false;
      else return MALFORMED;
      at += utf8Length(codePoint);
    }
    return atStart ? MALFORMED : colon;
  }
}
