import { utf8 } from '@eseal/core';
import { invoiceXml } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossCheckInvoice } from './invoice.ts';
import { crossCheck, invoiceWith, OTHER, PARTY_TAX, SELLER, sealerOf } from './test-invoice.ts';

const SUPPLIER = 'AccountingSupplierParty';

describe('crossCheckInvoice against invoices made to deceive', () => {
  const CAC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2';
  const CBC = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2';
  const party = (number: string, inside = '') =>
    `<cac:${SUPPLIER}><cac:Party>${inside}<cac:PartyLegalEntity><cbc:CompanyID schemeID="0188">${number}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:${SUPPLIER}>`;
  const extension = (content: string) =>
    `<ext:UBLExtensions xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"><ext:UBLExtension><ext:ExtensionContent>${content}</ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>`;
  const FIRST = '<cbc:CustomizationID>';
  const before = (content: string) => invoiceWith([FIRST, `${content}${FIRST}`]);
  const sealer = `NTRJP-${OTHER}`;

  it.each([
    ['in extensions', before(extension(party(OTHER)))],
    ['in extensions, as an element of UBL', before(extension(`<cbc:CompanyID>T${OTHER}</cbc:CompanyID>`))],
    [
      'in another namespace',
      before(
        party(OTHER)
          .replaceAll('cac:', 'x:')
          .replace('<x:', '<x:')
          .replace(`<x:${SUPPLIER}`, `<x:${SUPPLIER} xmlns:x="urn:example"`),
      ),
    ],
    ['of another party', before(party(OTHER).replaceAll(SUPPLIER, 'PayeeParty'))],
    ['in a comment', before(`<!-- ${party(OTHER)} -->`)],
    [
      'in a deeper place',
      invoiceWith([
        `<cac:${SUPPLIER}>`,
        `<cac:${SUPPLIER}><cac:SellerContact>${party(OTHER)}</cac:SellerContact>`,
      ]),
    ],
    [
      'in a tax scheme that is none',
      invoiceWith([PARTY_TAX, `${PARTY_TAX}<cac:Extra><cbc:CompanyID>T${OTHER}</cbc:CompanyID></cac:Extra>`]),
    ],
  ])('finds no number that stands %s', async (_, invoice) => {
    expect(await crossCheck(invoice, sealer)).toMatchObject({ matchesDocumentIssuer: false });
    expect(await crossCheck(invoice)).toMatchObject({ matchesDocumentIssuer: true });
  });

  it.each([
    ['a second supplier', before(party(OTHER))],
    ['a second party', invoiceWith([`<cac:${SUPPLIER}>`, `<cac:${SUPPLIER}><cac:Party/>`])],
    ['no supplier', invoiceWith([`cac:${SUPPLIER}`, 'cac:SomebodyElse'])],
    ['two type codes', before('<cbc:InvoiceTypeCode>389</cbc:InvoiceTypeCode>')],
    ['a type code with a comment', invoiceWith(['TypeCode>380', 'TypeCode>3<!-- -->80'])],
    ['two profiles', before('<cbc:CustomizationID>urn:peppol:pint:selfbilling-1@jp-1</cbc:CustomizationID>')],
  ])('decides nothing by an invoice with %s', async (_, invoice) => {
    for (const identifier of [sealer, `NTRJP-${SELLER}`]) {
      expect(await crossCheck(invoice, identifier)).toMatchObject({
        matchesDocumentIssuer: 'unknown',
        ids: ['INVOICE_AMBIGUOUS'],
      });
    }
  });

  it.each([
    ['a comment', `T${SELLER.slice(0, 5)}<!-- -->${SELLER.slice(5)}`],
    ['a CDATA section', `<![CDATA[T${SELLER}]]>`],
    ['an element', `T${SELLER}<cbc:ID>1</cbc:ID>`],
    ['a digit that is none of ASCII', `T${SELLER.slice(0, 12)}８`],
    ['too many digits', `T${SELLER}0`],
  ])('X5: finds no agreement in a number with %s', async (_, text) => {
    const found = await crossCheck(invoiceWith([PARTY_TAX, `<cbc:CompanyID>${text}</cbc:CompanyID>`]));
    expect(found.matchesDocumentIssuer).toBe('unknown');
    expect(found.ids).toContain('INVOICE_NUMBER_MALFORMED');
  });

  it('takes prefixes for nothing and namespaces for everything', async () => {
    const renamed = invoiceWith(
      ['cac:', 'a:'],
      ['cbc:', 'b:'],
      ['xmlns:cac', 'xmlns:a'],
      ['xmlns:cbc', 'xmlns:b'],
    );
    expect(await crossCheck(renamed)).toMatchObject({ matchesDocumentIssuer: true });
    const elsewhere = invoiceWith([CAC, `${CAC}x`]);
    expect(await crossCheck(elsewhere)).toMatchObject({ matchesDocumentIssuer: 'unknown' });
    expect(await crossCheck(invoiceWith([CBC, CAC], [CAC, CBC]))).toMatchObject({
      matchesDocumentIssuer: 'unknown',
    });
  });

  it.each([
    ['no XML', utf8('%PDF-1.7')],
    ['a document type', utf8('<!DOCTYPE Invoice [<!ENTITY n "T1555666777888">]><Invoice/>')],
    ['nothing', new Uint8Array()],
    ['endless depth', utf8('<a>'.repeat(200_000))],
  ])('X7: X15: decides nothing by %s', async (_, bytes) => {
    expect(await crossCheck(bytes)).toMatchObject({
      matchesDocumentIssuer: 'unknown',
      issuer: null,
      sealer: SELLER,
      ids: ['INVOICE_UNREADABLE'],
    });
  });

  it('decides nothing by another document', async () => {
    const order = utf8('<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>');
    expect(await crossCheck(order)).toMatchObject({
      matchesDocumentIssuer: 'unknown',
      ids: ['NOT_AN_INVOICE'],
    });
  });

  it('agrees, whatever byte is altered, by nothing but the number of the seal', async () => {
    const certificate = await sealerOf(`NTRJP-${SELLER}`);
    const original = invoiceXml();
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.nat(255), (at, octet) => {
        const altered = original.slice();
        altered[at] = octet;
        const { matchesDocumentIssuer, numbers } = crossCheckInvoice(certificate, altered);
        if (matchesDocumentIssuer !== true) return;
        expect(numbers.map(({ corporateNumber }) => corporateNumber)).toEqual(numbers.map(() => SELLER));
      }),
    );
  });
});
