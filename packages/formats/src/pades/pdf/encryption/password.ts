/**
 * Passwords as the bytes that keys are derived from (ISO 32000-2 §7.6.4.3, §7.6.4.4).
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { encodePdfDocEncoding } from '../text-string.ts';

/** Spaces that are taken for U+0020 (RFC 3454 C.1.2). */
const OTHER_SPACES = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g;
/** Characters that are left out (RFC 3454 B.1). */
const MAPPED_TO_NOTHING = /\u00ad|\u034f|\u1806|[\u180b-\u180d]|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]|\ufeff/g;
/** Longest password of AES-256 files in bytes; what follows is ignored. */
const MAX_LENGTH = 127;

/**
 * What a password may be as bytes, the standard's own way first. Writers differ where it is not ASCII, so that more than
 * one is tried: this is laxer than the standard.
 *
 * @param revision - of the standard security handler
 */
export function passwordBytes(password: string, revision: number): readonly Uint8Array[] {
  const plain = utf8(password);
  const prepared = revision < 5 ? encodePdfDocEncoding(password) : utf8(saslPrep(password));
  const candidates = prepared === undefined ? [plain] : [prepared, plain];
  const distinct = candidates.filter((one, at) => at === 0 || String(one) !== String(candidates[0]));
  return revision < 5 ? distinct : distinct.map((bytes) => bytes.subarray(0, MAX_LENGTH));
}

/**
 * The mapping and normalisation of SASLprep (RFC 4013 §2.1, §2.2). What it prohibits is not refused here: such a password
 * opens nothing, or was set by a program that does not look either.
 */
function saslPrep(password: string): string {
  return password.replace(OTHER_SPACES, ' ').replace(MAPPED_TO_NOTHING, '').normalize('NFKC');
}
