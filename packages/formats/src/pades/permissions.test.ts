import { describe, expect, it } from 'vitest';
import { readCatalog } from './catalog.ts';
import { readForm } from './form.ts';
import { PdfReader } from './pdf/reader.ts';
import { buildTestPdf, pageObjects } from './pdf/test-documents.ts';
import { assertMayCertify, assertMaySeal, readCertification, readDocMdp } from './permissions.ts';

async function open(catalog: string, objects: Record<number, string> = {}) {
  const reader = await PdfReader.open(buildTestPdf({ objects: { ...pageObjects(1, catalog), ...objects } }));
  const { dictionary } = await readCatalog(reader);
  return { reader, catalog: dictionary };
}

const signature = (reference: string) => ({ 8: `<</Type/Sig/Reference[${reference}]>>` });
const docMdp = (parameters: string) => `<</TransformMethod/DocMDP/TransformParams ${parameters}>>`;

describe('the permission of a certification', () => {
  it.each<[string, 1 | 2 | 3 | undefined]>([
    [docMdp('<</P 1>>'), 1],
    [docMdp('<</P 2>>'), 2],
    [docMdp('<</P 3>>'), 3],
    [docMdp('9 0 R'), 3],
    [`<</TransformMethod/FieldMDP>>${docMdp('<</P 3>>')}`, 3],
    // Without a value it is 2; one that the standard does not know permits nothing.
    [docMdp('<<>>'), 2],
    [docMdp('null'), 2],
    [docMdp('<</P 4>>'), 1],
    [docMdp('<</P/Two>>'), 1],
    ['<</TransformMethod/UR3>>', undefined],
    ['(x)', undefined],
  ])('is read from %s', async (reference, permission) => {
    const { reader } = await open('', { ...signature(reference), 9: '<</P 10 0 R>>', 10: '3' });
    const dictionary = await reader.object({ kind: 'reference', id: 8, generation: 0 });
    expect(dictionary.kind === 'dictionary' && (await readDocMdp(reader, dictionary))).toBe(permission);
  });

  it('is that of the signature which the catalog names', async () => {
    const named = await open('/Perms<</DocMDP 8 0 R>>', signature(docMdp('<</P 3>>')));
    expect(await readCertification(named.reader, named.catalog)).toBe(3);
    const bare = await open('/Perms<</DocMDP 8 0 R>>', { 8: '<<>>' });
    expect(await readCertification(bare.reader, bare.catalog)).toBe(2);
    for (const catalog of ['', '/Perms<<>>', '/Perms<</DocMDP 99 0 R>>', '/Perms(x)']) {
      const none = await open(catalog);
      expect(await readCertification(none.reader, none.catalog)).toBeUndefined();
    }
  });

  it('forbids a seal when it is 1', async () => {
    const may = async (permission: number) => {
      const { reader, catalog } = await open(
        '/Perms<</DocMDP 8 0 R>>',
        signature(docMdp(`<</P ${permission}>>`)),
      );
      return assertMaySeal(reader, catalog);
    };
    await expect(may(1)).rejects.toMatchObject({ code: 'PDF_CHANGE_FORBIDDEN', facts: { permission: 1 } });
    await expect(may(2)).resolves.toBeUndefined();
  });
});

describe('a certification', () => {
  const may = async (field: string) => {
    const { reader, catalog } = await open('/AcroForm<</Fields[8 0 R]>>', { 8: field, 9: '<</Type/Sig>>' });
    return assertMayCertify(reader, await readForm(reader, catalog));
  };

  it('may come while no field is signed, and not later', async () => {
    await expect(may('<</FT/Sig/T(a)>>')).resolves.toBeUndefined();
    await expect(may('<</FT/Tx/T(a)/V 9 0 R>>')).resolves.toBeUndefined();
    await expect(may('<</FT/Sig/T(a)/V 99 0 R>>')).resolves.toBeUndefined();
    await expect(may('<</FT/Sig/T(a)/V 9 0 R>>')).rejects.toMatchObject({
      code: 'PDF_CERTIFICATION_NOT_FIRST',
      facts: { field: 'a' },
    });
  });
});
