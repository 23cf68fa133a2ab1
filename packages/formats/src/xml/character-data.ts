/**
 * What characters as written stand for, as bytes: line ends (XML 1.0 §2.11), references (§4.4), white space of attribute
 * values (§3.3.3); and the same in canonical form (Canonical XML §2.3).
 *
 * @module
 */
import type { ByteSink } from './byte-sink.ts';

/** How a run of characters is read and written again. */
export interface CharacterStyle {
  /** References are resolved; a CDATA section, a comment, a processing instruction have none. */
  readonly references: boolean;
  /** White space as written counts as a space. */
  readonly spaces: boolean;
  /** What is written in place of a byte. */
  readonly escapes: ReadonlyMap<number, string>;
  /** 1 for every byte that is not simply copied. */
  readonly special: Uint8Array;
}

const NO_ESCAPES: ReadonlyMap<number, string> = new Map();
const TEXT_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x26, '&amp;'],
  [0x3c, '&lt;'],
  [0x3e, '&gt;'],
  [0x0d, '&#xD;'],
]);
const ATTRIBUTE_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x26, '&amp;'],
  [0x3c, '&lt;'],
  [0x22, '&quot;'],
  [0x09, '&#x9;'],
  [0x0a, '&#xA;'],
  [0x0d, '&#xD;'],
]);

/** What a text node stands for. */
export const TEXT_VALUE: CharacterStyle = style({ references: true, spaces: false }, NO_ESCAPES);
/** What an attribute value stands for. */
export const ATTRIBUTE_VALUE: CharacterStyle = style({ references: true, spaces: true }, NO_ESCAPES);
/** What a CDATA section, a comment or a processing instruction stands for. */
export const RAW_VALUE: CharacterStyle = style({ references: false, spaces: false }, NO_ESCAPES);
/** A text node in canonical form. */
export const CANONICAL_TEXT: CharacterStyle = style({ references: true, spaces: false }, TEXT_ESCAPES);
/** An attribute value in canonical form. */
export const CANONICAL_ATTRIBUTE: CharacterStyle = style(
  { references: true, spaces: true },
  ATTRIBUTE_ESCAPES,
);
/** A CDATA section in canonical form. */
export const CANONICAL_CDATA: CharacterStyle = style({ references: false, spaces: false }, TEXT_ESCAPES);

function style(
  { references, spaces }: Pick<CharacterStyle, 'references' | 'spaces'>,
  escapes: ReadonlyMap<number, string>,
): CharacterStyle {
  const special = new Uint8Array(256);
  for (const byte of [0x0d, ...escapes.keys()]) special[byte] = 1;
  if (references) special[0x26] = 1;
  if (spaces) special.fill(1, 0x09, 0x0b);
  return { references, spaces, escapes, special };
}

const PREDEFINED: ReadonlyMap<string, number> = new Map([
  ['amp', 0x26],
  ['lt', 0x3c],
  ['gt', 0x3e],
  ['quot', 0x22],
  ['apos', 0x27],
]);

/** Longest reference that is read: a character reference may have leading zeros. */
const LONGEST_REFERENCE = 64;

/** A reference: what it stands for, and where it ends. */
export interface Reference {
  /** -1 for an entity that is not predefined, or a character there is not. */
  readonly codePoint: number;
  /** What stands between `&` and `;`. */
  readonly name: string;
  readonly end: number;
}

/** Reads the reference whose `&` is at a place (XML 1.0 §4.1); `undefined` when none is there. */
export function readReference(bytes: Uint8Array, at: number, end: number): Reference | undefined {
  let name = '';
  const last = Math.min(end, at + LONGEST_REFERENCE);
  for (let next = at + 1; next < last; next++) {
    const byte = bytes[next] as number;
    if (byte !== 0x3b) {
      name += String.fromCharCode(byte);
      continue;
    }
    return { codePoint: referredCodePoint(name), name, end: next + 1 };
  }
  return undefined;
}

function referredCodePoint(name: string): number {
  if (/^#[0-9]+$/.test(name)) return Number.parseInt(name.slice(1), 10);
  if (/^#x[0-9a-fA-F]+$/.test(name)) return Number.parseInt(name.slice(2), 16);
  return PREDEFINED.get(name) ?? -1;
}

/** Writes what the characters between two places stand for; they have been read before, so that they are well formed. */
export function writeCharacters(sink: ByteSink, start: number, end: number, as: CharacterStyle): void {
  const { source } = sink;
  const { special } = as;
  let at = start;
  while (at < end) {
    const run = at;
    while (at < end && special[source[at] as number] === 0) at++;
    if (at > run) sink.copy(run, at);
    if (at < end) at = writeSpecial(sink, at, end, as);
  }
}

function writeSpecial(sink: ByteSink, at: number, end: number, as: CharacterStyle): number {
  const byte = sink.source[at] as number;
  if (byte === 0x26 && as.references) return writeReference(sink, at, end, as);
  if (byte === 0x0d) {
    const isPair = at + 1 < end && sink.source[at + 1] === 0x0a;
    // The line feed of a pair is copied with what follows it.
    if (isPair && !as.spaces) return at + 1;
    sink.byte(as.spaces ? 0x20 : 0x0a);
    return at + (isPair ? 2 : 1);
  }
  if (as.spaces && byte < 0x20) sink.byte(0x20);
  else sink.text(as.escapes.get(byte) ?? '');
  return at + 1;
}

function writeReference(sink: ByteSink, at: number, end: number, { escapes }: CharacterStyle): number {
  const reference = readReference(sink.source, at, end);
  if (reference === undefined) throw new TypeError('a reference that was read before is gone');
  const escaped = escapes.get(reference.codePoint);
  if (escaped === undefined) sink.text(String.fromCodePoint(reference.codePoint));
  else sink.text(escaped);
  return reference.end;
}

/** A value, already resolved, with the escapes of a canonical form. */
export function escapeCharacters(value: string, { escapes }: CharacterStyle): string {
  return value.replace(/[\t\n\r"&<>]/g, (character) => escapes.get(character.charCodeAt(0)) ?? character);
}
