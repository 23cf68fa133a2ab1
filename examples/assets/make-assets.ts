/**
 * Makes the invoice and the seal image of the examples, and the copy of the invoice inside `@eseal/testkit`. Run by hand
 * after a change: `npx tsx examples/assets/make-assets.ts`. Needs pdftocairo (poppler-utils) for the image.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont } from 'pdf-lib';
import subsetFont from 'subset-font';
import { BOLD_TEXT, drawInvoice, REGULAR_TEXT } from './invoice.ts';
import { drawSeal, SEAL_TEXT } from './seal-image.ts';

const FONT_PACKAGE = '@expo-google-fonts/noto-sans-jp';
const here = new URL('.', import.meta.url);
const madeOn = new Date('2026-11-01T00:00:00Z');

await writeFile(new URL('seal.png', here), await sealImage());
const invoice = await invoicePdf();
await writeFile(new URL('invoice.pdf', here), invoice);
await writeFile(new URL('../../packages/testkit/src/documents/invoice-pdf.ts', here), asModule(invoice));

async function invoicePdf(): Promise<Uint8Array> {
  const pdf = await newDocument('御請求書 INV-2026-1101');
  drawInvoice(pdf.addPage([595.28, 841.89]), {
    regular: await embed(pdf, '400Regular/NotoSansJP_400Regular.ttf', REGULAR_TEXT),
    bold: await embed(pdf, '700Bold/NotoSansJP_700Bold.ttf', BOLD_TEXT),
  });
  return pdf.save({ useObjectStreams: false });
}

/** A square seal in vermilion on nothing, 400 × 400 pixels. */
async function sealImage(): Promise<Uint8Array> {
  const pdf = await newDocument('角印');
  const font = await embed(pdf, '800ExtraBold/NotoSansJP_800ExtraBold.ttf', SEAL_TEXT);
  drawSeal(pdf.addPage([400, 400]), font);
  const folder = await mkdtemp(join(tmpdir(), 'seal-image-'));
  try {
    await writeFile(join(folder, 'seal.pdf'), await pdf.save());
    const output = join(folder, 'seal');
    execFileSync('pdftocairo', [
      '-png',
      '-transp',
      '-singlefile',
      '-r',
      '72',
      join(folder, 'seal.pdf'),
      output,
    ]);
    return await readFile(`${output}.png`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function newDocument(title: string): Promise<PDFDocument> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  pdf.setTitle(title);
  pdf.setAuthor('株式会社サンプル');
  pdf.setLanguage('ja');
  pdf.setCreationDate(madeOn);
  pdf.setModificationDate(madeOn);
  return pdf;
}

/** pdf-lib's own subsetting loses glyphs of this font, so that the subset is made before and embedded whole. */
async function embed(pdf: PDFDocument, file: string, text: string): Promise<PDFFont> {
  const { resolve } = createRequire(import.meta.url);
  const whole = await readFile(resolve(`${FONT_PACKAGE}/${file}`));
  return pdf.embedFont(await subsetFont(whole, text, { targetFormat: 'truetype' }), { subset: false });
}

function asModule(pdf: Uint8Array): string {
  const lines =
    Buffer.from(pdf)
      .toString('base64')
      .match(/.{1,8000}/g) ?? [];
  return `/** An invoice of one page as a PDF in base64. Made by \`examples/assets/make-assets.ts\`; glyphs of Noto Sans JP (SIL OFL 1.1). */
export const INVOICE_PDF = \`
${lines.join('\n')}
\`;
`;
}
