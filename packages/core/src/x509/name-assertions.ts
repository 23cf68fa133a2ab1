/**
 * What texts of distinguished names assert: RFC 4514 and the many ways beside it (RFC 1779, RFC 2253, the slashes of
 * OpenSSL).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { fromHex, utf8 } from '../util/bytes.ts';

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

/** One attribute as a text has it. */
export interface NameAssertion {
  /** Possible types; `undefined` for a keyword that is not known, which may stand for any. */
  readonly types: readonly string[] | undefined;
  readonly value: string | Uint8Array;
}

/** Relative distinguished names in the order of the text; empty for what is no such text, or too long to be one. */
export function readNameAssertions(text: string): readonly (readonly NameAssertion[])[] {
  if (text.length > LONGEST) return [];
  const groups: NameAssertion[][] = [];
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

function parseAssertion(part: string): NameAssertion | undefined {
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
