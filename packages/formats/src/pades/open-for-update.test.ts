import { completeSeal, prepareSeal, utf8 } from '@eseal/core';
import { createMockSigner } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { openForUpdate } from './open-for-update.ts';
import type { PadesOptions } from './options.ts';
import { pades } from './pades.ts';
import { parsePades } from './parse/parse.ts';
import { encryptedPdf, OWNER, USER } from './pdf/encryption/test-encrypted.ts';
import { pdfReference } from './pdf/objects.ts';
import { PdfReader } from './pdf/reader.ts';
import {
  appendTestRevision,
  buildTestPdf,
  latin1,
  pageObjects,
  testStream,
  toLatin1,
} from './pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const objects = { ...pageObjects(2), 40: testStream('/X 50 0 R', 'data'), 50: '[40 0 R 99 0 R]' };
/** The same file with a last number, of as many digits, that leads to something else. */
const misled = (pdf: Uint8Array): Uint8Array =>
  latin1(
    toLatin1(pdf).replace(
      /(startxref\s+)(\d+)(\s+%%EOF\s*)$/,
      (_, before, digits, after) => before + '3'.padStart(digits.length, '0') + after,
    ),
  );
const catalog = (pdf: Uint8Array): Uint8Array =>
  latin1(toLatin1(pdf).replace('/Catalog', '/Catalog/Mine 40 0 R'));
const broken = (): Uint8Array => misled(catalog(buildTestPdf({ objects })));

const code = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'fine';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a PDF to be sealed whose cross-reference is broken', () => {
  it('is refused, and the message says what to do', async () => {
    await expect(sealer.seal(broken())).rejects.toMatchObject({
      code: 'PDF_XREF_BROKEN',
      message: expect.stringContaining("repair: 'rewrite'"),
    });
  });

  it('is written anew on demand, and sealed', async () => {
    const sealed = await (await sealer.seal(broken(), { repair: 'rewrite' })).toBytes();
    expect(await checkSignatures(sealed)).toMatchObject([{ valid: true, revision: 2 }]);
    const { findings, signatures } = await parsePades(sealed);
    expect([...findings, ...signatures.flatMap((one) => one.findings)]).toEqual([]);
  });

  it('keeps every object that is led to, without gaps in their numbers', async () => {
    const reader = await openForUpdate(broken(), { repair: 'rewrite' });
    expect(reader.isRebuilt).toBe(false);
    expect(reader.xref[0].section.end).toBe(7);
    expect(await reader.object(pdfReference(5))).toMatchObject({ kind: 'stream', bytes: latin1('data') });
    // What led nowhere is null now.
    expect(await reader.object(pdfReference(6))).toMatchObject({
      items: [pdfReference(5), { kind: 'null' }],
    });
    const again = await openForUpdate(broken(), { repair: 'rewrite' });
    expect(again.source.document).toEqual(reader.source.document);
  });

  it('is written anew also where only an object is not where it should be', async () => {
    const shifted = latin1(
      toLatin1(buildTestPdf({ objects: pageObjects() })).replace(/(3 1\n)\d{10}/, '$10000000012'),
    );
    expect((await openForUpdate(shifted, {})).isRebuilt).toBe(false);
    expect(await code(sealer.seal(shifted))).toBe('PDF_XREF_BROKEN');
    const sealed = await (await sealer.seal(shifted, { repair: 'rewrite' })).toBytes();
    expect((await checkSignatures(sealed)).map(({ valid }) => valid)).toEqual([true]);
  });

  it('is left as it is where nothing is broken', async () => {
    const pdf = buildTestPdf({ objects });
    expect((await openForUpdate(pdf, { repair: 'rewrite' })).source.document).toBe(pdf);
  });

  it('is not written anew when that would break a seal, or it is encrypted', async () => {
    const sealed = await (await sealer.seal(buildTestPdf({ objects }))).toBytes();
    expect(await code(openForUpdate(misled(sealed), { repair: 'rewrite' }))).toBe('PDF_CHANGE_FORBIDDEN');
    const locked = openForUpdate(misled(encryptedPdf('AES-128')), { repair: 'rewrite', password: USER });
    expect(await code(locked)).toBe('PDF_XREF_BROKEN');
    expect(await code(openForUpdate(latin1('no PDF'), { repair: 'rewrite' }))).toBe('NOT_A_PDF');
  });

  it('has seals in it that cannot be valid', async () => {
    const sealed = await (await sealer.seal(buildTestPdf({ objects }))).toBytes();
    const { findings, signatures } = await parsePades(misled(sealed));
    expect(findings).toMatchObject([{ id: 'PDF_XREF_REBUILT', severity: 'error' }]);
    expect(signatures).toMatchObject([{ findings: [{ id: 'PDF_XREF_REBUILT', severity: 'error' }] }]);
  });
});

describe('an interrupted seal', () => {
  const stateKey = new Uint8Array(32).fill(7);

  async function inTwoHalves(
    pdf: Uint8Array,
    options: PadesOptions,
  ): Promise<{ state: Uint8Array; sealed: Uint8Array }> {
    const signer = createMockSigner(sealer.world.seal);
    const format = pades(options);
    const prepared = await prepareSeal(pdf, { signer, format, stateKey, now: () => sealer.world.now });
    const [value = new Uint8Array()] = await signer.sign([prepared]);
    const rest = { certificates: signer.certificates, format: pades(options), stateKey };
    const sealed = await completeSeal(pdf, prepared.state, value, rest);
    return { state: prepared.state, sealed: await sealed.toBytes() };
  }

  it('of a PDF that is repaired is completed from the PDF as it was', async () => {
    const { sealed } = await inTwoHalves(broken(), { repair: 'rewrite' });
    expect(await checkSignatures(sealed)).toMatchObject([{ valid: true }]);
  });

  it('of an encrypted PDF holds neither its password nor what it encrypts', async () => {
    const { state, sealed } = await inTwoHalves(encryptedPdf('AES-256'), {
      password: OWNER,
      reason: 'Reason',
    });
    expect(await checkSignatures(sealed, { password: USER })).toMatchObject([{ valid: true }]);
    const text = toLatin1(state);
    expect(text).toContain('/ByteRange');
    for (const secret of [toLatin1(utf8(OWNER)), 'unmistakable']) expect(text).not.toContain(secret);
    expect(JSON.stringify(pades({ password: OWNER }).parameters)).toBe('{}');
  });
});

describe('an encrypted PDF', () => {
  it('is parsed by password, and says when it is encrypted in part', async () => {
    const pdf = encryptedPdf('AES-256');
    expect(await code(parsePades(pdf))).toBe('PDF_PASSWORD_REQUIRED');
    expect(await code(parsePades(pdf, { password: 'x' }))).toBe('PDF_PASSWORD_WRONG');
    expect((await parsePades(pdf, { password: OWNER })).findings).toEqual([]);
    const partly = latin1(toLatin1(pdf).replace('/StrF /StdCF', ' '.repeat(12)));
    expect((await parsePades(partly, { password: USER })).findings).toMatchObject([
      { id: 'PDF_PARTLY_ENCRYPTED' },
    ]);
  });

  it('has no more plain text of a seal than its value', async () => {
    const pdf = encryptedPdf('RC4-128');
    const sealed = await (
      await sealer.seal(pdf, { password: OWNER, reason: 'Reason in ASCII', fieldName: 'Feld' })
    ).toBytes();
    const update = toLatin1(sealed.subarray(pdf.length));
    expect(update).not.toMatch(/Reason in ASCII|Feld|D:20/);
    const { signatures } = await parsePades(sealed, { password: USER });
    expect(signatures).toMatchObject([{ scope: { pdf: { fieldName: 'Feld', reason: 'Reason in ASCII' } } }]);
    expect(await code(PdfReader.open(sealed))).toBe('PDF_PASSWORD_REQUIRED');
  });
});

describe('a hybrid PDF', () => {
  it('is parsed with a warning', async () => {
    const hybrid = buildTestPdf({ objects: pageObjects(), form: 'hybrid' });
    expect((await parsePades(hybrid)).findings).toMatchObject([
      { id: 'PDF_XREF_HYBRID', severity: 'warning' },
    ]);
    expect((await parsePades(appendTestRevision(hybrid, { 9: '1' }))).findings).toHaveLength(1);
  });
});
