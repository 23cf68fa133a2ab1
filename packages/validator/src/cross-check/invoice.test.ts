import { utf8 } from '@eseal/core';
import { invoiceXml } from '@eseal/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifiedBy } from '../../test/certificate-changes.ts';
import { sealCertificate } from '../../test/seal-certificate.ts';
import { crossCheckInvoice, crossCheckRegistrationNumber } from './invoice.ts';

const SELLER = '1555666777888';
const OTHER = '7000012050002';
const TEXT = new TextDecoder().decode(invoiceXml());

/** Digits that are no Corporate Number, so of another series where a T stands before them. */
const SOLE_PROPRIETOR = '1234567890123';

async function sealerOf(...identifiers: readonly string[]) {
  return (await sealCertificate(identifiedBy(...identifiers))).certificate;
}

/** The invoice of the seller with texts replaced. */
function invoiceWith(...replacements: readonly (readonly [string, string])[]): Uint8Array {
  const text = replacements.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`the invoice has no ${from}`);
    return changed.replaceAll(from, to);
  }, TEXT);
  return utf8(text);
}

const PARTY_TAX = `<cbc:CompanyID>T${SELLER}</cbc:CompanyID>`;
const SUPPLIER = 'AccountingSupplierParty';

async function crossCheck(invoice: Uint8Array, ...identifiers: readonly string[]) {
  const sealer = await sealerOf(...(identifiers.length > 0 ? identifiers : [`NTRJP-${SELLER}`]));
  const found = crossCheckInvoice(sealer, invoice);
  return { ...found, ids: found.reasons.map(({ id }) => id) };
}

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

describe('crossCheckInvoice by a report', () => {
  const organization = {
    name: null,
    identifiers: [
      {
        scheme: 'NTR',
        country: 'JP',
        reference: SELLER,
        raw: `NTRJP-${SELLER}`,
        place: 'subject',
        checkDigit: 'ok',
      },
    ],
  } as const;
  const scope = { coversWholeDocument: true, description: '' };
  const conclusion = { indication: 'TOTAL-PASSED' } as const;
  const check = (changes: object = {}) =>
    crossCheckInvoice({ conclusion, organization, scope, ...changes }, invoiceXml());

  it('takes the organisation of a seal that passed over the whole invoice', () => {
    expect(check()).toMatchObject({ matchesDocumentIssuer: true, sealer: SELLER });
  });

  it('takes nobody for the sealer of a seal that did not pass', () => {
    const failed = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' };
    const open = { indication: 'INDETERMINATE', subIndication: 'NO_POE' };
    for (const bad of [failed, open]) {
      const found = check({ conclusion: bad });
      expect(found).toMatchObject({ matchesDocumentIssuer: 'unknown', sealer: null });
      expect(found.reasons[0]?.id).toBe('SEAL_NOT_PASSED');
    }
  });

  it('takes no number from what the seal may not cover', () => {
    const found = check({ scope: { ...scope, coversWholeDocument: false } });
    expect(found).toMatchObject({ matchesDocumentIssuer: 'unknown' });
    expect(found.reasons[0]?.id).toBe('SEAL_COVERS_PART');
  });

  it('does not take a number that the organisation declares itself, or a certificate that nobody knows', () => {
    const [identifier] = organization.identifiers;
    const declared = {
      organization: { name: null, identifiers: [{ ...identifier, place: 'subject-alt-name' }] },
    };
    expect(check(declared)).toMatchObject({ matchesDocumentIssuer: 'unknown' });
    expect(check({ organization: null })).toMatchObject({ matchesDocumentIssuer: 'unknown' });
  });
});

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
  ])('finds no agreement in a number with %s', async (_, text) => {
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
  ])('decides nothing by %s', async (_, bytes) => {
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
