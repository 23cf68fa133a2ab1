/**
 * PDFs of every form that a sealer meets, each made by something other than @eseal.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge } from '../judges.ts';
import type { Workbench } from '../lib/workbench.ts';
import { type PdfBody, writePdf, type XrefForm } from './write-pdf.ts';

/** A document of some form. */
export interface PdfFixture {
  readonly name: string;
  readonly create: (bench: Workbench) => Promise<Uint8Array>;
  /** Its cross-references are hybrid, which has to be allowed. */
  readonly hybrid?: boolean;
  /** Takes judges seconds. */
  readonly large?: true;
}

/** The nine forms: what makes each of them special is its name. */
export const pdfFixtures: readonly PdfFixture[] = [
  { name: 'cross-reference table', create: async () => byHand('table') },
  { name: 'cross-reference stream', create: async () => byHand('stream') },
  { name: 'hybrid cross-reference', hybrid: true, create: async () => byHand('hybrid') },
  { name: 'object streams', create: (bench) => throughQpdf(bench, byHand('table'), OBJECT_STREAMS) },
  { name: 'linearised', create: (bench) => throughQpdf(bench, byHand('table'), ['--linearize']) },
  { name: 'form', create: () => withForm() },
  { name: 'garbage before the header', create: async () => withGarbage(byHand('table')) },
  { name: '50 MB, table', large: true, create: async () => byHand('table', LARGE) },
  {
    name: '50 MB, object streams',
    large: true,
    create: (bench) => throughQpdf(bench, byHand('table', LARGE), OBJECT_STREAMS),
  },
];

const OBJECT_STREAMS = ['--object-streams=generate', '--compress-streams=n'];

interface Ballast {
  /** Streams of 1 MB. */
  readonly streams: number;
  /** Small objects. */
  readonly objects: number;
}

const NONE: Ballast = { streams: 0, objects: 0 };
const LARGE: Ballast = { streams: 50, objects: 5000 };

const CONTENT = Buffer.from('BT /F1 24 Tf 72 720 Td (Invoice 0042) Tj ET');

function byHand(form: XrefForm, { streams, objects }: Ballast = NONE): Uint8Array {
  const first = 6;
  const ballast = Array.from({ length: streams + objects }, (_, at) => `${first + at} 0 R`).join(' ');
  const bodies: readonly PdfBody[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /PieceInfo << /Ballast [${ballast}] >> >>`,
    { entries: '', data: CONTENT },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...Array.from({ length: streams }, (_, at) => ({ entries: '', data: noise(1 << 20, at + 1) })),
    ...Array.from({ length: objects }, (_, at) => `<< /Number ${at} /Text (ballast) >>`),
  ];
  return writePdf(bodies, form);
}

/** Bytes that do not compress and are the same in every run (Marsaglia's xorshift). */
function noise(length: number, seed: number): Uint8Array {
  const words = new Uint32Array(length / 4);
  let state = seed * 0x9e3779b1;
  for (let at = 0; at < words.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return new Uint8Array(words.buffer);
}

function withGarbage(pdf: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.concat([Buffer.from('Content-Type: application/pdf\r\n\r\n'), pdf]));
}

async function throughQpdf(
  bench: Workbench,
  pdf: Uint8Array,
  options: readonly string[],
): Promise<Uint8Array> {
  const input = bench.write('qpdf-in.pdf', pdf);
  const output = `${bench.folder}/qpdf-out.pdf`;
  const { status, errors } = await runProgram(requireJudge('qpdf'), [...options, input, output]);
  if (status !== 0) throw new Error(`qpdf: ${errors}`);
  return new Uint8Array(await readFile(output));
}

async function withForm(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  page.drawText('Invoice 0042', { x: 72, y: 720, font: await document.embedFont(StandardFonts.Helvetica) });
  const form = document.getForm();
  const field = form.createTextField('customer.name');
  field.setText('Sample Corporation');
  field.addToPage(page, { x: 72, y: 600, width: 200, height: 24 });
  form.createCheckBox('paid').addToPage(page, { x: 72, y: 560, width: 16, height: 16 });
  return document.save({ useObjectStreams: false });
}
