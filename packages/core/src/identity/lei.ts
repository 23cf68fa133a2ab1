/**
 * Legal Entity Identifiers (ISO 17442-1): eighteen letters and digits and two check digits by MOD 97-10
 * (ISO/IEC 7064).
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import type { NumberCheck } from './check-result.ts';

const FORM = /^[0-9A-Z]{18}[0-9]{2}$/;
const BASE_FORM = /^[0-9A-Z]{18}$/;

/**
 * The two check digits that belong after the first eighteen characters, `02` to `98`.
 *
 * @throws CoreError `INVALID_ARGUMENT` when `base` is not eighteen digits and capital letters
 */
export function leiCheckDigits(base: string): string {
  if (!BASE_FORM.test(base))
    throw new CoreError('INVALID_ARGUMENT', `"${base}" is not eighteen digits or capitals`);
  return String(98 - remainder97(`${base}00`)).padStart(2, '0');
}

/** Checks form and check digits of an LEI; whether GLEIF has issued it is another question. */
export function checkLei(text: string): NumberCheck {
  if (!FORM.test(text)) return { kind: 'malformed' };
  const found = text.slice(18);
  const expected = leiCheckDigits(text.slice(0, 18));
  return found === expected ? { kind: 'ok' } : { kind: 'check-digit', expected, found };
}

/** Remainder by 97 of the number that results when letters are written as A = 10 … Z = 35. */
function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder;
}
