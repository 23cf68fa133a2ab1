/**
 * Who issued an invoice in UBL 2.1, such as one of JP PINT: the seller, or the buyer of a self-billed one, with the numbers
 * of the Japanese registries. Only elements at their place in the document count, by namespace; what stands in extensions
 * or beside them is nobody's number.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import {
  attributeValue,
  childElements,
  isNamed,
  parseXml,
  textOf,
  type XmlElement,
} from '@eseal/formats/xml';
import { type Finding, findingOf } from '../report/finding.ts';
import {
  type InvoiceNumber,
  type InvoiceNumberPlace,
  readCorporateNumber,
  readRegistrationNumber,
} from './invoice-number.ts';
import { INVOICE_RULES } from './invoice-rules.ts';

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';
const CAC = `${UBL}CommonAggregateComponents-2`;
const CBC = `${UBL}CommonBasicComponents-2`;

/** The documents that name an issuer, and where they say of which kind they are. */
const DOCUMENTS = [
  { namespace: `${UBL}Invoice-2`, name: 'Invoice', typeCode: 'InvoiceTypeCode' },
  { namespace: `${UBL}CreditNote-2`, name: 'CreditNote', typeCode: 'CreditNoteTypeCode' },
] as const;

/** Self-billed invoice, credit note and debit note (UNTDID 1001). */
const SELF_BILLED_TYPES: ReadonlySet<string> = new Set(['261', '389', '527']);
/** Profiles for self-billing, such as `urn:peppol:pint:selfbilling-1@jp-1`. */
const SELF_BILLING_PROFILE = /:selfbilling[-:@]/;

/** Codes of ISO 6523 ICD. */
const CORPORATE_NUMBER = '0188';
const REGISTRATION_NUMBER = '0221';

/** Most that is read: invoices of ten thousand lines are less than half of it. */
const LIMITS = { documentBytes: 16 * 1024 * 1024, depth: 100 };

/** The issuer, or why nobody can say who it is. */
export type InvoiceIssuer =
  | { readonly kind: 'read'; readonly party: 'seller' | 'buyer'; readonly numbers: readonly InvoiceNumber[] }
  | { readonly kind: 'unknown'; readonly reason: Finding };

/** Reads the issuer. Never throws for what the invoice is. */
export function readInvoiceIssuer(invoice: Uint8Array): InvoiceIssuer {
  const unknown = (reason: Finding): InvoiceIssuer => ({ kind: 'unknown', reason });
  let root: XmlElement;
  try {
    ({ root } = parseXml(invoice, LIMITS));
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return unknown(findingOf(INVOICE_RULES.invoiceUnreadable, 'warning', { code: error.code }));
  }
  const document = DOCUMENTS.find(({ namespace, name }) => isNamed(root, namespace, name));
  if (document === undefined) return unknown(findingOf(INVOICE_RULES.notAnInvoice, 'warning'));
  const selfBilled = isSelfBilled(root, document.typeCode);
  if ('ambiguous' in selfBilled) return unknown(ambiguous(selfBilled.ambiguous));
  const side = selfBilled.value ? 'AccountingCustomerParty' : 'AccountingSupplierParty';
  const [party, ...others] = childElements(root, CAC, side);
  const [details, ...otherDetails] = party === undefined ? [] : childElements(party, CAC, 'Party');
  if (details === undefined || others.length + otherDetails.length > 0)
    return unknown(ambiguous(`cac:${side}`));
  return { kind: 'read', party: selfBilled.value ? 'buyer' : 'seller', numbers: numbersOf(details) };
}

function ambiguous(element: string): Finding {
  return findingOf(INVOICE_RULES.invoiceAmbiguous, 'warning', { element });
}

/** By type code or by profile; what cannot be read surely decides nothing. */
function isSelfBilled(
  root: XmlElement,
  typeCode: string,
): { readonly value: boolean } | { readonly ambiguous: string } {
  const code = onlyText(root, typeCode);
  const profile = onlyText(root, 'CustomizationID');
  if (code === undefined) return { ambiguous: `cbc:${typeCode}` };
  if (profile === undefined) return { ambiguous: 'cbc:CustomizationID' };
  return { value: SELF_BILLED_TYPES.has(code) || SELF_BILLING_PROFILE.test(profile) };
}

/** The text of an element that may be absent; `undefined` when there are several, or others would read another text. */
function onlyText(root: XmlElement, name: string): string | undefined {
  const [only, ...more] = childElements(root, CBC, name);
  if (only === undefined) return '';
  return more.length > 0 ? undefined : textOf(only)?.trim();
}

function numbersOf(party: XmlElement): readonly InvoiceNumber[] {
  return [
    ...coded('cbc:EndpointID', childElements(party, CBC, 'EndpointID')),
    ...coded('cac:PartyIdentification/cbc:ID', nested(party, 'PartyIdentification', 'ID')),
    ...taxNumbers(party),
    ...coded('cac:PartyLegalEntity/cbc:CompanyID', nested(party, 'PartyLegalEntity', 'CompanyID')),
  ];
}

function nested(party: XmlElement, aggregate: string, name: string): readonly XmlElement[] {
  return childElements(party, CAC, aggregate).flatMap((one) => childElements(one, CBC, name));
}

/** Numbers whose registry is named by its code; those of other registries are not compared. */
function coded(place: InvoiceNumberPlace, elements: readonly XmlElement[]): readonly InvoiceNumber[] {
  return elements.flatMap((element) => {
    const registry = attributeValue(element, 'schemeID');
    if (registry === CORPORATE_NUMBER) return [readCorporateNumber(place, textIn(element))];
    return registry === REGISTRATION_NUMBER ? [readRegistrationNumber(place, textIn(element))] : [];
  });
}

/** Registration numbers for consumption tax, which begin with a T; numbers of other countries do not. */
function taxNumbers(party: XmlElement): readonly InvoiceNumber[] {
  const place = 'cac:PartyTaxScheme/cbc:CompanyID';
  const schemes = childElements(party, CAC, 'PartyTaxScheme').filter((scheme) =>
    nested(scheme, 'TaxScheme', 'ID').some((id) => textIn(id) === 'VAT'),
  );
  const numbers = schemes.flatMap((scheme) => childElements(scheme, CBC, 'CompanyID'));
  return numbers.flatMap((element) => {
    const isRegistration = attributeValue(element, 'schemeID') === REGISTRATION_NUMBER;
    const text = textOf(element)?.trim();
    if (text !== undefined && !isRegistration && !text.startsWith('T')) return [];
    return [readRegistrationNumber(place, text ?? '')];
  });
}

/** A text that readers could take for another is none, and so no number. */
function textIn(element: XmlElement): string {
  return textOf(element)?.trim() ?? '';
}
