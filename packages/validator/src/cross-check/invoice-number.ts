/**
 * Numbers by which an invoice names an organisation of Japan: its Corporate Number (0188 of ISO 6523), or its registration
 * number as an issuer of qualified invoices (0221; Consumption Tax Act, article 57-4).
 *
 * @module
 */
import { checkCorporateNumber, displayText, readInvoiceRegistrationNumber } from '@eseal/core/identity';

/** Where in an invoice a number stands; `caller` for one that was given as text. */
export type InvoiceNumberPlace =
  | 'cbc:EndpointID'
  | 'cac:PartyIdentification/cbc:ID'
  | 'cac:PartyTaxScheme/cbc:CompanyID'
  | 'cac:PartyLegalEntity/cbc:CompanyID'
  | 'caller';

/** A number with what it says. */
export interface InvoiceNumber {
  readonly place: InvoiceNumberPlace;
  /** As written, made safe to show. */
  readonly value: string;
  /**
   * `not-corporate`: a registration number outside the Corporate Numbers, as sole proprietors have; its check digit is of no
   * published series.
   */
  readonly reading: 'corporate' | 'not-corporate' | 'malformed';
  readonly corporateNumber: string | null;
}

/** Reads what is to be a Corporate Number. */
export function readCorporateNumber(place: InvoiceNumberPlace, text: string): InvoiceNumber {
  const value = displayText(text);
  if (checkCorporateNumber(text).kind !== 'ok') {
    return { place, value, reading: 'malformed', corporateNumber: null };
  }
  return { place, value, reading: 'corporate', corporateNumber: text };
}

/** Reads what is to be a registration number. */
export function readRegistrationNumber(place: InvoiceNumberPlace, text: string): InvoiceNumber {
  const number = readInvoiceRegistrationNumber(text);
  const value = displayText(text);
  if (number.kind !== 'corporate') return { place, value, reading: number.kind, corporateNumber: null };
  return { place, value, reading: 'corporate', corporateNumber: number.corporateNumber };
}
