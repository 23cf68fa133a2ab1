/** Invoices of one seller for tests, and who may have sealed them. */
import { utf8 } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';
import { invoiceXml } from '@eseal/testkit';
import { identifiedBy } from '../../test/certificate-changes.ts';
import { sealCertificate } from '../../test/seal-certificate.ts';
import { crossCheckInvoice, type InvoiceCrossCheck } from './invoice.ts';

/** The Corporate Number of the invoice's seller, and another's. */
export const SELLER = '1555666777888';
export const OTHER = '7000012050002';

/** Digits that are no Corporate Number, so of another series where a T stands before them. */
export const SOLE_PROPRIETOR = '1234567890123';

/** The registration number of the seller as the invoice has it. */
export const PARTY_TAX: string = `<cbc:CompanyID>T${SELLER}</cbc:CompanyID>`;

const TEXT = new TextDecoder().decode(invoiceXml());

/** The invoice of the seller with texts replaced. */
export function invoiceWith(...replacements: readonly (readonly [string, string])[]): Uint8Array {
  const text = replacements.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`the invoice has no ${from}`);
    return changed.replaceAll(from, to);
  }, TEXT);
  return utf8(text);
}

/** A certificate with these organisation identifiers. */
export async function sealerOf(...identifiers: readonly string[]): Promise<Certificate> {
  return (await sealCertificate(identifiedBy(...identifiers))).certificate;
}

/** The cross-check with its reasons by their ids; by default of a seal of the seller. */
export async function crossCheck(
  invoice: Uint8Array,
  ...identifiers: readonly string[]
): Promise<InvoiceCrossCheck & { readonly ids: readonly string[] }> {
  const sealer = await sealerOf(...(identifiers.length > 0 ? identifiers : [`NTRJP-${SELLER}`]));
  const found = crossCheckInvoice(sealer, invoice);
  return { ...found, ids: found.reasons.map(({ id }) => id) };
}
