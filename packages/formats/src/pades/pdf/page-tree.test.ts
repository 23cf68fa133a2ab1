import { describe, expect, it } from 'vitest';
import { type PdfObject, pdfDictionary, pdfReference } from './objects.ts';
import { findPage, pageAttribute, pageNumber } from './page-tree.ts';
import { PdfReader } from './reader.ts';
import { buildTestPdf } from './test-documents.ts';

/** Page tree of the objects from 2 on. */
async function openTree(objects: Record<number, string>) {
  const reader = await PdfReader.open(
    buildTestPdf({ objects: { 1: '<</Type/Catalog/Pages 2 0 R>>', ...objects } }),
  );
  const catalog = pdfDictionary([['Pages', pdfReference(2)]]);
  return { reader, find: (number: number) => findPage(reader, catalog, number) };
}

const page = (entries = '') => `<</Type/Page/Parent 2 0 R${entries}>>`;
const NESTED = {
  2: '<</Type/Pages/Kids[3 0 R 4 0 R 9 0 R]/Count 4/MediaBox[0 0 1 1]>>',
  3: page(),
  4: '<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2/Rotate 90>>',
  5: page('/Rotate 180'),
  6: page(),
  9: page(),
};

const codeOf = (found: Promise<unknown>) =>
  found.then(
    () => 'found',
    (error: { code: string }) => error.code,
  );

describe('a page', () => {
  it.each([
    [1, 3],
    [2, 5],
    [3, 6],
    [4, 9],
  ])('is found by its number in a nested tree: %s is object %s', async (number, id) => {
    const { find } = await openTree(NESTED);
    expect((await find(number)).reference).toEqual(pdfReference(id));
  });

  it('inherits what it does not say', async () => {
    const { reader, find } = await openTree(NESTED);
    const rotation = async (number: number): Promise<PdfObject> =>
      pageAttribute(reader, await find(number), 'Rotate');
    expect(await rotation(1)).toMatchObject({ kind: 'null' });
    expect(await rotation(2)).toMatchObject({ value: 180 });
    expect(await rotation(3)).toMatchObject({ value: 90 });
  });

  it('is found where a node hides behind as many pages as children', async () => {
    const objects = {
      2: '<</Kids[3 0 R 4 0 R]/Count 2>>',
      3: '<</Kids[5 0 R 6 0 R]/Count 2>>',
      4: '<</Kids[]/Count 0>>',
      5: page(),
      6: page('/Second true'),
    };
    const { find } = await openTree(objects);
    expect((await find(2)).dictionary.entries.has('Second')).toBe(true);
  });

  it('is read alone: pages before it cost nothing', async () => {
    const kids = Array.from({ length: 5000 }, (_, i) => `${10 + i} 0 R`).join(' ');
    const objects = { 2: `<</Kids[${kids}]/Count 5000>>`, [10 + 4999]: page() };
    const { find } = await openTree(objects);
    expect((await find(5000)).reference.id).toBe(5009);
  });

  it.each([0, -1, 5, 1.5, Number.NaN, 1e9])('with the number %s is not there', async (number) => {
    const { find } = await openTree(NESTED);
    expect(await codeOf(find(number))).toBe('PDF_PAGE_NOT_FOUND');
  });

  it.each<[string, Record<number, string>]>([
    ['no tree', { 2: '[]' }],
    ['a node without children', { 2: '<</Count 1>>' }],
    ['a loop', { 2: '<</Kids[2 0 R]/Count 1>>' }],
    [
      'a longer loop',
      { 2: '<</Kids[3 0 R]/Count 1>>', 3: '<</Kids[4 0 R]/Count 1>>', 4: '<</Kids[3 0 R]/Count 1>>' },
    ],
    ['an impossible count', { 2: '<</Kids[3 0 R]/Count 5>>', 3: '<</Kids[4 0 R]/Count -2>>' }],
  ])('is not looked for without end: %s', async (_, objects) => {
    const { find } = await openTree(objects);
    expect(await codeOf(find(1))).toBe('PDF_STRUCTURE_INVALID');
  });

  it('is not looked for in a tree of any depth', async () => {
    const deep: Record<number, string> = {};
    for (let id = 2; id < 100; id++) deep[id] = `<</Kids[${id + 1} 0 R]/Count 1>>`;
    const { find } = await openTree({ ...deep, 100: page() });
    expect(await codeOf(find(1))).toBe('PDF_STRUCTURE_INVALID');
  });
});

describe('the number of a page', () => {
  const objects = {
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: '<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 4>>',
    3: '<</Type/Page/Parent 2 0 R>>',
    4: '<</Type/Pages/Parent 2 0 R/Kids[6 0 R 7 0 R]/Count 2>>',
    5: '<</Type/Page/Parent 2 0 R>>',
    6: '<</Type/Page/Parent 4 0 R>>',
    7: '<</Type/Page/Parent 4 0 R>>',
    8: '<</Type/Page/Parent 2 0 R>>',
    9: '<</Type/Page/Parent 9 0 R/Kids[9 0 R]>>',
  };

  it('counts the pages before it, in nodes too', async () => {
    const reader = await PdfReader.open(buildTestPdf({ objects }));
    const numbers = [3, 6, 7, 5].map((id) => pageNumber(reader, pdfReference(id)));
    expect(await Promise.all(numbers)).toEqual([1, 2, 3, 4]);
  });

  it('is none where the tree does not lead to it, or goes round in it', async () => {
    const reader = await PdfReader.open(buildTestPdf({ objects }));
    for (const id of [8, 9, 1]) expect(await pageNumber(reader, pdfReference(id))).toBeUndefined();
  });
});
