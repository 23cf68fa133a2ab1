import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeWith, openBench } from '../test/openssl.ts';
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
