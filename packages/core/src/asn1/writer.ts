/**
 * DER writer. Values are described as a tree whose lengths are known from the start and are written once, into one
 * array; a part may also be bytes that stay outside (a large content), see {@link encodeParts}.
 *
 * @module
 */
import { compareBytes, utf8 } from '../util/bytes.ts';
import { encodeObjectIdentifier } from './object-identifier.ts';
import { CONSTRUCTED, contextTag, TAG } from './tags.ts';
import { formatGeneralizedTime } from './time.ts';

/** Content that is not copied into the encoding, such as a document to be streamed. */
export interface ExternalContent<Source = unknown> {
  readonly length: number;
  readonly source: Source;
}

/** An element to be written. */
export interface DerNode {
  readonly tag: number;
  readonly contentLength: number;
  /** Length with identifier and length octets. */
  readonly length: number;
  /** How much of the length is content left outside. */
  readonly outside: number;
  readonly parts: readonly DerPart[];
}

/** Bytes that are encoded already, an element, or content left outside. */
export type DerPart = Uint8Array | DerNode | ExternalContent;

function lengthOfLength(length: number): number {
  if (length < 0x80) return 1;
  if (length < 0x100) return 2;
  if (length < 0x10000) return 3;
  let octets = 4;
  for (let limit = 0x1000000; length >= limit; limit *= 0x100) octets++;
  return octets;
}

/** An element with this identifier octet around its parts. */
export function element(tag: number, parts: readonly DerPart[]): DerNode {
  let contentLength = 0;
  let outside = 0;
  for (const part of parts) {
    contentLength += part.length;
    if (!(part instanceof Uint8Array)) outside += 'tag' in part ? part.outside : part.length;
  }
  return { tag, contentLength, length: 1 + lengthOfLength(contentLength) + contentLength, outside, parts };
}

/** SEQUENCE of these parts. */
export function sequence(parts: readonly DerPart[]): DerNode {
  return element(TAG.sequence, parts);
}

/** SET OF: its elements in ascending order of their encodings (X.690 §11.6). */
export function setOf(parts: readonly DerPart[], tag: number = TAG.set): DerNode {
  return element(tag, parts.length > 1 ? parts.map(encode).sort(compareBytes) : parts);
}

/** `[number] EXPLICIT`, or an implicitly tagged constructed type. */
export function context(number: number, parts: readonly DerPart[]): DerNode {
  return element(contextTag(number, true), parts);
}

/** OBJECT IDENTIFIER of dotted text. */
export function objectIdentifier(dotted: string): DerNode {
  return element(TAG.objectIdentifier, [encodeObjectIdentifier(dotted)]);
}

/** INTEGER of a small number or of big-endian bytes of a non-negative value. */
export function integer(value: number | Uint8Array): DerNode {
  return element(TAG.integer, [
    typeof value === 'number' ? positiveInteger(numberBytes(value)) : positiveInteger(value),
  ]);
}

function numberBytes(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${value} is not an INTEGER of 0 or more`);
  const out: number[] = [];
  for (let left = value; left > 0; left = Math.floor(left / 256)) out.unshift(left % 256);
  return Uint8Array.from(out);
}

function positiveInteger(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const value = bytes.subarray(start);
  if (value.length > 0 && (value[0] as number) < 0x80) return value;
  const out = new Uint8Array(value.length + 1);
  out.set(value, 1);
  return out;
}

/** OCTET STRING, or another primitive type under its identifier octet. */
export function octetString(bytes: Uint8Array | ExternalContent, tag: number = TAG.octetString): DerNode {
  return element(tag, [bytes]);
}

/** BIT STRING of whole bytes, of whose last some bits may be unused. */
export function bitString(bytes: Uint8Array, unusedBits = 0): DerNode {
  return element(TAG.bitString, [Uint8Array.of(unusedBits), bytes]);
}

/** BOOLEAN. */
export function boolean(value: boolean): DerNode {
  return element(TAG.boolean, [Uint8Array.of(value ? 0xff : 0)]);
}

/** NULL. */
export function nullValue(): DerNode {
  return element(TAG.null, []);
}

/** UTF8String. */
export function utf8String(text: string): DerNode {
  return element(TAG.utf8String, [utf8(text)]);
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5), whole seconds. */
export function time(value: Date): DerNode {
  const digits = formatGeneralizedTime(value);
  const year = value.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? element(TAG.utcTime, [digits.subarray(2)])
    : element(TAG.generalizedTime, [digits]);
}

/** GeneralizedTime in whole seconds. */
export function generalizedTime(value: Date): DerNode {
  return element(TAG.generalizedTime, [formatGeneralizedTime(value)]);
}

/** The same element under another identifier octet: IMPLICIT tagging. */
export function retag(node: DerNode, tag: number): DerNode {
  return { ...node, tag: tag | (node.tag & CONSTRUCTED) };
}

/** The bytes of an element. Content left outside is refused here: use {@link encodeParts}. */
export function encode(part: DerPart): Uint8Array {
  if (part instanceof Uint8Array) return part;
  if (!('tag' in part) || part.outside > 0) throw new TypeError('external content cannot be encoded');
  const buffer = new Uint8Array(part.length);
  write(part, { buffer, start: 0, position: 0, pieces: [] });
  return buffer;
}

/** The encoding in pieces: bytes, and in their place the contents that were left outside. */
export function encodeParts(part: DerPart): readonly (Uint8Array | ExternalContent)[] {
  if (part instanceof Uint8Array || !('tag' in part)) return [part];
  const output: Output = {
    buffer: new Uint8Array(part.length - part.outside),
    start: 0,
    position: 0,
    pieces: [],
  };
  write(part, output);
  const { buffer, start, position, pieces } = output;
  if (position > start) pieces.push(start === 0 ? buffer : buffer.subarray(start, position));
  return pieces;
}

/** An encoding being written: bytes since the last content left outside begin at `start`. */
interface Output {
  readonly buffer: Uint8Array;
  start: number;
  position: number;
  readonly pieces: (Uint8Array | ExternalContent)[];
}

function write(part: DerPart, output: Output): void {
  if (part instanceof Uint8Array) {
    output.buffer.set(part, output.position);
    output.position += part.length;
  } else if ('tag' in part) {
    output.position = writeHeader(output.buffer, output.position, part.tag, part.contentLength);
    for (const child of part.parts) write(child, output);
  } else {
    output.pieces.push(output.buffer.subarray(output.start, output.position), part);
    output.start = output.position;
  }
}

function writeHeader(buffer: Uint8Array, at: number, tag: number, length: number): number {
  buffer[at] = tag;
  const octets = lengthOfLength(length) - 1;
  if (octets === 0) {
    buffer[at + 1] = length;
    return at + 2;
  }
  buffer[at + 1] = 0x80 | octets;
  let left = length;
  for (let i = octets; i > 0; i--) {
    buffer[at + 1 + i] = left % 256;
    left = Math.floor(left / 256);
  }
  return at + 2 + octets;
}
