import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeWith, openBench } from '../test/openssl.ts';
import { lockedPdf, OWNER_PASSWORD, protectedPdf, USER_PASSWORD } from './documents/encrypted-pdf.ts';
import { invoiceXml } from './documents/invoice-xml.ts';
import { invoicePdf, smallPdf } from './documents.ts';

function checked(pdf: Uint8Array): string {
  using bench = openBench();
  const file = bench.write('document.pdf', pdf);
  return spawnSync('qpdf', ['--check', file], { encoding: 'utf8' }).stdout;
}

describeWith(['qpdf', 'pdftotext'], 'documents before qpdf and pdftotext', () => {
  it('are PDFs without fault', () => {
    for (const pdf of [invoicePdf(), smallPdf(), smallPdf({ pages: 12, text: 'twelve' })]) {
      expect(checked(pdf)).toContain('No syntax or stream encoding errors found');
    }
  });

  it('say what they should', () => {
    const text = (pdf: Uint8Array): string =>
      spawnSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).stdout;
    expect(text(invoicePdf())).toMatch(/御請求書[\s\S]*登録番号：T1555666777888[\s\S]*¥358,669/);
    expect(text(smallPdf({ pages: 2, text: 'twice' })).match(/twice/g)).toHaveLength(2);
  });
});

describeWith(['qpdf'], 'encrypted PDFs before qpdf', () => {
  function encryptionOf(pdf: Uint8Array, password: string): string {
    using bench = openBench();
    const argv = [`--password=${password}`, '--show-encryption', bench.write('document.pdf', pdf)];
    const { stdout, stderr } = spawnSync('qpdf', argv, { encoding: 'utf8' });
    return stdout + stderr;
  }

  it('need a password, or the owner’s to be changed', () => {
    expect(encryptionOf(lockedPdf(), '')).toContain('Incorrect password supplied');
    expect(encryptionOf(lockedPdf(), USER_PASSWORD)).toMatch(/user password[\s\S]*modify anything: allowed/);
    expect(encryptionOf(lockedPdf(), OWNER_PASSWORD)).toContain('Supplied password is owner password');
    expect(encryptionOf(protectedPdf(), '')).toMatch(/user password[\s\S]*modify forms: not allowed/);
    expect(encryptionOf(protectedPdf(), OWNER_PASSWORD)).toContain('Supplied password is owner password');
  });
});

describeWith(['xmllint'], 'the XML invoice before xmllint', () => {
  /** What an XPath expression over local names gives; throws for what is not well-formed. */
  function evaluated(xml: Uint8Array, expression: string): string {
    using bench = openBench();
    const file = bench.write('invoice.xml', xml);
    const { status, stdout, stderr } = spawnSync('xmllint', ['--xpath', expression, file], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }
  const text = (name: string): string => `string(//*[local-name()="${name}"])`;

  it('is an invoice of JP PINT with the registration number and the total of the PDF', () => {
    expect(evaluated(invoiceXml(), text('CustomizationID'))).toBe('urn:peppol:pint:billing-1@jp-1');
    expect(evaluated(invoiceXml(), `string(//*[local-name()="PartyTaxScheme"]/*)`)).toBe('T1555666777888');
    expect(evaluated(invoiceXml(), text('PayableAmount'))).toBe('358669');
  });

  it('grows with its lines, and its totals with them', () => {
    const long = invoiceXml({ lines: 10 });
    expect(evaluated(long, 'count(//*[local-name()="InvoiceLine"])')).toBe('10');
    // 10 % of 646,000 yen and 8 % of 6,240 yen, each rounded down.
    expect(evaluated(long, text('TaxAmount'))).toBe('65099');
    expect(evaluated(invoiceXml({ lines: 1 }), 'count(//*[local-name()="TaxSubtotal"])')).toBe('1');
  });
});

describe('documents', () => {
  it('are new arrays each time, with equal bytes', () => {
    expect(invoicePdf()).not.toBe(invoicePdf());
    expect(invoicePdf()).toEqual(invoicePdf());
    expect(smallPdf()).toEqual(smallPdf());
    expect(smallPdf({ text: 'other' })).not.toEqual(smallPdf());
  });

  it('include the invoice of the examples', () => {
    const example = readFileSync(new URL('../../../examples/assets/invoice.pdf', import.meta.url));
    expect(invoicePdf()).toEqual(Uint8Array.from(example));
  });
});
