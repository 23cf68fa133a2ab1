import { beforeEach, describe, expect, it } from 'vitest';
import { inflate } from '../pdf/inflate.ts';
import { entry, type PdfObject, type PdfStream } from '../pdf/objects.ts';
import { embedImage } from './image.ts';
import { ObjectTable } from './object-table.ts';
import {
  buildTestJpeg,
  buildTestPng,
  flatPng,
  iccChunk,
  type TestJpeg,
  type TestPng,
  testProfile,
} from './test-images.ts';

let table = new ObjectTable();
beforeEach(() => {
  table = new ObjectTable();
});

const unreadable = (message: RegExp) =>
  expect.objectContaining({ code: 'IMAGE_UNREADABLE', message: expect.stringMatching(message) });

async function embed(bytes: Uint8Array): Promise<PdfStream> {
  const { reference } = await embedImage(table, bytes);
  return streamOf(reference);
}

function streamOf(object: PdfObject): PdfStream {
  const found = object.kind === 'reference' ? table.get(object) : object;
  if (found?.kind !== 'stream') throw new Error('no stream');
  return found;
}

function samples(stream: PdfStream): readonly number[] {
  return [...inflate(stream.bytes, 1 << 20)];
}

/** The profile of an image, as it was before it was put into the PDF. */
function profileOf(image: PdfStream): readonly number[] | undefined {
  const colorSpace = entry(image.dictionary, 'ColorSpace');
  const reference = colorSpace.kind === 'array' ? colorSpace.items[1] : undefined;
  if (reference === undefined) return undefined;
  const stream = streamOf(reference);
  return entry(stream.dictionary, 'Filter').kind === 'null' ? [...stream.bytes] : samples(stream);
}

describe('a PNG', () => {
  const kinds: readonly (readonly [string, TestPng, readonly number[]])[] = [
    ['grey', { width: 2, height: 1, colorType: 0, rows: [[0, 200]] }, [0, 0, 0, 200, 200, 200]],
    [
      'black and white',
      { width: 4, height: 1, colorType: 0, depth: 1, rows: [[0b01100000]] },
      [0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0],
    ],
    [
      'colour',
      {
        width: 1,
        height: 2,
        colorType: 2,
        rows: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      [1, 2, 3, 4, 5, 6],
    ],
    [
      '16 bits',
      { width: 1, height: 1, colorType: 2, depth: 16, rows: [[0x12, 0xff, 0x34, 0xff, 0x56, 0xff]] },
      [0x12, 0x34, 0x56],
    ],
    [
      'palette',
      {
        width: 2,
        height: 1,
        colorType: 3,
        rows: [[1, 0]],
        chunks: [['PLTE', [10, 20, 30, 40, 50, 60]]],
      },
      [40, 50, 60, 10, 20, 30],
    ],
    [
      'interlaced',
      { width: 2, height: 2, colorType: 0, interlaced: true, rows: [[10], [20], [30, 40]] },
      [10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40],
    ],
  ];

  it.each(kinds)('keeps its pixels: %s', async (_, png, expected) => {
    const image = await embed(buildTestPng(png));
    expect(samples(image)).toEqual(expected);
    expect(entry(image.dictionary, 'Width')).toMatchObject({ value: png.width });
    expect(entry(image.dictionary, 'Height')).toMatchObject({ value: png.height });
    expect(entry(image.dictionary, 'SMask').kind).toBe('null');
  });

  it('keeps its alpha as a soft mask', async () => {
    const png = buildTestPng({ width: 2, height: 1, colorType: 6, rows: [[255, 0, 0, 255, 0, 255, 0, 64]] });
    const image = await embed(png);
    expect(samples(image)).toEqual([255, 0, 0, 0, 255, 0]);
    const mask = streamOf(entry(image.dictionary, 'SMask'));
    expect(samples(mask)).toEqual([255, 64]);
    expect(entry(mask.dictionary, 'ColorSpace')).toMatchObject({ value: 'DeviceGray' });
  });

  it('keeps the alpha of its palette, and of grey', async () => {
    const chunks = [['PLTE', [10, 20, 30]] as const, ['tRNS', [99]] as const];
    const palette = await embed(buildTestPng({ width: 1, height: 1, colorType: 3, rows: [[0]], chunks }));
    expect(samples(streamOf(entry(palette.dictionary, 'SMask')))).toEqual([99]);
    const grey = await embed(buildTestPng({ width: 1, height: 1, colorType: 4, rows: [[7, 8]] }));
    expect(samples(streamOf(entry(grey.dictionary, 'SMask')))).toEqual([8]);
  });

  it('has no soft mask when it is opaque', async () => {
    expect(entry((await embed(flatPng(2, 2, [1, 2, 3, 255]))).dictionary, 'SMask').kind).toBe('null');
  });

  it('keeps its RGB profile, and no other', async () => {
    const png = { width: 1, height: 1, colorType: 2, rows: [[1, 2, 3]] } as const;
    const rgb = testProfile('RGB ');
    expect(profileOf(await embed(buildTestPng({ ...png, chunks: [iccChunk(rgb)] })))).toEqual(rgb);
    const grey = await embed(buildTestPng({ ...png, chunks: [iccChunk(testProfile('GRAY'))] }));
    expect(profileOf(grey)).toBeUndefined();
    expect(entry(grey.dictionary, 'ColorSpace')).toMatchObject({ value: 'DeviceRGB' });
  });

  it('is read where it lies in a larger array', async () => {
    const png = flatPng(1, 1, [9, 8, 7, 255]);
    const larger = new Uint8Array(png.length + 20);
    larger.set(png, 10);
    expect(samples(await embed(larger.subarray(10, 10 + png.length)))).toEqual([9, 8, 7]);
  });
});

describe('a PNG that is not whole', () => {
  const png = flatPng(8, 8, [200, 0, 0, 128]);

  it('is refused wherever it is cut off', async () => {
    for (let length = 8; length < png.length; length += 7) {
      await expect(embed(png.slice(0, length))).rejects.toEqual(unreadable(/cut off/));
    }
  });

  it('is refused when a byte of it differs', async () => {
    for (let at = 8; at < png.length; at += 5) {
      const damaged = png.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      await expect(embed(damaged)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
    }
  });

  const tiny: TestPng = { width: 1, height: 1, colorType: 2, rows: [[1, 2, 3]] };
  it.each([
    ['rows are missing', /lacks rows/, { ...tiny, height: 2 }],
    [
      'there are more rows than it says',
      /pixels .* damaged/,
      {
        ...tiny,
        rows: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
    ],
    ['it is animated', /animated/, { ...tiny, chunks: [['acTL', [0, 0, 0, 1, 0, 0, 0, 0]] as const] }],
    ['it has no pixel', /no size/, { ...tiny, width: 0 }],
    ['it has too many pixels', /too many/, { ...tiny, width: 100_000, height: 100_000 }],
    ['its depth is none of its colour type', /colour type/, { ...tiny, depth: 4 }],
    ['its profile is damaged', /profile/, { ...tiny, chunks: [['iCCP', [65, 0, 0, 1, 2, 3]] as const] }],
  ] satisfies readonly (readonly [string, RegExp, TestPng])[])(
    'is refused when %s',
    async (_, message, damaged) => {
      await expect(embed(buildTestPng(damaged))).rejects.toEqual(unreadable(message));
    },
  );
});

describe('a JPEG', () => {
  it('is taken over as it is', async () => {
    const jpeg = buildTestJpeg({ samples: [0, 256, 0] });
    const image = await embed(jpeg);
    expect(image.bytes).toEqual(jpeg);
    expect(entry(image.dictionary, 'Filter')).toMatchObject({ value: 'DCTDecode' });
    expect(entry(image.dictionary, 'ColorSpace')).toMatchObject({ value: 'DeviceRGB' });
    expect(entry(image.dictionary, 'Width')).toMatchObject({ value: 8 });
  });

  it('has the colour space of its components', async () => {
    const grey = await embed(buildTestJpeg({ samples: [0] }));
    expect(entry(grey.dictionary, 'ColorSpace')).toMatchObject({ value: 'DeviceGray' });
    const inks = await embed(buildTestJpeg({ samples: [0, 0, 0, 0] }));
    expect(entry(inks.dictionary, 'ColorSpace')).toMatchObject({ value: 'DeviceCMYK' });
  });

  it('has inverted inks only where Adobe wrote it', async () => {
    const adobe = await embed(buildTestJpeg({ samples: [0, 0, 0, 0], adobe: true }));
    expect(entry(adobe.dictionary, 'Decode')).toMatchObject({ kind: 'array' });
    const other = await embed(buildTestJpeg({ samples: [0, 0, 0, 0] }));
    expect(entry(other.dictionary, 'Decode').kind).toBe('null');
    const grey = await embed(buildTestJpeg({ samples: [0], adobe: true }));
    expect(entry(grey.dictionary, 'Decode').kind).toBe('null');
  });

  it('keeps its profile, joined from its parts', async () => {
    const profile = testProfile('CMYK');
    const parts = [profile.slice(0, 60), profile.slice(60)];
    expect(profileOf(await embed(buildTestJpeg({ samples: [0, 0, 0, 0], profile: parts })))).toEqual(profile);
  });

  it('does not take a profile for another number of components', async () => {
    expect(
      profileOf(await embed(buildTestJpeg({ samples: [0], profile: [testProfile('CMYK')] }))),
    ).toBeUndefined();
  });

  it('may be followed by other data', async () => {
    const jpeg = buildTestJpeg({ samples: [0] });
    await expect(embed(Uint8Array.from([...jpeg, 0, 0, 1, 2, 3]))).resolves.toBeDefined();
  });

  it('is refused wherever it is cut off', async () => {
    const jpeg = buildTestJpeg({ samples: [0, 256, 0], profile: [testProfile('RGB ')] });
    for (let length = 3; length < jpeg.length; length += 3) {
      await expect(embed(jpeg.slice(0, length))).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
    }
  });

  it.each([
    ['lossless', /baseline/, { samples: [0], frame: 0xc3 }],
    ['arithmetic-coded', /baseline/, { samples: [0], frame: 0xc9 }],
    ['without a frame', /no frame/, { samples: [0], frame: 0xe5 }],
    ['of 12 bits', /12 bits/, { samples: [0], frame: 0xc1, precision: 12 }],
    ['of two components', /2 components/, { samples: [0, 0] }],
  ] satisfies readonly (readonly [string, RegExp, TestJpeg])[])(
    'is refused: %s',
    async (_, message, jpeg) => {
      await expect(embed(buildTestJpeg(jpeg))).rejects.toEqual(unreadable(message));
    },
  );
});

describe('what is no PNG and no JPEG', () => {
  it.each([
    ['a GIF', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61]],
    ['an SVG', [0x3c, 0x73, 0x76, 0x67]],
    ['nothing', []],
  ])('is refused: %s', async (_, bytes) => {
    await expect(embed(Uint8Array.from(bytes))).rejects.toEqual(unreadable(/neither/));
  });
});
