import { describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { entry } from '../pdf/objects.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects, testStream } from '../pdf/test-documents.ts';
import { storeObjects } from './explain-store.ts';

const KEY = 'A'.repeat(40);
const DATA = { 20: testStream('', 'certificate'), 21: testStream('', 'answer') };

/** Numbers of the objects of a store. */
async function objectsOf(store: string, objects: Record<number, string> = {}) {
  const pdf = buildTestPdf({ objects: { ...pageObjects(1, `/DSS ${store}`), ...DATA, ...objects } });
  const reader = await PdfReader.open(pdf);
  const { dictionary } = await readCatalog(reader);
  const found = await storeObjects(reader, entry(dictionary, 'DSS'));
  return found && { structure: [...found.structure], data: [...found.data] };
}

describe('the objects of a security store', () => {
  it('are its dictionaries and lists, and the material in them', async () => {
    const objects = { 10: '<</Type/DSS/Certs 11 0 R/OCSPs[21 0 R]/VRI 12 0 R>>', 11: '[20 0 R]' };
    const related = { 12: `<</${KEY} 13 0 R>>`, 13: '<</Type/VRI/Cert[20 0 R]/TU(D:20260101)>>' };
    expect(await objectsOf('10 0 R', { ...objects, ...related })).toEqual({
      structure: [10, 11, 12, 13],
      data: [20, 21],
    });
  });

  it('are none of its own when it stands in the catalog and is empty', async () => {
    expect(await objectsOf('<<>>')).toEqual({ structure: [], data: [] });
  });

  it('count the length of a stream that stands apart', async () => {
    const apart = { 20: testStream('', 'abc').replace('/Length 3', '/Length 22 0 R'), 22: '3' };
    expect(await objectsOf('<</Certs[20 0 R]>>', apart)).toEqual({ structure: [], data: [20, 22] });
  });

  it.each([
    ['a store of another type', '<</Type/Page/Certs[20 0 R]>>'],
    ['a store with something else in it', '<</Certs[20 0 R]/Kids[3 0 R]>>'],
    ['a list that is none', '<</Certs<<>>>>'],
    ['material inside the list', '<</Certs[(certificate)]>>'],
    ['a page as material', '<</Certs[3 0 R]>>'],
    ['relations that are none', '<</VRI[20 0 R]>>'],
    ['a relation under no digest', '<</VRI<</Page<</Cert[20 0 R]>>>>>>'],
    ['a relation with something else in it', `<</VRI<</${KEY}<</Contents 20 0 R>>>>>>`],
    ['a time that is none', `<</VRI<</${KEY}<</TU 20 0 R>>>>>>`],
    ['a type that is an object', '<</VRI<</Type 20 0 R>>>>'],
  ])('are not known of %s', async (_, store) => {
    expect(await objectsOf(store)).toBeUndefined();
  });

  it.each([
    ['an image', testStream('/Subtype/Image', 'x')],
    ['a stream with references', testStream('/DecodeParms 4 0 R', 'x')],
  ])('are not known of a store with %s as a certificate', async (_, stream) => {
    expect(await objectsOf('<</Certs[20 0 R]>>')).toBeDefined();
    expect(await objectsOf('<</Certs[20 0 R]>>', { 20: stream })).toBeUndefined();
  });
});
