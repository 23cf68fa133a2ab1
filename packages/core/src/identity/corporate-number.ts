/**
 * Corporate Numbers (法人番号) of the National Tax Agency: thirteen digits, the first of which checks the others
 * (Ministry of Finance Order No. 70 of 2014, article 2).
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import type { NumberCheck } from './check-result.ts';

const FORM = /^[0-9]{13}$/;
const BASE_FORM = /^[0-9]{12}$/;

/**
 * The check digit of the twelve digits that follow it: 9 - (Σ Pn × Qn mod 9), where Pn is the n-th digit from the
 * right and Qn is 1 for odd and 2 for even n. It is 1 to 9, never 0.
 *
 * @throws CoreError `INVALID_ARGUMENT` when `base` is not twelve digits
 */
export function corporateNumberCheckDigit(base: string): string {
  if (!BASE_FORM.test(base)) throw new CoreError('INVALID_ARGUMENT', `"${base}" is not twelve digits`);
  let sum = 0;
  for (let n = 1; n <= 12; n++) sum += Number(base[12 - n]) * (n % 2 === 1 ? 1 : 2);
  return String(9 - (sum % 9));
}

/**
 * Checks form and check digit of a Corporate Number. A number that passes need not exist: exchanging a 0 and a 9 among
 * the last twelve digits, for one, is not noticed.
 *
 * @param text - thirteen ASCII digits; what a person typed goes through `normalizeUserInput` first
 *
 * @example
 * ```ts
 * import { checkCorporateNumber } from '@eseal/core/identity';
 *
 * export const isTaxAgencyNumberWellFormed: boolean = checkCorporateNumber('7000012050002').kind === 'ok';
 * ```
 */
export function checkCorporateNumber(text: string): NumberCheck {
  if (!FORM.test(text)) return { kind: 'malformed' };
  const expected = corporateNumberCheckDigit(text.slice(1));
  const found = text.slice(0, 1);
  return found === expected ? { kind: 'ok' } : { kind: 'check-digit', expected, found };
}
