/**
 * Checks of the values that descriptions of lists are made of; each names the place and the clause.
 *
 * @module
 */
import { isObjectIdentifier } from '@eseal/core/asn1';
import { ValidatorError } from '../../errors.ts';
import type { LanguageString } from '../../trust/listed-service.ts';
import type { Address } from './description.ts';

/** Where a value stands in the description, and the clause of ETSI TS 119 612 that it has to meet. */
export interface Place {
  /** Such as `$.providers[0].names`. */
  readonly path: string;
  /** Such as `§5.4.1`. */
  readonly clause: string;
}

/** A scheme, and none of the characters that a URI never has (RFC 3986 §2, §3.1). */
const URI = /^[A-Za-z][A-Za-z\d+.-]*:[^\s<>"{}|\\^`]+$/;
/** BCP 47 §2.1, as far as lists have languages (§5.1.4). */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z\d]{2,8})*$/;
const TERRITORY = /^[A-Z]{2}$/;
/** Characters of XML 1.0 §2.2 without those that XML Schema's normalizedString has not. */
const LINE = /^[\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]+$/u;

/** What is thrown for a description that no list may have. */
export function invalid({ path, clause }: Place, message: string): ValidatorError {
  return new ValidatorError('TRUSTED_LIST_INVALID', `${path} ${message} (ETSI TS 119 612 ${clause})`, {
    facts: { path, clause },
  });
}

/** A part of a place. */
export function within({ path, clause }: Place, part: string | number): Place {
  return { path: typeof part === 'number' ? `${path}[${part}]` : `${path}.${part}`, clause };
}

/** Checks each of a list that must not be empty. */
export function assertSome<T>(
  place: Place,
  values: readonly T[],
  check: (place: Place, value: T) => void,
): void {
  if (values.length === 0) throw invalid(place, 'is empty');
  assertEach(place, values, check);
}

/** Checks each of a list. */
export function assertEach<T>(
  place: Place,
  values: readonly T[],
  check: (place: Place, value: T) => void,
): void {
  for (const [at, value] of values.entries()) check(within(place, at), value);
}

/** Text of one line, with nothing around it. */
export function assertText(place: Place, text: string): void {
  if (!LINE.test(text) || text.trim() !== text)
    throw invalid(place, 'is empty, has several lines, begins or ends with a space, or cannot stand in XML');
}

/** A URI with a scheme. */
export function assertUri(place: Place, uri: string): void {
  if (!URI.test(uri)) throw invalid(place, `is no URI: ${uri}`);
}

/** A dotted object identifier. */
export function assertOid(place: Place, oid: string): void {
  if (!isObjectIdentifier(oid)) throw invalid(place, `is no object identifier: ${oid}`);
}

/** A code of ISO 3166-1, or `EU`. */
export function assertTerritory(place: Place, territory: string): void {
  if (!TERRITORY.test(territory)) throw invalid(place, `is no code of two letters: ${territory}`);
}

/** A time that a list can say: lists have no parts of a second (§5.1.2). */
export function assertTime(place: Place, time: Date): void {
  const at = time.getTime();
  if (Number.isNaN(at)) throw invalid(place, 'is no time');
  if (at % 1000 !== 0) throw invalid({ ...place, clause: '§5.1.2' }, 'has parts of a second');
}

/** Texts of which one is in English (§5.1.4). */
export function assertNames(place: Place, names: readonly LanguageString[]): void {
  assertEnglish(place, names);
  assertEach(place, names, (each, { text }) => assertText(within(each, 'text'), text));
}

/** Addresses of which one is in English. */
export function assertUris(place: Place, uris: readonly LanguageString[]): void {
  assertEnglish(place, uris);
  assertEach(place, uris, (each, { text }) => assertUri(within(each, 'text'), text));
}

/** Addresses of any language, if there are any. */
export function assertOptionalUris(place: Place, uris: readonly LanguageString[] | undefined): void {
  if (uris !== undefined && uris.length > 0) assertUris(place, uris);
}

function assertEnglish(place: Place, texts: readonly LanguageString[]): void {
  assertSome(place, texts, (each, { language }) => assertLanguage(within(each, 'language'), language));
  if (!texts.some(({ language }) => language === 'en')) throw invalid(place, 'has nothing in English');
}

function assertLanguage(place: Place, language: string): void {
  if (!LANGUAGE.test(language))
    throw invalid({ ...place, clause: '§5.1.4' }, `is no code of a language: ${language}`);
}

/** Postal and electronic addresses. */
export function assertAddress(place: Place, { electronic, postal }: Address): void {
  assertSome(within(place, 'postal'), postal, (each, { country, language, ...parts }) => {
    assertLanguage(within(each, 'language'), language);
    assertTerritory(within(each, 'country'), country);
    for (const [name, text] of Object.entries(parts)) assertText(within(each, name), text);
  });
  assertUris(within(place, 'electronic'), electronic);
}
