/**
 * The characters and tokens of PDF (ISO 32000-2 §7.2, §7.3): a cursor over bytes that makes no objects of its own.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';

const REGULAR = 0;
const WHITE_SPACE = 1;
const DELIMITER = 2;

/** Longest name: far beyond the 127 bytes that readers had to bear (ISO 32000-1 Annex C). */
const MAX_NAME_LENGTH = 4096;

/** Class of every byte (ISO 32000-2 §7.2.3). */
const CLASS = new Uint8Array(256);
for (const code of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASS[code] = WHITE_SPACE;
for (const character of '()<>[]{}/%') CLASS[character.charCodeAt(0)] = DELIMITER;

/** Value of every hexadecimal digit, 255 for other bytes. */
const HEX_VALUE = new Uint8Array(256).fill(0xff);
for (let value = 0; value < 16; value++) {
  HEX_VALUE[value.toString(16).charCodeAt(0)] = value;
  HEX_VALUE[value.toString(16).toUpperCase().charCodeAt(0)] = value;
}

/** The value of a hexadecimal digit; 255 for anything else. */
export function hexValue(byte: number): number {
  return HEX_VALUE[byte] ?? 0xff;
}

export function isWhiteSpace(byte: number): boolean {
  return CLASS[byte] === WHITE_SPACE;
}

/** Whether a byte can be part of a keyword, a number or a name. */
export function isRegular(byte: number): boolean {
  return CLASS[byte] === REGULAR;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** A number as written: `text` only where it is not an integer. */
export interface NumberToken {
  readonly value: number;
  readonly text: string | undefined;
}

/** A cursor over bytes. Past the end it reads -1. */
export class Scanner {
  readonly bytes: Uint8Array;
  readonly end: number;
  /** Place of `bytes[0]` in the file, for messages. */
  readonly base: number;
  position: number;

  constructor(bytes: Uint8Array, position = 0, base = 0) {
    this.bytes = bytes;
    this.position = position;
    this.base = base;
    this.end = bytes.length;
  }

  /** The byte at the cursor. */
  peek(): number {
    return this.position < this.end ? (this.bytes[this.position] as number) : -1;
  }

  /** Place of the cursor in the file. */
  get offset(): number {
    return this.base + this.position;
  }

  error(message: string): FormatsError {
    return new FormatsError('PDF_SYNTAX', `${message} (at byte ${this.offset})`, {
      facts: { offset: this.offset },
    });
  }

  /** Moves past white space and comments. */
  skipWhiteSpace(): void {
    const { bytes, end } = this;
    let at = this.position;
    while (at < end) {
      const byte = bytes[at] as number;
      if (byte === 0x25) while (at < end && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
      else if (CLASS[byte] === WHITE_SPACE) at++;
      else break;
    }
    this.position = at;
  }

  /** Moves past a keyword when it stands at the cursor and ends there. */
  takeKeyword(keyword: string): boolean {
    const { bytes } = this;
    const at = this.position;
    for (let i = 0; i < keyword.length; i++) if (bytes[at + i] !== keyword.charCodeAt(i)) return false;
    const next = at + keyword.length;
    if (next < this.end && CLASS[bytes[next] as number] === REGULAR) return false;
    this.position = next;
    return true;
  }

  /** A non-negative integer of digits alone, or -1 without moving when there is none that fits. */
  takeUnsigned(): number {
    const { bytes, end } = this;
    const start = this.position;
    let at = start;
    let value = 0;
    for (; at < end; at++) {
      const digit = (bytes[at] as number) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === start || at - start > 15) return -1;
    if (at < end && CLASS[bytes[at] as number] === REGULAR) return -1;
    this.position = at;
    return value;
  }

  /** A number, whose first character is at the cursor (ISO 32000-2 §7.3.3). */
  takeNumber(): NumberToken {
    const value = this.takeUnsigned();
    if (value >= 0) return { value, text: undefined };
    const start = this.position;
    while (this.position < this.end && CLASS[this.peek()] === REGULAR) this.position++;
    const text = this.ascii(start, Math.min(this.position, start + 64));
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) {
      this.position = start;
      throw this.error(`"${text.slice(0, 20)}" is not a number`);
    }
    const parsed = Number(text);
    const integer = !text.includes('.') && Number.isSafeInteger(parsed);
    return { value: parsed, text: integer ? undefined : text };
  }

  /** A name whose slash is at the cursor (ISO 32000-2 §7.3.5). */
  takeName(): string {
    const { bytes, end } = this;
    const start = this.position + 1;
    let at = start;
    let escaped = false;
    let name = '';
    for (; at < end && at - start <= MAX_NAME_LENGTH; at++) {
      const byte = bytes[at] as number;
      if (CLASS[byte] !== REGULAR) break;
      if (byte === 0x23) escaped = true;
      name += String.fromCharCode(byte);
    }
    this.position = at;
    if (at - start > MAX_NAME_LENGTH) {
      throw new FormatsError('PDF_LIMIT_EXCEEDED', `a name is longer than ${MAX_NAME_LENGTH} bytes`);
    }
    return escaped ? this.#unescapeName(name) : name;
  }

  #unescapeName(name: string): string {
    return name.replace(/#([0-9a-fA-F]{2})/g, (_, digits: string) => {
      if (digits === '00') throw this.error('a name with the character #00');
      return String.fromCharCode(Number.parseInt(digits, 16));
    });
  }

  /** Characters of some bytes (Latin-1), for short texts. */
  ascii(start: number, end: number): string {
    return String.fromCharCode(...this.bytes.subarray(start, end));
  }
}
