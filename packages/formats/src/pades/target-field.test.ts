import { createTimestampClient } from '@eseal/core/timestamp';
import { beforeAll, describe, expect, it } from 'vitest';
import { stampDocument } from './document-timestamp.ts';
import type { PadesOptions } from './options.ts';
import { buildTestPdf, pageObjects } from './pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const document = (form: string, catalog = '') =>
  buildTestPdf({
    objects: {
      ...pageObjects(1, `/AcroForm<</Fields[8 0 R]${form}>>${catalog}`),
      8: '<</T(Sig)/FT/Sig>>',
    },
  });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const seal = (pdf: Uint8Array, options?: PadesOptions) => codeOf(sealer.seal(pdf, options));
const FILL = { fieldName: 'Sig' };

describe('a document with an XFA form', () => {
  it('lets a field that is there be sealed, and no new one', async () => {
    const pdf = document('/XFA[(template)9 0 R]');
    expect(await seal(pdf, FILL)).toBe('done');
    expect(await seal(pdf)).toBe('PDF_XFA_REFUSED');
    expect(await seal(pdf, { fieldName: 'Other' })).toBe('PDF_XFA_REFUSED');
  });

  it('that makes its pages anew lets nothing be sealed', async () => {
    expect(await seal(document('/XFA 9 0 R', '/NeedsRendering true'), FILL)).toBe('PDF_XFA_REFUSED');
    expect(await seal(document('/XFA 9 0 R', '/NeedsRendering false'), FILL)).toBe('done');
    expect(await seal(document('', '/NeedsRendering true'), FILL)).toBe('done');
  });

  it('lets a document timestamp be appended', async () => {
    const { transport, urls, now } = sealer.world;
    const timestamps = createTimestampClient({ url: urls.tsa, transport, now: () => now });
    expect(await codeOf(stampDocument(document('/XFA 9 0 R'), timestamps))).toBe('done');
  });
});
