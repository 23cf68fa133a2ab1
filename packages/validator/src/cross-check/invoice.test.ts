import { utf8 } from '@eseal/core';
import { invoiceXml } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { crossCheckRegistrationNumber } from './invoice.ts';
import {
  crossCheck,
  invoiceWith,
  OTHER,
  PARTY_TAX,
  SELLER,
  SOLE_PROPRIETOR,
  sealerOf,
} from './test-invoice.ts';

describe('crossCheckInvoice', () => {
  it('finds the issuer of a JP PINT invoice in its seal', async () => {
    expect(await crossCheck(invoiceXml())).toMatchObject({
      matchesDocumentIssuer: true,
      issuer: 'seller',
      sealer: SELLER,
      numbers: [
        { place: 'cbc:EndpointID', reading: 'corporate', corporateNumber: SELLER },
        { place: 'cac:PartyTaxScheme/cbc:CompanyID', value: `T${SELLER}`, corporateNumber: SELLER },
        { place: 'cac:PartyLegalEntity/cbc:CompanyID', corporateNumber: SELLER },
      ],
      ids: ['ISSUER_IS_SEALER'],
    });
  });

  it('finds it in the seal of a public body, and among further identifiers', async () => {
    expect(await crossCheck(invoiceXml(), `GOVJP-${SELLER}`)).toMatchObject({ matchesDocumentIssuer: true });
    const several = [`NTRJP-${SELLER}`, 'TD:JP-123456789', `GOVJP-${SELLER}`];
    expect(await crossCheck(invoiceXml(), ...several)).toMatchObject({ matchesDocumentIssuer: true });
  });

  it.each([
    '7000012050002',
    '8000012010038',
    '1180301018771',
    '4000012090001',
    '8000020130001',
    '1130001011420',
    '2000012020001',
    '2000012010019',
    '1000012030001',
    // A 0 exchanged for a 9, which no check digit notices, is another number all the same.
    '7900012050002',
  ])('holds the number %s against an invoice of another, and of its own', async (number) => {
    const sealer = `NTRJP-${number}`;
    expect(await crossCheck(invoiceXml(), sealer)).toMatchObject({
      matchesDocumentIssuer: false,
      ids: ['ISSUER_IS_NOT_SEALER'],
    });
    expect(await crossCheck(invoiceWith([SELLER, number]), sealer)).toMatchObject({
      matchesDocumentIssuer: true,
    });
  });

  it('reads a credit note', async () => {
    const note = invoiceWith(
      ['xsd:Invoice-2"', 'xsd:CreditNote-2"'],
      ['<Invoice ', '<CreditNote '],
      ['</Invoice>', '</CreditNote>'],
      ['InvoiceTypeCode', 'CreditNoteTypeCode'],
      ['>380<', '>381<'],
    );
    expect(await crossCheck(note)).toMatchObject({ matchesDocumentIssuer: true, issuer: 'seller' });
    const selfBilled = utf8(new TextDecoder().decode(note).replace('>381<', '>261<'));
    expect(await crossCheck(selfBilled)).toMatchObject({ matchesDocumentIssuer: false, issuer: 'buyer' });
  });

  it('compares the buyer, who makes a self-billed invoice', async () => {
    const BUYER = '8888777666555';
    const selfBilled = [
      invoiceWith([BUYER, OTHER], ['InvoiceTypeCode>380', 'InvoiceTypeCode>389']),
      invoiceWith([BUYER, OTHER], ['pint:billing-1@jp-1', 'pint:selfbilling-1@jp-1']),
    ];
    for (const invoice of selfBilled) {
      expect(await crossCheck(invoice, `NTRJP-${OTHER}`)).toMatchObject({
        matchesDocumentIssuer: true,
        issuer: 'buyer',
        ids: ['ISSUER_IS_SEALER', 'INVOICE_SELF_BILLED'],
      });
      expect(await crossCheck(invoice)).toMatchObject({ matchesDocumentIssuer: false, issuer: 'buyer' });
    }
  });

  it('reads numbers of 0221, wherever a party is identified', async () => {
    const identification = `<cac:PartyIdentification><cbc:ID schemeID="0221">T${OTHER}</cbc:ID></cac:PartyIdentification>`;
    const endpoint = [`<cbc:EndpointID schemeID="0188">${SELLER}</cbc:EndpointID>`, identification] as const;
    const invoice = invoiceWith(endpoint, [SELLER, OTHER]);
    expect(await crossCheck(invoice, `NTRJP-${OTHER}`)).toMatchObject({ matchesDocumentIssuer: true });
    expect(await crossCheck(invoice)).toMatchObject({ matchesDocumentIssuer: false });
  });

  it('cannot tell when the numbers of the issuer contradict each other', async () => {
    const invoice = invoiceWith([PARTY_TAX, `<cbc:CompanyID>T${OTHER}</cbc:CompanyID>`]);
    for (const sealer of [SELLER, OTHER]) {
      const found = await crossCheck(invoice, `NTRJP-${sealer}`);
      expect(found).toMatchObject({ matchesDocumentIssuer: 'unknown', ids: ['INVOICE_NUMBERS_CONFLICT'] });
    }
    expect(await crossCheck(invoice, 'NTRJP-8000012010038')).toMatchObject({ matchesDocumentIssuer: false });
  });

  it('cannot compare the number of a sole proprietor, and does not call it wrong', async () => {
    const alone = invoiceWith(
      ['schemeID="0188"', 'schemeID="0060"'],
      [PARTY_TAX, `<cbc:CompanyID>T${SOLE_PROPRIETOR}</cbc:CompanyID>`],
    );
    expect(await crossCheck(alone)).toMatchObject({
      matchesDocumentIssuer: 'unknown',
      numbers: [{ reading: 'not-corporate', corporateNumber: null }],
      ids: ['INVOICE_WITHOUT_NUMBER', 'REGISTRATION_NUMBER_NOT_CORPORATE'],
    });
    const beside = invoiceWith([PARTY_TAX, `<cbc:CompanyID>T${SOLE_PROPRIETOR}</cbc:CompanyID>`]);
    expect(await crossCheck(beside)).toMatchObject({ matchesDocumentIssuer: 'unknown' });
  });

  it('knows nothing without a number in the invoice or in the seal', async () => {
    const without = invoiceWith(
      ['schemeID="0188"', ''],
      [PARTY_TAX, '<cbc:CompanyID>DE123456789</cbc:CompanyID>'],
    );
    expect(await crossCheck(without)).toMatchObject({
      matchesDocumentIssuer: 'unknown',
      numbers: [],
      ids: ['INVOICE_WITHOUT_NUMBER'],
    });
    for (const identifier of ['TD:JP-123456789', `NTRJP-${SOLE_PROPRIETOR}`, 'GOVJP', `NTRDE-${SELLER}`]) {
      expect(await crossCheck(invoiceXml(), identifier)).toMatchObject({
        matchesDocumentIssuer: 'unknown',
        sealer: null,
        ids: ['SEALER_WITHOUT_CORPORATE_NUMBER'],
      });
    }
    expect(await crossCheck(invoiceXml(), `NTRJP-${SELLER}`, `NTRJP-${OTHER}`)).toMatchObject({
      matchesDocumentIssuer: 'unknown',
      ids: ['SEALER_AMBIGUOUS'],
    });
  });
});

describe('crossCheckRegistrationNumber', () => {
  it('compares what somebody typed off a page', async () => {
    const sealer = await sealerOf(`NTRJP-${SELLER}`);
    for (const typed of [`T${SELLER}`, ' ｔ１-5556-6677-7888 ', 'T1 5556 6677 7888']) {
      expect(crossCheckRegistrationNumber(sealer, typed)).toMatchObject({
        matchesDocumentIssuer: true,
        issuer: null,
      });
    }
    expect(crossCheckRegistrationNumber(sealer, `T${OTHER}`)).toMatchObject({ matchesDocumentIssuer: false });
    for (const typed of [SELLER, `T${SOLE_PROPRIETOR}`, '']) {
      expect(crossCheckRegistrationNumber(sealer, typed)).toMatchObject({ matchesDocumentIssuer: 'unknown' });
    }
  });
});
