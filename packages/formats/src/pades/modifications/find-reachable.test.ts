import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects, testStream } from '../pdf/test-documents.ts';
import { findReachable } from './find-reachable.ts';

/** The object among 90 and 91 that a document leads to. */
async function reachable(objects: Record<number, string>, catalog = '', trailer = '') {
  const pdf = buildTestPdf({ objects: { ...pageObjects(1, catalog), ...objects }, trailer });
  return findReachable(await PdfReader.open(pdf), new Set([90, 91]));
}

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

  it.each(['DSS', 'Metadata', 'Extensions'])('is not found through the /%s of the catalog', async (key) => {
    expect(await reachable({}, `/${key} 90 0 R`)).toBeUndefined();
    expect(await reachable({}, `/${key}2 90 0 R`)).toBe(90);
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
