/** Documents to seal in tests. */
import { fromBase64, utf8 } from '@eseal/core';
import { INVOICE_PDF } from './documents/invoice-pdf.ts';

/**
 * A Japanese invoice (御請求書) of one A4 page with embedded fonts, 70 KB: PDF 1.7 with an xref table. There is room for a visible
 * seal of 21 mm at 172 mm from the left and 224 mm from the bottom.
 */
export function invoicePdf(): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64(INVOICE_PDF);
  if (bytes === undefined) throw new TypeError('the invoice is not base64');
  return bytes;
}

/** Options of {@link smallPdf}. */
export interface SmallPdfOptions {
  /** Default 1. */
  readonly pages?: number;
  /** Printed on each page; ASCII without parentheses and backslashes. Default `eseal`. */
  readonly text?: string;
}

/** A PDF of a few hundred bytes: version 1.7, an xref table, a standard font. Equal options make equal bytes. */
export function smallPdf({ pages = 1, text = 'eseal' }: SmallPdfOptions = {}): Uint8Array<ArrayBuffer> {
  const content = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  const numbers = Array.from({ length: pages }, (_, at) => at + 5);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${numbers.map((number) => `${number} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...numbers.map(
      () =>
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>',
    ),
  ];
  return utf8(serializePdf(objects));
}

/** ISO 32000-1 §7.5: header, body, cross-reference table, trailer. All characters are ASCII. */
function serializePdf(objects: readonly string[]): string {
  let file = '%PDF-1.7\n%~~~~\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries}`;
  return `${file}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
