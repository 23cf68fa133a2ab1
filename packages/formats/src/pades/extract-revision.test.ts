import { createTimestampClient } from '@eseal/core/timestamp';
import { lockedPdf, smallPdf, USER_PASSWORD } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { stampDocument } from './document-timestamp.ts';
import { extractRevision } from './extract-revision.ts';
import { parsePades } from './parse/parse.ts';
import { buildTestPdf, latin1, pageObjects, toLatin1 } from './pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('extractRevision', () => {
  it.each([
    ['a table', buildTestPdf({ objects: pageObjects() })],
    ['object streams', buildTestPdf({ objects: pageObjects(), form: 'object-streams' })],
    ['another end of line', buildTestPdf({ objects: pageObjects(), ending: '\r\n' })],
  ])('gives what each seal covers, and what was there before, of a PDF with %s', async (_, original) => {
    const once = await (await sealer.seal(original)).toBytes();
    const twice = await (await sealer.seal(once)).toBytes();
    const [first, second] = (await parsePades(twice)).signatures.map(({ id }) => id);
    const extract = async (id = '', options = {}) => (await extractRevision(twice, id, options)).toBytes();
    expect(await extract(first)).toEqual(once);
    expect(await extract(second)).toEqual(twice);
    expect(await extract(first, { state: 'original' })).toEqual(original);
    expect(await extract(second, { state: 'original' })).toEqual(once);
  });

  it('gives what a document timestamp covers', async () => {
    const { world } = sealer;
    const timestamps = createTimestampClient({
      url: world.urls.tsa,
      transport: world.transport,
      now: () => world.now,
    });
    const original = await smallPdf();
    const stamped = await (await stampDocument(original, timestamps)).toBytes();
    const again = await (await stampDocument(stamped, timestamps)).toBytes();
    const [first] = (await parsePades(again)).timestamps;
    expect(await (await extractRevision(again, first?.id ?? '')).toBytes()).toEqual(stamped);
  });

  it('opens encrypted PDFs with their password', async () => {
    const options = { password: USER_PASSWORD };
    const sealed = await (await sealer.seal(lockedPdf(), options)).toBytes();
    const [seal] = (await parsePades(sealed, options)).signatures;
    const extracted = await extractRevision(sealed, seal?.id ?? '', { ...options, state: 'original' });
    expect(await extracted.toBytes()).toEqual(lockedPdf());
  });

  it('refuses unknown ids, PDFs without a seal, and seals whose ranges are no revision', async () => {
    const sealed = await (await sealer.seal(await smallPdf())).toBytes();
    expect(await codeOf(extractRevision(sealed, 'S-0'))).toBe('INVALID_ARGUMENT');
    expect(await codeOf(extractRevision(await smallPdf(), 'S-0'))).toBe('PDF_NOT_SEALED');
    const moved = latin1(toLatin1(sealed).replace(/\/ByteRange \[0 /, '/ByteRange [1 '));
    const [seal] = (await parsePades(moved)).signatures;
    expect(await codeOf(extractRevision(moved, seal?.id ?? ''))).toBe('SEAL_BROKEN');
  });
});
