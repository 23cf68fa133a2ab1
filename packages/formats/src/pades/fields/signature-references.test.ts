import { describe, expect, it } from 'vitest';
import { pdfReference } from '../pdf/objects.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import { readDocMdp, readFieldMdp, writeSignatureReferences } from './signature-references.ts';

/** A signature dictionary with these references. */
async function open(references: string) {
  const objects = {
    ...pageObjects(),
    8: `<</Type/Sig/Reference[${references}]>>`,
    9: '<</P 10 0 R>>',
    10: '3',
  };
  const reader = await PdfReader.open(buildTestPdf({ objects }));
  const signature = await reader.object(pdfReference(8));
  if (signature.kind !== 'dictionary') throw new TypeError('no dictionary');
  return { reader, signature };
}

const docMdp = (parameters: string) => `<</TransformMethod/DocMDP/TransformParams ${parameters}>>`;
const fieldMdp = (parameters: string) => `<</TransformMethod/FieldMDP/TransformParams ${parameters}>>`;

describe('the permission of a certification', () => {
  it.each<[string, 1 | 2 | 3 | undefined]>([
    [docMdp('<</P 1>>'), 1],
    [docMdp('<</P 2>>'), 2],
    [docMdp('<</P 3>>'), 3],
    [docMdp('9 0 R'), 3],
    [`${fieldMdp('<<>>')}${docMdp('<</P 3>>')}`, 3],
    // Without a value it is 2; one that the standard does not know permits nothing.
    [docMdp('<<>>'), 2],
    [docMdp('null'), 2],
    [docMdp('<</P 4>>'), 1],
    [docMdp('<</P/Two>>'), 1],
    ['<</TransformMethod/UR3>>', undefined],
    ['(x)', undefined],
  ])('is read from %s', async (references, permission) => {
    const { reader, signature } = await open(references);
    expect(await readDocMdp(reader, signature)).toBe(permission);
  });
});

describe('the fields that a signature locks', () => {
  it.each([
    [fieldMdp('<</Action/All>>'), [{ action: 'all' }]],
    [fieldMdp('<</Action/Include/Fields[(a)(b.c)]>>'), [{ action: 'include', fields: ['a', 'b.c'] }]],
    [
      fieldMdp('<</Action/Exclude/Fields[(a) 1]/P 2>>'),
      [{ action: 'exclude', fields: ['a'], permission: 2 }],
    ],
    [fieldMdp('<</Action/Include/Fields[<FEFF793E5370>]>>'), [{ action: 'include', fields: ['社印'] }]],
    // What the standard does not know locks everything.
    [fieldMdp('<</Action/Include>>'), [{ action: 'all' }]],
    [fieldMdp('<</Action/Some/Fields[(a)]>>'), [{ action: 'all' }]],
    [fieldMdp('null'), [{ action: 'all' }]],
    [`${fieldMdp('<</Action/All>>')}${fieldMdp('<</Action/All/P 1>>')}`, [{}, { permission: 1 }]],
    [docMdp('<</P 2>>'), []],
  ])('are read from %s', async (references, locks) => {
    const { reader, signature } = await open(references);
    expect(await readFieldMdp(reader, signature)).toMatchObject(locks);
  });
});

describe('more than anybody writes', () => {
  it.each([
    ['references', docMdp('<</P 2>>').repeat(11)],
    ['names in a lock', fieldMdp(`<</Action/Include/Fields[${'(a)'.repeat(10_001)}]>>`)],
  ])('of %s is refused', async (_, references) => {
    const { reader, signature } = await open(references);
    await expect(readFieldMdp(reader, signature)).rejects.toMatchObject({ code: 'PDF_LIMIT_EXCEEDED' });
  });
});

describe('the references of a new signature', () => {
  it('are none when it neither certifies nor locks', () => {
    expect(writeSignatureReferences(undefined, undefined, pdfReference(1))).toEqual([]);
  });

  it('say what they certify and lock', () => {
    const [entry] = writeSignatureReferences(2, { action: 'all', permission: 1 }, pdfReference(1));
    expect(entry).toMatchObject(['Reference', { items: { length: 2 } }]);
  });
});
