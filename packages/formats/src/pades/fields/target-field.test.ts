import { createTimestampClient } from '@eseal/core/timestamp';
import { lockedPdf, OWNER_PASSWORD, protectedPdf, USER_PASSWORD } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { stampDocument } from '../document-timestamp.ts';
import type { PadesOptions } from '../options.ts';
import { buildTestPdf, pageObjects, toLatin1 } from '../pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { addSignatureField } from './add-signature-field.ts';
import { readSignatureFields } from './signature-fields.ts';

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
const timestampSource = () => {
  const { transport, urls, now } = sealer.world;
  return createTimestampClient({ url: urls.tsa, transport, now: () => now });
};
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
    expect(await codeOf(stampDocument(document('/XFA 9 0 R'), timestampSource()))).toBe('done');
  });
});

describe('an encrypted document', () => {
  const owner = { password: OWNER_PASSWORD };

  it('that only its owner may change lets nobody else seal, add a field or stamp', async () => {
    const timestamps = timestampSource();
    const attempts = (options: { password?: string }) =>
      Promise.all([
        codeOf(sealer.seal(protectedPdf(), options)),
        codeOf(addSignatureField(protectedPdf(), 'a', options)),
        codeOf(stampDocument(protectedPdf(), timestamps, options)),
      ]);
    expect(await attempts({})).toEqual(new Array(3).fill('PDF_CHANGE_FORBIDDEN'));
    expect(await attempts(owner)).toEqual(new Array(3).fill('done'));
  });

  it('keeps names and locks of fields as secret as the rest, and they still bind', async () => {
    const lock = { action: 'include', fields: ['Amount'] } as const;
    const user = { password: USER_PASSWORD };
    const added = await (await addSignatureField(lockedPdf(), 'Approval', { ...user, lock })).toBytes();
    expect(toLatin1(added)).not.toMatch(/Approval|Amount/);
    expect(await readSignatureFields(added, user)).toMatchObject([
      { name: 'Approval', state: 'empty', lock },
    ]);
    const sealed = await (await sealer.seal(added, { ...user, fieldName: 'Approval' })).toBytes();
    expect(toLatin1(sealed)).not.toMatch(/Approval|Amount/);
    expect(await seal(sealed, { ...user, fieldName: 'Amount' })).toBe('PDF_CHANGE_FORBIDDEN');
    expect(await seal(sealed, { ...user, fieldName: 'Total' })).toBe('done');
  });
});
