import { describe, expect, it } from 'vitest';
import { readCatalog } from './catalog.ts';
import { findPage } from './pdf/page-tree.ts';
import { PdfReader } from './pdf/reader.ts';
import { buildTestPdf } from './pdf/test-documents.ts';
import { assertPlaceIsFree, resolvePlace, type SealPlace } from './placement.ts';

/** A page whose unit makes a millimetre ten units: 25.4 / 720 of an inch. */
const TENTH = '/UserUnit 0.283464567';

async function openPage(entries: string, more: Record<number, string> = {}) {
  const objects = {
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: `<</Type/Page/Parent 2 0 R${entries}>>`,
    ...more,
  };
  const reader = await PdfReader.open(buildTestPdf({ objects }));
  return { reader, page: await findPage(reader, (await readCatalog(reader)).dictionary, 1) };
}

async function rectangle(entries: string, place: SealPlace, natural = { width: 100, height: 50 }) {
  const { reader, page } = await openPage(entries);
  const resolved = await resolvePlace(reader, page, place, natural);
  return [...resolved.rectangle.map((value) => Math.round(value * 100) / 100), resolved.rotation];
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'placed',
    (error: { code: string }) => error.code,
  );

describe('a place in millimetres', () => {
  const place = { x: 10, y: 20, width: 30, height: 15 };

  it.each([
    ['/Rotate 0', [100, 650, 400, 800, 0]],
    ['/Rotate 90', [200, 100, 350, 400, 90]],
    ['/Rotate 180', [600, 200, 900, 350, 180]],
    ['/Rotate 270', [650, 600, 800, 900, 270]],
    ['/Rotate -90', [650, 600, 800, 900, 270]],
    ['/Rotate 450', [200, 100, 350, 400, 90]],
    ['/Rotate 45', [100, 650, 400, 800, 0]],
  ])('is counted from the top left of the page as shown: %s', async (rotate, expected) => {
    expect(await rectangle(`/MediaBox[0 0 1000 1000]${TENTH}${rotate}`, place)).toEqual(expected);
  });

  it('is counted from the crop box, as far as that lies within the media box', async () => {
    const crop = '/MediaBox[100 100 900 900]/CropBox[800 0 200 700]';
    expect(await rectangle(`${crop}${TENTH}`, place)).toEqual([300, 350, 600, 500, 0]);
  });

  it('takes what the page inherits', async () => {
    const objects = { 2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 1000 1000]/Rotate 90>>' };
    const { reader, page } = await openPage(TENTH, objects);
    const resolved = await resolvePlace(reader, page, place, { width: 1, height: 1 });
    expect(resolved.rectangle.map(Math.round)).toEqual([200, 100, 350, 400]);
  });

  it('takes missing sizes from the appearance and keeps its proportions', async () => {
    const page = '/MediaBox[0 0 595 842]';
    const size = async (given: { width?: number; height?: number }) => {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = await rectangle(page, { x: 10, y: 10, ...given });
      return [Math.round(x1 - x0), Math.round(y1 - y0)];
    };
    expect(await size({})).toEqual([100, 50]);
    expect(await size({ width: 20 })).toEqual([57, 28]);
    expect(await size({ height: 20 })).toEqual([113, 57]);
  });

  it('is on an A4 page where the page does not say its size', async () => {
    expect((await rectangle('', { x: 0, y: 0 }))[3]).toBe(841.89);
  });
});

describe('a place as a box', () => {
  it('is taken as it is, its corners in any order', async () => {
    expect(await rectangle('/MediaBox[0 0 595 842]/Rotate 90', { box: [50, 60, 10, 20] })).toEqual([
      10, 20, 50, 60, 90,
    ]);
  });
});

describe('a place that is not on the page', () => {
  it.each<SealPlace>([
    { x: -1, y: 10 },
    { x: 10, y: 290 },
    { x: 190, y: 10 },
    { x: 10, y: 10, width: 500 },
    { x: Number.NaN, y: 10 },
    { x: 10, y: 10, width: 0 },
    { box: [10, 10, 10, 50] },
    { box: [-10, 10, 10, 50] },
    { box: [10, 10, 600, 50] },
  ])('is refused: %o', async (place) => {
    expect(await failure(rectangle('/MediaBox[0 0 595 842]', place))).toBe('PDF_PLACE_OUTSIDE_PAGE');
  });

  it('may touch the edge', async () => {
    expect(await failure(rectangle('/MediaBox[0 0 595 842]', { box: [495, 792, 595.005, 842] }))).toBe(
      'placed',
    );
  });
});

describe('a place where a field is shown', () => {
  const taken = async (annotations: string) => {
    const { reader, page } = await openPage(`/MediaBox[0 0 595 842]/Annots ${annotations}`, {
      8: '<</Subtype/Widget/Rect[10 10 50 50]>>',
      9: '<</Subtype/Stamp/Rect[10 10 50 50]>>',
      10: '[8 0 R]',
    });
    return failure(assertPlaceIsFree(reader, page, [40, 40, 90, 90]));
  };

  it('is refused, other annotations and fields beside it are not', async () => {
    expect(await taken('[8 0 R]')).toBe('PDF_PLACE_TAKEN');
    expect(await taken('10 0 R')).toBe('PDF_PLACE_TAKEN');
    expect(await taken('[9 0 R]')).toBe('placed');
    expect(await taken('[<</Subtype/Widget/Rect[0 0 40 100]>>]')).toBe('placed');
    expect(await taken('null')).toBe('placed');
  });
});
