/** Encrypted PDFs made by qpdf are sealed twice, and judged by qpdf and poppler, which share no code with us. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignatures, createTestSealer, type TestSealer } from '../../test-seals.ts';
import { buildTestPdf, pageObjects, testStream } from '../test-documents.ts';

const WAYS: readonly (readonly [string, readonly string[]])[] = [
  ['RC4 with 40 bits', ['40']],
  ['RC4 with 128 bits', ['128', '--use-aes=n']],
  ['RC4 by a crypt filter', ['128', '--use-aes=n', '--force-V4']],
  ['AES-128', ['128', '--use-aes=y']],
  ['AES-128 with metadata in the clear', ['128', '--use-aes=y', '--cleartext-metadata']],
  ['AES-256 of revision 5', ['256', '--force-R5']],
  ['AES-256', ['256']],
];
const STRUCTURES = ['disable', 'generate'] as const;
const [USER, OWNER] = ['open', 'own'] as const;

const available = ['qpdf', 'pdfsig'].every((program) => {
  try {
    execFileSync(program, ['--help'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== 'ENOENT';
  }
});
if (!available)
  console.warn('SKIPPED: qpdf and pdfsig are not installed; nobody else judges encrypted seals');

const folder = mkdtempSync(join(tmpdir(), 'eseal-encryption-'));
let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});
afterAll(() => rmSync(folder, { recursive: true }));

function encrypt(options: readonly string[], structure: string): Uint8Array {
  const objects = {
    ...pageObjects(1, '/Metadata 4 0 R'),
    4: testStream('/Type/Metadata/Subtype/XML', '<x/>'),
  };
  const [plain, encrypted] = [join(folder, 'plain.pdf'), join(folder, 'encrypted.pdf')];
  writeFileSync(plain, buildTestPdf({ objects }));
  const streams = `--object-streams=${structure}`;
  execFileSync('qpdf', [
    '--allow-weak-crypto',
    streams,
    '--encrypt',
    USER,
    OWNER,
    ...options,
    '--',
    plain,
    encrypted,
  ]);
  return new Uint8Array(readFileSync(encrypted));
}

function judge(pdf: Uint8Array, password: string): { qpdf: string; pdfsig: string } {
  const file = join(folder, 'sealed.pdf');
  writeFileSync(file, pdf);
  return {
    qpdf: execFileSync('qpdf', ['--check', `--password=${password}`, file], { encoding: 'utf8' }),
    pdfsig: execFileSync('pdfsig', ['-nocert', '-upw', password, file], { encoding: 'utf8' }),
  };
}

describe.skipIf(!available).each(STRUCTURES)('a PDF encrypted by qpdf, object streams: %s', (structure) => {
  it.each(WAYS)('is sealed by user and owner under %s', async (_, options) => {
    const text = { name: '株式会社サンプル', reason: '(発行)', location: '東京' };
    const first = await (
      await sealer.seal(encrypt(options, structure), { ...text, password: USER })
    ).toBytes();
    const second = await (await sealer.seal(first, { ...text, password: OWNER })).toBytes();
    const { qpdf, pdfsig } = judge(second, USER);
    expect(qpdf).toContain('No syntax or stream encoding errors');
    expect(pdfsig.match(/Signature is Valid/g)).toHaveLength(2);
    // Names of fields are strings, which poppler had to decrypt.
    expect(pdfsig.match(/Field Name: Seal\d+$/gm)).toHaveLength(2);
    const signatures = await checkSignatures(second, { password: USER });
    expect(signatures.map(({ valid }) => valid)).toEqual([true, true]);
  });
});
