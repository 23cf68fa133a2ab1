/**
 * The certificate extensions of ISO 17442-2: the LEI (1.3.6.1.4.1.52266.1), a PrintableString of twenty characters, and
 * the role of the certificate's holder (1.3.6.1.4.1.52266.2). Certificates in circulation use other string types, and
 * a SEQUENCE of code and role, too; all are read, the standard's form is written.
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { decodeText } from '../asn1/strings.ts';
import { contextTag, TAG } from '../asn1/tags.ts';
import { element, encode } from '../asn1/writer.ts';
import { CoreError, isEsealError } from '../errors.ts';
import { utf8 } from '../util/bytes.ts';
import type { NumberCheck } from './check-result.ts';
import { checkLei } from './lei.ts';

/** Content of an LEI extension. */
export type LeiExtension =
  | {
      readonly kind: 'read';
      readonly lei: string;
      /** `standard` is the PrintableString of ISO 17442-2; the others are read because they occur. */
      readonly encoding: 'standard' | 'other-string' | 'sequence';
      readonly check: NumberCheck;
      /** The role, where a SEQUENCE holds it too. */
      readonly role: string | undefined;
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Content of an LEI role extension. */
export type LeiRoleExtension =
  | { readonly kind: 'read'; readonly role: string; readonly encoding: 'standard' | 'other-string' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Longest role (ISO 17442-2). */
const MAX_ROLE = 100;

/**
 * Reads the value of the extension 1.3.6.1.4.1.52266.1 in any form that occurs. Never throws.
 *
 * @param value - content of extnValue
 */
export function readLeiExtension(value: Uint8Array): LeiExtension {
  return reading(() => {
    const reader = DerReader.over(value, 'LEI');
    const isSequence = reader.has(TAG.sequence);
    const encoding = isSequence ? 'sequence' : reader.has(TAG.printableString) ? 'standard' : 'other-string';
    const inner = isSequence ? reader.sequence('LEI') : reader;
    const lei = readText(inner, 'lei');
    const role = isSequence && !inner.atEnd ? readTaggedRole(inner) : undefined;
    inner.end();
    reader.end();
    return { kind: 'read', lei, encoding, check: checkLei(lei), role };
  });
}

/**
 * Reads the value of the extension 1.3.6.1.4.1.52266.2. Never throws.
 *
 * @param value - content of extnValue
 */
export function readLeiRoleExtension(value: Uint8Array): LeiRoleExtension {
  return reading(() => {
    const reader = DerReader.over(value, 'LEIRole');
    const encoding = reader.has(TAG.printableString) ? 'standard' : 'other-string';
    const role = readText(reader, 'role');
    reader.end();
    if (role.length < 1 || role.length > MAX_ROLE) {
      return { kind: 'unreadable', reason: `a role has 1 to ${MAX_ROLE} characters, not ${role.length}` };
    }
    return { kind: 'read', role, encoding };
  });
}

function readText(reader: DerReader, name: string, implicitTag?: number): string {
  const tag = implicitTag ?? reader.peekTag() ?? 0;
  // Of an implicitly tagged string the type is not known; UTF-8 reads every one that is ASCII.
  const text = decodeText(implicitTag === undefined ? tag : TAG.utf8String, reader.content(tag, name));
  if (text === undefined) throw new CoreError('DECODE_FAILED', `${name} is not a character string`);
  return text;
}

/** `[0]` around a string, or in place of its tag. */
function readTaggedRole(reader: DerReader): string {
  const explicit = contextTag(0, true);
  return reader.has(explicit)
    ? readText(reader.inside(explicit, 'role'), 'role')
    : readText(reader, 'role', contextTag(0));
}

function reading<Result>(
  read: () => Result,
): Result | { readonly kind: 'unreadable'; readonly reason: string } {
  try {
    return read();
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { kind: 'unreadable', reason: error.message };
  }
}

/**
 * Value of the LEI extension as ISO 17442-2 wants it.
 *
 * @throws CoreError `ORGANIZATION_IDENTIFIER_INVALID` when form or check digits are wrong
 */
export function encodeLeiExtension(lei: string): Uint8Array {
  const check = checkLei(lei);
  if (check.kind !== 'ok') {
    throw new CoreError('ORGANIZATION_IDENTIFIER_INVALID', `"${lei}" is no LEI (${check.kind})`);
  }
  return encode(element(TAG.printableString, [utf8(lei)]));
}

/** What PrintableString may hold (X.680 §41.4). */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?]{1,100}$/;

/**
 * Value of the LEI role extension as ISO 17442-2 wants it.
 *
 * @throws CoreError `ORGANIZATION_IDENTIFIER_INVALID` when it is not 1 to 100 characters of PrintableString
 */
export function encodeLeiRoleExtension(role: string): Uint8Array {
  if (!PRINTABLE.test(role)) {
    throw new CoreError('ORGANIZATION_IDENTIFIER_INVALID', `"${role}" cannot be the role beside an LEI`);
  }
  return encode(element(TAG.printableString, [utf8(role)]));
}
