/**
 * Objects to bytes, on one line and as short as readers accept (ISO 32000-2 §7.3).
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import type { ByteWriter } from './byte-writer.ts';
import type { PdfDictionary, PdfObject, PdfStream, PdfString } from './objects.ts';

/** Writes an object. Consecutive objects are kept apart where their characters would run together. */
export function writeObject(out: ByteWriter, object: PdfObject): void {
  switch (object.kind) {
    case 'null':
      out.text('null');
      break;
    case 'boolean':
      out.text(object.value ? 'true' : 'false');
      break;
    case 'integer':
      out.text(String(object.value));
      break;
    case 'real':
      out.text(object.text);
      break;
    case 'name':
      writeName(out, object.value);
      break;
    case 'string':
      writeString(out, object);
      break;
    case 'array':
      writeArray(out, object.items);
      break;
    case 'dictionary':
      writeDictionary(out, object);
      break;
    case 'reference':
      out.text(`${object.id} ${object.generation} R`);
      break;
    case 'stream':
      writeStream(out, object);
      break;
    default:
      assertNever(object);
  }
}

/** Whether an object's first character ends the token before it. */
function delimitsItself(object: PdfObject): boolean {
  const { kind } = object;
  return kind === 'name' || kind === 'string' || kind === 'array' || kind === 'dictionary';
}

/** Writes `/Key value`, without space where none is needed. */
export function writeEntry(out: ByteWriter, key: string, value: PdfObject): void {
  writeName(out, key);
  if (!delimitsItself(value)) out.byte(0x20);
  writeObject(out, value);
}

function writeDictionary(out: ByteWriter, dictionary: PdfDictionary): void {
  out.text('<<');
  for (const [key, value] of dictionary.entries) writeEntry(out, key, value);
  out.text('>>');
}

function writeArray(out: ByteWriter, items: readonly PdfObject[]): void {
  out.byte(0x5b);
  let first = true;
  for (const item of items) {
    if (!first && !delimitsItself(item)) out.byte(0x20);
    writeObject(out, item);
    first = false;
  }
  out.byte(0x5d);
}

function writeStream(out: ByteWriter, stream: PdfStream): void {
  out.text('<<');
  for (const [key, value] of stream.dictionary.entries) if (key !== 'Length') writeEntry(out, key, value);
  out.text(`/Length ${stream.bytes.length}>>stream\n`);
  out.bytes(stream.bytes);
  out.text('\nendstream');
}

const REGULAR_NAME = /^[!"$&'*-.0-;=?-Z\\^-z|~]*$/;

function writeName(out: ByteWriter, value: string): void {
  out.byte(0x2f);
  if (REGULAR_NAME.test(value)) out.text(value);
  else writeEscapedName(out, value);
}

function writeEscapedName(out: ByteWriter, value: string): void {
  for (const character of value) {
    const code = character.charCodeAt(0);
    if (code > 0xff) throw new RangeError(`the name /${value} holds a character that is not a byte`);
    out.text(REGULAR_NAME.test(character) ? character : `#${code.toString(16).padStart(2, '0')}`);
  }
}

const HEX_DIGITS = '0123456789ABCDEF';

function writeString(out: ByteWriter, { bytes, hex }: PdfString): void {
  if (hex) writeHexString(out, bytes);
  else writeLiteralString(out, bytes);
}

function writeHexString(out: ByteWriter, bytes: Uint8Array): void {
  out.byte(0x3c);
  for (const byte of bytes) {
    out.byte(HEX_DIGITS.charCodeAt(byte >> 4));
    out.byte(HEX_DIGITS.charCodeAt(byte & 15));
  }
  out.byte(0x3e);
}

function writeLiteralString(out: ByteWriter, bytes: Uint8Array): void {
  out.byte(0x28);
  for (const byte of bytes) {
    // A carriage return would be read as a line feed (ISO 32000-2 §7.3.4.2).
    if (byte === 0x0d) out.text('\\r');
    else {
      if (byte === 0x28 || byte === 0x29 || byte === 0x5c) out.byte(0x5c);
      out.byte(byte);
    }
  }
  out.byte(0x29);
}
