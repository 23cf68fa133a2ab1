import { describe, expect, it } from 'vitest';
import { IncrementalWriter } from './pdf/incremental-writer.ts';
import { entry, type PdfObject, pdfReference } from './pdf/objects.ts';
import { PdfReader } from './pdf/reader.ts';
import { buildTestPdf, pageObjects } from './pdf/test-documents.ts';
import { placeAppearance, placeEmptyAppearance } from './place-appearance.ts';
import type { Rectangle, Rotation } from './placement.ts';
import { testAppearance } from './test-seals.ts';

async function place(rectangle: Rectangle, rotation: Rotation) {
  const pdf = buildTestPdf({ objects: pageObjects() });
  const writer = await IncrementalWriter.open(await PdfReader.open(pdf));
  const form = placeAppearance(writer, await testAppearance(100, 50).compile(), { rectangle, rotation });
  await writer.finish(new Uint8Array(16));
  const reader = await PdfReader.open(Uint8Array.from([...pdf, ...writer.out.view()]));
  const object = await reader.object(form);
  if (object.kind !== 'stream') throw new Error('no form');
  return { reader, dictionary: object.dictionary };
}

const numbers = (object: PdfObject) =>
  object.kind === 'array' ? object.items.map((item) => ('value' in item ? item.value : undefined)) : [];

/** Where a reader puts the corners of what is drawn (ISO 32000-2 §12.5.5). */
function shownAt(box: number[], [a, b, c, d]: number[], rectangle: Rectangle) {
  const turn = ([x = 0, y = 0]: number[]) => [(a ?? 0) * x + (c ?? 0) * y, (b ?? 0) * x + (d ?? 0) * y];
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
  const corners = [
    [x0, y0],
    [x1, y1],
  ].map(turn);
  const low = [0, 1].map((i) => Math.min(...corners.map((corner) => corner[i] ?? 0)));
  const high = [0, 1].map((i) => Math.max(...corners.map((corner) => corner[i] ?? 0)));
  return (point: number[]) =>
    turn(point).map((value, i) => {
      const [from = 0, to = 0] = [low[i], high[i]];
      const [start = 0, end = 0] = [rectangle[i], rectangle[i + 2]];
      return Math.round(start + ((value - from) / (to - from)) * (end - start));
    });
}

describe('a placed appearance', () => {
  it('has its objects under numbers of the document', async () => {
    const { reader, dictionary } = await place([0, 0, 100, 50], 0);
    const resources = await reader.resolveEntry(dictionary, 'Resources');
    if (resources.kind !== 'dictionary') throw new Error('no resources');
    const spaces = entry(resources, 'ColorSpace');
    expect(spaces).toMatchObject({ entries: new Map([['C', pdfReference(4)]]) });
    expect(await reader.object(pdfReference(4))).toEqual({ kind: 'name', value: 'DeviceRGB' });
  });

  it.each<[Rotation, Rectangle, [number, number], [number, number]]>([
    // Rectangle, then where the lower left and the upper right corner of the drawing have to be.
    [0, [10, 20, 210, 120], [10, 20], [210, 120]],
    [0, [0, 0, 100, 100], [0, 25], [100, 75]],
    [0, [0, 0, 300, 50], [100, 0], [200, 50]],
    [90, [0, 0, 50, 100], [50, 0], [0, 100]],
    [180, [0, 0, 100, 50], [100, 50], [0, 0]],
    [270, [0, 0, 50, 100], [0, 100], [50, 0]],
    [90, [0, 0, 100, 100], [75, 0], [25, 100]],
  ])(
    'on a page turned by %s in %o is upright, undistorted and in the middle',
    async (rotation, rectangle, lowerLeft, upperRight) => {
      const { dictionary } = await place(rectangle, rotation);
      const box = numbers(entry(dictionary, 'BBox')).map(Number);
      const matrix = numbers(entry(dictionary, 'Matrix')).map(Number);
      const shown = shownAt(box, matrix, rectangle);
      expect(shown([0, 0])).toEqual(lowerLeft);
      expect(shown([100, 50])).toEqual(upperRight);
    },
  );

  it('is refused when it refers to objects that it does not have', async () => {
    const writer = await IncrementalWriter.open(
      await PdfReader.open(buildTestPdf({ objects: pageObjects() })),
    );
    const compiled = { width: 1, height: 1, objects: [{ id: 1, object: pdfReference(7) }], form: 1 };
    expect(() => placeAppearance(writer, compiled, { rectangle: [0, 0, 1, 1], rotation: 0 })).toThrow(
      /no object 7/,
    );
    const noStream = { ...compiled, objects: [{ id: 1, object: { kind: 'null' } as const }] };
    expect(() => placeAppearance(writer, noStream, { rectangle: [0, 0, 1, 1], rotation: 0 })).toThrow(
      /is a stream/,
    );
  });
});

describe('an appearance without marks', () => {
  it('is a form without extent', async () => {
    const pdf = buildTestPdf({ objects: pageObjects() });
    const writer = await IncrementalWriter.open(await PdfReader.open(pdf));
    const form = placeEmptyAppearance(writer);
    await writer.finish(new Uint8Array(16));
    const reader = await PdfReader.open(Uint8Array.from([...pdf, ...writer.out.view()]));
    expect(await reader.object(form)).toMatchObject({ kind: 'stream', bytes: new Uint8Array() });
  });
});
