import { describe, expect, it } from 'vitest';
import { pdfReference } from '../pdf/objects.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects, testStream } from '../pdf/test-documents.ts';
import { findReachable, type SearchOptions } from './find-reachable.ts';

/** The object among 90 and 91 that a document leads to. */
async function reached(
  objects: Record<number, string>,
  catalog = '',
  trailer = '',
  options: SearchOptions = {},
) {
  const pdf = buildTestPdf({ objects: { ...pageObjects(1, catalog), ...objects }, trailer });
  return findReachable(await PdfReader.open(pdf), new Set([90, 91]), options);
}

const reachable = async (...document: Parameters<typeof reached>) => (await reached(...document))?.id;

describe('an object that only the store may hold', () => {
  it.each([
    ['by the page', { 4: '[]', 3: '<</Type/Page/Parent 2 0 R/Contents 90 0 R>>' }],
    ['by a chain', { 3: '<</Type/Page/Parent 2 0 R/A 4 0 R>>', 4: '[<</B 5 0 R>>]', 5: '[90 0 R]' }],
    ['by a stream', { 3: '<</Type/Page/Parent 2 0 R/A 4 0 R>>', 4: testStream('/Resources 90 0 R', '') }],
  ])('is found when it is referred to %s', async (_, objects: Record<number, string>) => {
    expect(await reachable(objects)).toBe(90);
  });

  it('is found from the catalog and from the information dictionary', async () => {
    expect(await reachable({}, '/Names 91 0 R')).toBe(91);
    expect(await reachable({ 4: '<</Title 90 0 R>>' }, '', '/Info 4 0 R')).toBe(90);
  });

  it('is not found through entries that are closed, at any depth', async () => {
    const closed = new Map([[1, [['DSS'], ['AcroForm', 'DR']]]]);
    expect(await reachable({}, '/DSS 90 0 R', '', { closed })).toBeUndefined();
    expect(await reachable({}, '/DSS2 90 0 R', '', { closed })).toBe(90);
    expect(await reachable({}, '/AcroForm<</DR<</Font 91 0 R>>>>', '', { closed })).toBeUndefined();
    expect(await reachable({}, '/AcroForm<</DR<<>>/XFA 91 0 R>>', '', { closed })).toBe(91);
    expect(await reachable({ 3: '<</Type/Page/DSS 90 0 R>>' }, '', '', { closed })).toBe(90);
  });

  it('is not found through keys that are passed over, nor from elsewhere than the roots', async () => {
    const page = { 3: '<</Type/Page/Parent 2 0 R/Annots[90 0 R]>>' };
    expect(await reachable(page)).toBe(90);
    expect(await reachable(page, '', '', { without: ['Annots'] })).toBeUndefined();
    const roots = [{ path: 'here', object: pdfReference(4) }];
    expect(await reached({ ...page, 4: '[<</K 91 0 R>>]' }, '', '', { roots })).toEqual({
      id: 91,
      path: 'here[0].K',
    });
  });

  it('is named by the shortest way to it', async () => {
    const objects = { 3: '<</Type/Page/Parent 2 0 R/A 4 0 R>>', 4: '[<</B 5 0 R>>]', 5: '[90 0 R]' };
    expect((await reached(objects))?.path).toBe('Root.Pages.Kids[0].A[0].B[0]');
    expect((await reached(objects, '/Names 5 0 R'))?.path).toBe('Root.Names[0]');
  });

  it('is not found where nothing leads: in other numbers, in the data of streams, in what nobody refers to', async () => {
    const page = '<</Type/Page/Parent 2 0 R/Contents 4 0 R/A 92 0 R>>';
    expect(await reachable({ 3: page, 4: testStream('', '90 0 R'), 5: '[90 0 R]' })).toBeUndefined();
  });

  it('is not looked for in circles', async () => {
    const page = '<</Type/Page/Parent 2 0 R/A 4 0 R>>';
    expect(await reachable({ 3: page, 4: '[4 0 R 5 0 R]', 5: '[4 0 R]' })).toBeUndefined();
  });

  it('could be behind what cannot be read', async () => {
    const page = '<</Type/Page/Parent 2 0 R/A 4 0 R>>';
    expect(await reachable({ 3: page, 4: '<<' })).toBe(4);
  });
});
