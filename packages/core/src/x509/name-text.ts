/**
 * Whether a text is a distinguished name: X509IssuerName of XMLDSig §4.5.4.1, which should be RFC 4514 and is written in
 * many ways (RFC 1779, RFC 2253, most specific part last, the slashes of OpenSSL). For comparison only.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { decodeText } from '../asn1/strings.ts';
import { equalBytes, fromHex, utf8 } from '../util/bytes.ts';
import { readable } from '../util/readable.ts';
import { foldText, type Name, type NameAttribute } from './name.ts';

const X500 = '2.5.4';

/** Keywords in capital letters and what they stand for; `SN` is used for two. */
const KEYWORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['CN', [OID.commonName]],
  ['SN', [OID.surname, OID.serialNumber]],
  ['SURNAME', [OID.surname]],
  ['SERIALNUMBER', [OID.serialNumber]],
  ['C', [OID.country]],
  ['L', [OID.locality]],
  ['ST', [OID.stateOrProvince]],
  ['S', [OID.stateOrProvince]],
  ['SP', [OID.stateOrProvince]],
  ['STREET', [OID.street]],
  ['O', [OID.organization]],
  ['OU', [OID.organizationalUnit]],
  ['T', [OID.title]],
  ['TITLE', [OID.title]],
  ['G', [OID.givenName]],
  ['GN', [OID.givenName]],
  ['GIVENNAME', [OID.givenName]],
  ['INITIALS', [`${X500}.43`]],
  ['GENERATION', [`${X500}.44`]],
  ['GENERATIONQUALIFIER', [`${X500}.44`]],
  ['DNQ', [`${X500}.46`]],
  ['DNQUALIFIER', [`${X500}.46`]],
  ['PSEUDONYM', [`${X500}.65`]],
  ['DESCRIPTION', [`${X500}.13`]],
  ['BUSINESSCATEGORY', [`${X500}.15`]],
  ['POSTALADDRESS', [`${X500}.16`]],
  ['POSTALCODE', [`${X500}.17`]],
  ['TELEPHONENUMBER', [`${X500}.20`]],
  ['ORGANIZATIONIDENTIFIER', [OID.organizationIdentifier]],
  ['DC', [OID.domainComponent]],
  ['UID', ['0.9.2342.19200300.100.1.1']],
  ['E', [OID.emailAddress]],
  ['EMAIL', [OID.emailAddress]],
  ['EMAILADDRESS', [OID.emailAddress]],
]);

/** Longest text that is looked at. */
const LONGEST = 4096;

/** One attribute as the text has it. */
interface Assertion {
  /** Possible types; `undefined` for a keyword that is not known, which may stand for any. */
  readonly types: readonly string[] | undefined;
  readonly value: string | Uint8Array;
}

/** Whether a text is this name, whichever way round and however its attributes are called. */
export function isNameText(name: Name, text: string): boolean {
  if (text.length > LONGEST) return false;
  const written = parse(text);
  return [name.rdns, [...name.rdns].reverse()].some(
    // Some producers do not say which attributes stand together in one relative name.
    (rdns) => inGroups(written, rdns) || inGroups(regroup(written.flat(), rdns), rdns),
  );
}

/** Assertions in groups as large as the relative names. */
function regroup(
  written: readonly Assertion[],
  rdns: readonly (readonly NameAttribute[])[],
): readonly (readonly Assertion[])[] {
  const left = [...written];
  const groups = rdns.map((rdn) => left.splice(0, rdn.length));
  return left.length === 0 ? groups : [];
}

function inGroups(
  written: readonly (readonly Assertion[])[],
  rdns: readonly (readonly NameAttribute[])[],
): boolean {
  return (
    written.length === rdns.length &&
    written.every((group, index) => {
      const rdn = rdns[index] ?? [];
      return (
        group.length === rdn.length &&
        group.every((one) => rdn.some((attribute) => asserts(one, attribute))) &&
        rdn.every((attribute) => group.some((one) => asserts(one, attribute)))
      );
    })
  );
}

function asserts({ types, value }: Assertion, { type, tag, content, text }: NameAttribute): boolean {
  if (types !== undefined && !types.includes(type)) return false;
  if (typeof value === 'string') return text !== undefined && foldText(text) === foldText(value);
  const encoded = readable(() => readValue(value));
  if (encoded === undefined) return false;
  const asText = decodeText(encoded.tag, encoded.content);
  if (asText !== undefined && text !== undefined) return foldText(asText) === foldText(text);
  return encoded.tag === tag && equalBytes(encoded.content, content);
}

function readValue(der: Uint8Array): { readonly tag: number; readonly content: Uint8Array } {
  const reader = DerReader.over(der, 'AttributeValue');
  const tag = reader.peekTag() ?? 0;
  return { tag, content: reader.content(tag, 'value') };
}

/** Relative distinguished names in the order of the text; empty for what is no such text. */
function parse(text: string): readonly (readonly Assertion[])[] {
  const groups: Assertion[][] = [];
  for (const { part, separator } of text.trim().startsWith('/') ? splitSlashes(text) : split(text)) {
    const assertion = parseAssertion(part);
    if (assertion === undefined) return [];
    const group = groups.at(-1);
    if (separator === '+' && group !== undefined) group.push(assertion);
    else groups.push([assertion]);
  }
  return groups;
}

/** A piece of the text with the separator before it. */
interface Piece {
  readonly part: string;
  readonly separator: string;
}

const SEPARATORS = ',;+';

/** Splits at separators that are neither escaped nor quoted; one that no keyword follows belongs to the value. */
function split(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let quoted = false;
  let separator = '';
  const take = (end: number): void => {
    pieces.push({ part: text.slice(start, end), separator });
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && SEPARATORS.includes(character) && hasKeyword(text.slice(at + 1))) {
      take(at);
      separator = character;
      start = at + 1;
    }
  }
  take(text.length);
  return pieces;
}

/** The form of OpenSSL: `/C=JP/O=…`. */
function splitSlashes(text: string): readonly Piece[] {
  return text
    .trim()
    .slice(1)
    .split(/\/(?=[A-Za-z0-9.]{1,64}=)/)
    .map((part) => ({ part, separator: '/' }));
}

const KEYWORD =
  /^\s{0,64}(?:(?:OID\.|oid\.)?(\d{1,10}(?:\.\d{1,20}){1,20})|([A-Za-z][A-Za-z0-9-]{0,63}))\s{0,64}=/;

function hasKeyword(text: string): boolean {
  return KEYWORD.test(text.slice(0, 512));
}

function parseAssertion(part: string): Assertion | undefined {
  const match = KEYWORD.exec(part);
  if (match === null) return undefined;
  const [whole, oid, keyword = ''] = match;
  const value = parseValue(trimUnescaped(part.slice(whole.length)));
  if (value === undefined) return undefined;
  return { types: oid === undefined ? KEYWORDS.get(keyword.toUpperCase()) : [oid], value };
}

/** Without the spaces around it, except one at its end that is escaped (RFC 4514 §2.4). */
function trimUnescaped(text: string): string {
  const trimmed = text.trim();
  let escapes = 0;
  while (trimmed.charAt(trimmed.length - 1 - escapes) === '\\') escapes++;
  return escapes % 2 === 0 ? trimmed : `${trimmed} `;
}

function parseValue(written: string): string | Uint8Array | undefined {
  if (written.startsWith('#')) return fromHex(written.slice(1));
  const quoted = written.length > 1 && written.startsWith('"') && written.endsWith('"');
  return unescapeValue(quoted ? written.slice(1, -1) : written);
}

/** RFC 4514 §2.4: a backslash before a character, or before two hexadecimal digits of a byte of UTF-8. */
function unescapeValue(written: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < written.length; ) {
    const escaped = written.charAt(at) === '\\' && at + 1 < written.length;
    if (escaped) at++;
    const pair = escaped ? fromHex(written.slice(at, at + 2)) : undefined;
    if (pair?.length === 1) {
      bytes.push(...pair);
      at += 2;
      continue;
    }
    const character = String.fromCodePoint(written.codePointAt(at) ?? 0);
    bytes.push(...utf8(character));
    at += character.length;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
