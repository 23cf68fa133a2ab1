/**
 * PDFs as qpdf writes them, sealed three times each and judged by qpdf and poppler.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equalBytes } from '@eseal/core';
import { openFile } from '@eseal/core/node';
import { createTimestampClient } from '@eseal/core/timestamp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stampDocument } from './document-timestamp.ts';
import type { PadesOptions } from './options.ts';
import { buildTestPdf, latin1, testStream } from './pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer, testAppearance } from './test-seals.ts';

const has = (command: string) => spawnSync(command, ['--version']).error === undefined;
const judges = has('qpdf') && has('pdfsig');
if (!judges) console.warn('qpdf or pdfsig is missing: PDFs as others write them are not tested');

let directory: string;
let sealer: TestSealer;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'eseal-pades-'));
  sealer = await createTestSealer({ key: 'rsa-2048' });
});
afterAll(() => rmSync(directory, { recursive: true }));

const path = (name: string) => join(directory, name);

/** Three pages with text, fonts, an image-like stream and, when asked, a form. */
function sourcePdf(options: { form?: boolean; ballast?: number } = {}): Uint8Array {
  const text = testStream('', 'BT /F1 12 Tf 72 720 Td (Invoice) Tj ET\n'.repeat(100));
  const page = (more = '') =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 6 0 R>>>>/Contents 7 0 R${more}>>`;
  const field = '<</Type/Annot/Subtype/Widget/FT/Sig/T(Approval)/Rect[300 60 500 120]/F 4/P 4 0 R>>';
  const ballast = 'ballast '.repeat((options.ballast ?? 0) / 8);
  return buildTestPdf({
    objects: {
      1: `<</Type/Catalog/Pages 2 0 R${options.form ? '/AcroForm<</Fields[8 0 R 9 0 R]/DA(/Helv 0 Tf 0 g)>>' : ''}>>`,
      2: '<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>',
      3: page(),
      4: page(options.form ? '/Annots[8 0 R 9 0 R]' : ''),
      5: page('/Rotate 90'),
      6: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      7: text,
      8: '<</Type/Annot/Subtype/Widget/FT/Tx/T(Name)/Rect[72 60 200 80]/F 4/P 4 0 R>>',
      9: field,
      10: testStream('', ballast),
      11: '<</Title(Invoice)>>',
    },
    trailer: '/Info 11 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]',
  });
}

/** What qpdf makes of it. */
function qpdf(source: Uint8Array, options: readonly string[]): Uint8Array {
  writeFileSync(path('source.pdf'), source);
  const { status, stderr } = spawnSync('qpdf', [...options, path('source.pdf'), path('made.pdf')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return readFileSync(path('made.pdf'));
}

/** The verdicts of both judges. */
function judge(pdf: Uint8Array): {
  readonly structure: number | null;
  readonly valid: number;
  readonly whole: number;
} {
  writeFileSync(path('judged.pdf'), pdf);
  const structure = spawnSync('qpdf', ['--check', path('judged.pdf')], { encoding: 'utf8' });
  if (structure.status !== 0) console.warn(structure.stdout, structure.stderr);
  const { stdout } = spawnSync('pdfsig', ['-nocert', path('judged.pdf')], { encoding: 'utf8' });
  const count = (text: string) => stdout.split(text).length - 1;
  return {
    structure: structure.status,
    valid: count('Signature is Valid.'),
    whole: count('Total document signed'),
  };
}

const GARBAGE = latin1('HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n');

const DOCUMENTS: readonly (readonly [name: string, make: () => Uint8Array])[] = [
  ['a table', () => qpdf(sourcePdf(), ['--object-streams=disable'])],
  ['a cross-reference stream', () => qpdf(sourcePdf(), ['--object-streams=preserve', '--force-version=1.5'])],
  ['object streams', () => qpdf(sourcePdf(), ['--object-streams=generate'])],
  ['a linearised table', () => qpdf(sourcePdf(), ['--linearize', '--object-streams=disable'])],
  ['linearised object streams', () => qpdf(sourcePdf(), ['--linearize', '--object-streams=generate'])],
  ['a form', () => qpdf(sourcePdf({ form: true }), ['--object-streams=disable'])],
  ['a form in object streams', () => qpdf(sourcePdf({ form: true }), ['--object-streams=generate'])],
  [
    'leading garbage',
    () => Uint8Array.from([...GARBAGE, ...qpdf(sourcePdf(), ['--object-streams=disable'])]),
  ],
  [
    'leading garbage before object streams',
    () => Uint8Array.from([...GARBAGE, ...qpdf(sourcePdf(), ['--object-streams=generate'])]),
  ],
];

const STEPS: readonly PadesOptions[] = [
  { certify: 2, reason: '請求書の発行' },
  { appearance: testAppearance(), place: { page: 3, x: 20, y: 20, width: 60 } },
  { fieldName: 'Third' },
];

describe.runIf(judges)('a PDF with', () => {
  it.each(DOCUMENTS)('%s keeps three seals valid', async (_, make) => {
    let pdf = make();
    for (const [at, options] of STEPS.entries()) {
      const sealed = await (await sealer.seal(pdf, options)).toBytes();
      expect(equalBytes(sealed.subarray(0, pdf.length), pdf)).toBe(true);
      expect(judge(sealed)).toEqual({ structure: 0, valid: at + 1, whole: 1 });
      pdf = sealed;
    }
    const revisions = (await checkSignatures(pdf)).map(({ revision }) => revision);
    expect(revisions).toEqual([2, 3, 4]);
  });

  it('an empty field keeps its place and is filled, shown and valid', async () => {
    const pdf = qpdf(sourcePdf({ form: true }), ['--object-streams=generate']);
    const sealed = await sealer.seal(pdf, { fieldName: 'Approval', appearance: testAppearance() });
    expect(judge(await sealed.toBytes())).toEqual({ structure: 0, valid: 1, whole: 1 });
  });

  it('another seal than the first with one bit flipped keeps only the others valid', async () => {
    const once = await (await sealer.seal(qpdf(sourcePdf(), []))).toBytes();
    const twice = await (await sealer.seal(once)).toBytes();
    const flipped = twice.slice();
    // A character of the second update, outside of its signature value.
    const at = once.length + 20;
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(judge(flipped).valid).toBeLessThan(2);
    const inFirst = twice.slice();
    inFirst[60] = (inFirst[60] ?? 0) ^ 1;
    expect(judge(inFirst).valid).toBe(0);
  });

  it('a seal with a timestamp and a document timestamp is valid', async () => {
    const { world } = sealer;
    const timestamps = createTimestampClient({
      url: world.urls.tsa,
      transport: world.transport,
      now: () => world.now,
    });
    const sealed = await sealer.seal(qpdf(sourcePdf(), []), {}, { adesLevel: 'B-T', timestamps });
    const stamped = await (await stampDocument(await sealed.toBytes(), timestamps)).toBytes();
    expect(judge(stamped)).toMatchObject({ structure: 0, whole: 1 });
    expect((await checkSignatures(stamped)).map(({ kind, valid }) => [kind, valid])).toEqual([
      ['seal', true],
      ['timestamp', true],
    ]);
  });
});

describe('a PDF of 50 MB in a file', () => {
  it('is sealed without being read into memory', async () => {
    const pdf = sourcePdf({ ballast: 50_000_000 });
    const file = path('large.pdf');
    writeFileSync(file, pdf);
    await using source = await openFile(file);
    const before = process.memoryUsage().arrayBuffers;
    const sealed = await sealer.seal(source);
    const grown = process.memoryUsage().arrayBuffers - before;
    expect(sealed.parts[0]).toBe(source);
    expect(grown).toBeLessThan(40_000_000);
    const bytes = await sealed.toBytes();
    expect(equalBytes(bytes.subarray(0, pdf.length), pdf)).toBe(true);
    expect((await checkSignatures(bytes)).map(({ valid }) => valid)).toEqual([true]);
    if (judges) expect(judge(bytes)).toEqual({ structure: 0, valid: 1, whole: 1 });
  });
});
