import { equalBytes } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTestPdf, pageObjects, type TestPdf, toLatin1 } from '../pdf/test-documents.ts';
import { checkSignatures, createTestSealer, type TestSealer, testAppearance } from '../test-seals.ts';
import { type AddSignatureFieldOptions, addSignatureField } from './add-signature-field.ts';
import { readSignatureFields } from './signature-fields.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const NOW = () => new Date('2026-11-21T00:00:00Z');
const PLACE = { x: 20, y: 20, width: 60, height: 20 };
const document = (further: Partial<TestPdf> = {}) => buildTestPdf({ objects: pageObjects(2), ...further });

async function add(pdf: Uint8Array, name: string, options: AddSignatureFieldOptions = {}) {
  return (await addSignatureField(pdf, name, { now: NOW, ...options })).toBytes();
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'added',
    (error: { code: string }) => error.code,
  );

describe('an empty signature field', () => {
  it.each(['table', 'stream', 'object-streams'] as const)(
    'is appended as one revision to a file of the form "%s", and can be sealed',
    async (form) => {
      const pdf = document({ form });
      const withField = await add(pdf, '受注者');
      expect(equalBytes(withField.subarray(0, pdf.length), pdf)).toBe(true);
      expect(toLatin1(withField.subarray(pdf.length)).match(/startxref/g)).toHaveLength(1);
      expect(await readSignatureFields(withField)).toMatchObject([{ name: '受注者', state: 'empty' }]);
      const sealed = await (await sealer.seal(withField, { fieldName: '受注者' })).toBytes();
      expect(await checkSignatures(sealed)).toMatchObject([{ valid: true, fieldName: '受注者' }]);
      expect(await readSignatureFields(sealed)).toMatchObject([{ name: '受注者', state: 'signed' }]);
    },
  );

  it('says that there are signature fields, and not yet that updates must be appended', async () => {
    expect(toLatin1(await add(document(), 'a'))).toContain('/SigFlags 1');
  });

  it('has a place that the seal is shown at', async () => {
    const pdf = await add(document(), 'a', { place: { ...PLACE, page: 2 } });
    const [field] = await readSignatureFields(pdf);
    expect(field?.rectangle?.map(Math.round)).toEqual([57, 729, 227, 785]);
    const sealed = await sealer.seal(pdf, { fieldName: 'a', appearance: testAppearance() });
    expect(await checkSignatures(await sealed.toBytes())).toMatchObject([{ valid: true }]);
  });

  it('has a lock, which takes effect with the seal', async () => {
    const pdf = await add(document(), 'a', { lock: { action: 'exclude', fields: ['b'], permission: 2 } });
    expect(toLatin1(pdf)).toMatch(
      /\/Lock (\d+) 0 R>>[\s\S]*\n\1 0 obj\n<<\/Type\/SigFieldLock\/Action\/Exclude\/Fields\[\(b\)\]\/P 2>>/,
    );
    const both = await add(pdf, 'b');
    const sealed = await (await sealer.seal(both, { fieldName: 'a' })).toBytes();
    expect(toLatin1(sealed)).toContain('/Action/Exclude/Fields[(b)]/P 2/V/1.2>>/Data');
    expect(await codeOf(add(sealed, 'c'))).toBe('PDF_CHANGE_FORBIDDEN');
    expect(await codeOf(sealer.seal(sealed))).toBe('PDF_CHANGE_FORBIDDEN');
    const twice = await (await sealer.seal(sealed, { fieldName: 'b' })).toBytes();
    expect((await checkSignatures(twice)).map(({ valid }) => valid)).toEqual([true, true]);
  });

  it.each([
    ['its name is taken', 'a', {}, 'PDF_FIELD_NOT_USABLE'],
    ['its name cannot be one', 'b.c', {}, 'PDF_FIELD_NOT_USABLE'],
    ['it has no name', '', {}, 'PDF_FIELD_NOT_USABLE'],
    ['it would cover another', 'b', { place: { ...PLACE, x: 70 } }, 'PDF_PLACE_TAKEN'],
    ['it would leave the page', 'b', { place: { ...PLACE, x: 200 } }, 'PDF_PLACE_OUTSIDE_PAGE'],
    ['there is no such page', 'b', { place: { ...PLACE, page: 3 } }, 'PDF_PAGE_NOT_FOUND'],
    ['its size is missing', 'b', { place: { x: 1, y: 1, width: 10 } }, 'INVALID_ARGUMENT'],
    ['nothing is wrong', 'b', { place: { ...PLACE, page: 2 } }, 'added'],
  ])('when %s: %3$s', async (_, name, options, code) => {
    expect(await codeOf(add(await add(document(), 'a', { place: PLACE }), name, options))).toBe(code);
  });

  it('is refused in a document that permits no change', async () => {
    const certified = await (await sealer.seal(document(), { certify: 1 })).toBytes();
    expect(await codeOf(add(certified, 'a'))).toBe('PDF_CHANGE_FORBIDDEN');
    const approved = await (await sealer.seal(document(), { certify: 2 })).toBytes();
    expect(await codeOf(add(approved, 'a'))).toBe('added');
  });

  it('is refused where objects are hidden from old readers, unless the caller allows it', async () => {
    const pdf = document({ form: 'hybrid' });
    expect(await codeOf(add(pdf, 'a'))).toBe('PDF_HYBRID_REFUSED');
    expect(await codeOf(add(pdf, 'a', { allowHybridReferences: true }))).toBe('added');
  });
});

describe('a lock of a new field that is sealed at once', () => {
  it('stands in the field and in the seal, and binds the next one', async () => {
    const lock = { action: 'include', fields: ['次', 'x'] } as const;
    const sealed = await (await sealer.seal(document(), { fieldName: 'a', lock })).toBytes();
    const [field] = await readSignatureFields(sealed);
    expect(field?.lock).toEqual(lock);
    expect(await codeOf(sealer.seal(sealed, { fieldName: '次' }))).toBe('PDF_CHANGE_FORBIDDEN');
    expect(await codeOf(sealer.seal(sealed, { fieldName: '別' }))).toBe('added');
  });

  it('cannot be given to a field of the document', async () => {
    const pdf = await add(document(), 'a');
    const locking = sealer.seal(pdf, { fieldName: 'a', lock: { action: 'all' } });
    expect(await codeOf(locking)).toBe('INVALID_ARGUMENT');
  });
});
