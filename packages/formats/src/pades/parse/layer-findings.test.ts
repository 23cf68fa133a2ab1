import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import { layerFindings } from './layer-findings.ts';

async function idsOf(catalog: string, objects: Record<number, string> = {}) {
  const pdf = buildTestPdf({
    objects: { ...pageObjects(1, catalog), 8: '<</Type/OCG/Name(x)>>', ...objects },
  });
  return (await layerFindings(await PdfReader.open(pdf))).map(({ id }) => id);
}

describe('layers of a PDF', () => {
  it.each([
    '/OFF[8 0 R]',
    '/BaseState/OFF/ON[8 0 R]',
    '/AS[<</Event/Print/OCGs[8 0 R]/Category[/Print]>>]',
    '/OFF 9 0 R',
  ])('P21: are told of when they are not always shown: %s', async (configuration) => {
    const catalog = `/OCProperties<</OCGs[8 0 R]/D<<${configuration}>>>>`;
    expect(await idsOf(catalog, { 9: '[8 0 R]' })).toEqual(['PDF_LAYERS_HIDDEN']);
  });

  it.each([
    '',
    '/OCProperties<</OCGs[8 0 R]/D<</ON[8 0 R]/OFF[]>>>>',
    '/OCProperties<</OCGs[]>>',
    '/OCProperties 8',
    '/OCProperties 9 0 R',
  ])('are nothing to tell of otherwise: %s', async (catalog) => {
    expect(await idsOf(catalog, { 9: '<<' })).toEqual([]);
  });
});
