/**
 * Registration numbers of qualified invoice issuers (適格請求書発行事業者登録番号): `T` and thirteen digits
 * (Consumption Tax Act, articles 57-2 and 57-4).
 *
 * @module
 */
import { checkCorporateNumber } from './corporate-number.ts';

/** What a registration number says about its holder. */
export type InvoiceRegistrationNumber =
  /** The digits are a well-formed Corporate Number: the holder is a corporation. */
  | { readonly kind: 'corporate'; readonly corporateNumber: string }
  /** No Corporate Number: a sole proprietor or an unincorporated body, whose series has no published check digit. */
  | { readonly kind: 'not-corporate' }
  | { readonly kind: 'malformed' };

/**
 * Reads a registration number. A check digit that does not fit means "not a Corporate Number" and never "invalid",
 * because the series for holders without a Corporate Number need not follow that formula.
 */
export function readInvoiceRegistrationNumber(text: string): InvoiceRegistrationNumber {
  const digits = /^T([0-9]{13})$/.exec(text)?.[1];
  if (digits === undefined) return { kind: 'malformed' };
  return checkCorporateNumber(digits).kind === 'ok'
    ? { kind: 'corporate', corporateNumber: digits }
    : { kind: 'not-corporate' };
}
