/**
 * Whether an invoice was sealed by whom it names as its issuer: the Corporate Number of the seal against the numbers of the
 * invoice.
 *
 * @module
 */
import { normalizeUserInput } from '@eseal/core/identity';
import { type Finding, findingOf } from '../report/finding.ts';
import { type InvoiceNumber, readRegistrationNumber } from './invoice-number.ts';
import { INVOICE_RULES } from './invoice-rules.ts';
import { type Sealer, sealerNumber } from './sealer.ts';
import { readInvoiceIssuer } from './ubl-issuer.ts';

/** What came of it. */
export interface InvoiceCrossCheck {
  /**
   * `true`: every number of the issuer is that of the seal. `false`: none is. `unknown`: there is nothing to compare, or the
   * numbers contradict each other; `reasons` say what.
   */
  readonly matchesDocumentIssuer: boolean | 'unknown';
  /** Who issued it: the buyer of a self-billed invoice; `null` when that is not known. */
  readonly issuer: 'seller' | 'buyer' | null;
  /** The Corporate Number of the seal. */
  readonly sealer: string | null;
  readonly numbers: readonly InvoiceNumber[];
  readonly reasons: readonly Finding[];
}

/**
 * Compares the seal of an invoice with the issuer that the invoice names. Give it the very bytes that the seal covers: it cannot
 * know whether another file was sealed.
 *
 * @param sealer - the report on the seal, which has to have passed; or a certificate, of which only the number is compared
 * @param invoice - an `Invoice` or `CreditNote` of UBL 2.1, such as JP PINT
 *
 * @example
 * ```ts
 * import { crossCheckInvoice, type JudgementOptions, validate } from '@eseal/validator';
 *
 * export async function isSealedByIssuer(invoice: Uint8Array, options: JudgementOptions): Promise<boolean> {
 *   const { seals } = await validate(invoice, options);
 *   return seals.some((seal) => crossCheckInvoice(seal, invoice).matchesDocumentIssuer === true);
 * }
 * ```
 *
 * @see Consumption Tax Act, article 57-4; UBL 2.1
 */
export function crossCheckInvoice(sealer: Sealer, invoice: Uint8Array): InvoiceCrossCheck {
  const read = readInvoiceIssuer(invoice);
  if (read.kind === 'unknown') {
    const number = sealerNumber(sealer);
    return {
      matchesDocumentIssuer: 'unknown',
      issuer: null,
      sealer: number.kind === 'known' ? number.corporateNumber : null,
      numbers: [],
      reasons: [read.reason, ...(number.kind === 'known' ? [] : [number.reason])],
    };
  }
  const { party, numbers } = read;
  const selfBilled = party === 'buyer' ? [findingOf(INVOICE_RULES.selfBilled, 'information')] : [];
  return { issuer: party, ...compare(sealer, numbers, selfBilled) };
}

/**
 * Compares a seal with a registration number that somebody read off the document, such as from a PDF.
 *
 * @param registrationNumber - as people write it: full-width characters, spaces and hyphens do not matter
 */
export function crossCheckRegistrationNumber(sealer: Sealer, registrationNumber: string): InvoiceCrossCheck {
  const typed = normalizeUserInput(registrationNumber).replaceAll('-', '');
  return { issuer: null, ...compare(sealer, [readRegistrationNumber('caller', typed)], []) };
}

function compare(
  sealer: Sealer,
  numbers: readonly InvoiceNumber[],
  notes: readonly Finding[],
): Omit<InvoiceCrossCheck, 'issuer'> {
  const number = sealerNumber(sealer);
  const explained = [...notes, ...numbers.flatMap(explainNumber)];
  if (number.kind === 'unknown') {
    const reasons = [number.reason, ...explained];
    return { matchesDocumentIssuer: 'unknown', sealer: null, numbers, reasons };
  }
  const { corporateNumber } = number;
  const { matches, reason } = weigh(corporateNumber, numbers);
  return {
    matchesDocumentIssuer: matches,
    sealer: corporateNumber,
    numbers,
    reasons: [reason, ...explained],
  };
}

/** Numbers that cannot be compared say nothing by themselves, and spoil the agreement of the others. */
function weigh(
  number: string,
  numbers: readonly InvoiceNumber[],
): { readonly matches: boolean | 'unknown'; readonly reason: Finding } {
  const corporate = numbers.flatMap(({ corporateNumber }) => corporateNumber ?? []);
  const facts = { number, numbers: numbers.map(({ value }) => value) };
  if (corporate.length === 0) {
    return { matches: 'unknown', reason: findingOf(INVOICE_RULES.noNumber, 'warning') };
  }
  if (corporate.every((one) => one !== number)) {
    return { matches: false, reason: findingOf(INVOICE_RULES.different, 'warning', facts) };
  }
  if (corporate.length < numbers.length || corporate.some((one) => one !== number)) {
    return { matches: 'unknown', reason: findingOf(INVOICE_RULES.numbersConflict, 'warning', facts) };
  }
  return { matches: true, reason: findingOf(INVOICE_RULES.same, 'information', facts) };
}

function explainNumber({ reading, value, place }: InvoiceNumber): readonly Finding[] {
  if (reading === 'corporate') return [];
  const rule = reading === 'malformed' ? INVOICE_RULES.numberMalformed : INVOICE_RULES.notCorporate;
  return [findingOf(rule, 'warning', { value, place })];
}
