/** Object identifiers between dotted text and content octets (X.690 §8.19). Arcs may be of any size (X.667: UUIDs). */
import { CoreError } from '../errors.ts';

/** Longest encoding that is read, in bytes. */
const MAX_LENGTH = 64;

/** Digits of base 128 that a number holds exactly. */
const SAFE_DIGITS = 7;

/** Dotted text of the content octets; `undefined` when they are not a minimal encoding, or too long. */
export function decodeObjectIdentifier(content: Uint8Array): string | undefined {
  if (content.length === 0 || content.length > MAX_LENGTH || (content[content.length - 1] as number) >= 0x80)
    return undefined;
  let text = '';
  let start = 0;
  for (let at = 0; at < content.length; at++) {
    const byte = content[at] as number;
    if (at === start && byte === 0x80) return undefined;
    if (byte >= 0x80) continue;
    const digits = content.subarray(start, at + 1);
    text += text === '' ? firstArcs(digits) : `.${arcOf(digits)}`;
    start = at + 1;
  }
  return text;
}

function arcOf(digits: Uint8Array): number | bigint {
  if (digits.length > SAFE_DIGITS)
    return digits.reduce((arc, digit) => (arc << 7n) | BigInt(digit & 0x7f), 0n);
  let arc = 0;
  for (const digit of digits) arc = arc * 128 + (digit & 0x7f);
  return arc;
}

/** X.690 §8.19.4: the first subidentifier is 40 times the first arc, plus the second. */
function firstArcs(digits: Uint8Array): string {
  const arc = arcOf(digits);
  if (typeof arc === 'bigint') return `2.${arc - 80n}`;
  const root = Math.min(Math.floor(arc / 40), 2);
  return `${root}.${arc - root * 40}`;
}

/**
 * Content octets of dotted text.
 *
 * @throws CoreError `INVALID_ARGUMENT` for other text
 */
export function encodeObjectIdentifier(dotted: string): Uint8Array {
  const out: number[] = [];
  const end = dotted.indexOf('.');
  const root = end === 1 ? dotted.charCodeAt(0) - ZERO : -1;
  if (root < 0 || root > 2) throw notAnIdentifier(dotted);
  for (let start = end + 1; start > 0; ) {
    const dot = dotted.indexOf('.', start);
    const arc = parseArc(dotted, start, dot < 0 ? dotted.length : dot);
    const isSecond = start === end + 1;
    if (isSecond && root < 2 && arc >= 40) throw notAnIdentifier(dotted);
    if (typeof arc === 'bigint') pushLargeArc(out, isSecond ? arc + 80n : arc);
    else pushArc(out, isSecond ? root * 40 + arc : arc);
    start = dot + 1;
  }
  return new Uint8Array(out);
}

/** Two arcs or more without leading zeros; below the roots 0 and 1 the second is less than 40 (X.690 §8.19.4). */
const DOTTED = /^(?:[01]\.(?:\d|[1-3]\d)|2\.(?:0|[1-9]\d*))(?:\.(?:0|[1-9]\d*))*$/;

/** Longest text of an identifier that fits: an arc of a byte has three digits and a dot. */
const MAX_TEXT = 4 * (MAX_LENGTH + 1);

/** Whether text is a dotted object identifier, as one that is encoded and read again. */
export function isObjectIdentifier(text: string): boolean {
  return text.length <= MAX_TEXT && DOTTED.test(text) && encodeObjectIdentifier(text).length <= MAX_LENGTH;
}

const ZERO = 0x30;

/** Largest arc that is computed as a number. */
const MAX_ARC = 2 ** 50;

function parseArc(dotted: string, start: number, end: number): number | bigint {
  let arc = 0;
  for (let at = start; at < end; at++) {
    const digit = dotted.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) throw notAnIdentifier(dotted);
    arc = arc * 10 + digit;
  }
  if (end === start) throw notAnIdentifier(dotted);
  return arc > MAX_ARC ? BigInt(dotted.slice(start, end)) : arc;
}

function pushArc(out: number[], arc: number): void {
  let unit = 1;
  while (unit * 128 <= arc) unit *= 128;
  for (let left = arc; unit >= 1; unit /= 128) {
    const digit = Math.floor(left / unit);
    left -= digit * unit;
    out.push(unit === 1 ? digit : digit | 0x80);
  }
}

function pushLargeArc(out: number[], arc: bigint): void {
  const digits: number[] = [];
  for (let left = arc; left > 0n; left >>= 7n) digits.unshift(Number(left & 0x7fn) | 0x80);
  digits.push((digits.pop() ?? 0) & 0x7f);
  out.push(...digits);
}

function notAnIdentifier(dotted: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', `"${dotted.slice(0, MAX_LENGTH)}" is not an object identifier`);
}
