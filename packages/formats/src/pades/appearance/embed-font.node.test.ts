/**
 * Real fonts, cut and embedded: what the tests with small fonts of our own cannot show.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { entry, type PdfDictionary, type PdfObject } from '../pdf/objects.ts';
import { splitCharacters } from './characters.ts';
import type { CompiledAppearance } from './compiled-appearance.ts';
import { defaultSubsetter } from './default-subsetter-node.ts';
import { openFont } from './font.ts';
import { createHarfbuzzSubsetter } from './harfbuzz-subsetter.ts';
import { subsetFont } from './subset.ts';
import { buildTestCollection } from './test-fonts.ts';
import { flatPng } from './test-images.ts';

const examples = createRequire(new URL('../../../../../examples/package.json', import.meta.url));
const NOTO = readFileSync(
  examples.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
);
const CID_KEYED = readFileSync(join(import.meta.dirname, 'vectors/noto-sans-cjk-jp-subset.otf'));
const TEXT = '株式会社サンプル 御請求書 髙﨑 Office';

afterEach(() => {
  vi.doUnmock('pdf-lib');
  vi.doUnmock('@pdf-lib/fontkit');
  vi.doUnmock('subset-font');
  vi.resetModules();
});

describe('a font of 5 MB', () => {
  it('is cut to the glyphs of the text, without those that only ligatures would reach', async () => {
    const subset = await subsetFont(await openFont(NOTO), splitCharacters(TEXT));
    expect(subset.fontkit.numGlyphs).toBe(1 + new Set(TEXT).size);
    expect(subset.bytes.length).toBeLessThan(10_000);
    expect(subset.tables.has('GSUB')).toBe(false);
  });

  it('is cut to the same bytes in Node and where HarfBuzz is loaded by the caller', async () => {
    const files = createRequire(createRequire(import.meta.url).resolve('subset-font'));
    const wasm = join(dirname(files.resolve('harfbuzzjs')), 'harfbuzz-subset.wasm');
    const cut = createHarfbuzzSubsetter(async () => new Uint8Array(readFileSync(wasm)));
    for (const font of [NOTO, CID_KEYED])
      expect(await cut(font, TEXT)).toEqual(await defaultSubsetter(font, TEXT));
  });
});

describe('a composite font', () => {
  it('of TrueType outlines numbers its glyphs by their place', async () => {
    const { font, descriptor } = await embedded(NOTO);
    expect(nameOf(entry(font, 'Subtype'))).toBe('CIDFontType2');
    expect(entry(descriptor, 'FontFile2').kind).toBe('reference');
    expect(nameOf(entry(font, 'BaseFont'))).toMatch(/^[A-Z]{6}\+NotoSansJP-Regular$/);
  });

  it('of CID-keyed outlines numbers its glyphs by CID, and embeds the table CFF alone', async () => {
    const { font, descriptor, appearance } = await embedded(CID_KEYED);
    expect(nameOf(entry(font, 'Subtype'))).toBe('CIDFontType0');
    const file = resolve(appearance, entry(descriptor, 'FontFile3'));
    if (file.kind !== 'stream') throw new Error('no font file');
    expect(nameOf(entry(file.dictionary, 'Subtype'))).toBe('CIDFontType0C');
    // CID 1 is the space in Adobe-Japan1, where the glyph of the cut font has another place.
    const widths = entry(font, 'W');
    expect(widths.kind === 'array' && widths.items[0]).toMatchObject({ kind: 'integer', value: 1 });
  });
});

describe('a visible seal', () => {
  const fail = (name: string) => () => {
    throw new Error(`${name} was loaded`);
  };

  it('of an image loads no library for fonts', async () => {
    vi.doMock('@pdf-lib/fontkit', fail('fontkit'));
    vi.doMock('subset-font', fail('subset-font'));
    const { createVisibleSeal } = await import('../appearance.ts');
    const image = { bytes: flatPng(2, 2, [200, 0, 0, 128]) };
    await expect(createVisibleSeal({ width: 10, height: 10, image }).compile()).resolves.toBeDefined();
    const text = { lines: 'a', font: NOTO, size: 10 };
    await expect(createVisibleSeal({ width: 10, height: 10, text }).compile()).rejects.toThrow();
  });

  it('loads nothing before it is compiled, and nothing for a border', async () => {
    for (const name of ['pdf-lib', '@pdf-lib/fontkit', 'subset-font']) vi.doMock(name, fail(name));
    const { createVisibleSeal } = await import('../appearance.ts');
    createVisibleSeal({ width: 10, height: 10, text: { lines: 'a', font: NOTO, size: 10 } });
    await expect(
      createVisibleSeal({ width: 10, height: 10, border: { width: 1 } }).compile(),
    ).resolves.toBeDefined();
    const image = { bytes: flatPng(2, 2, [200, 0, 0, 128]) };
    await expect(createVisibleSeal({ width: 10, height: 10, image }).compile()).rejects.toThrow();
  });

  it('refuses a collection before any subsetter sees it', async () => {
    const { createVisibleSeal } = await import('../appearance.ts');
    const font = buildTestCollection([{ characters: 'a', name: 'MS Gothic' }]);
    const seal = createVisibleSeal({ width: 10, height: 10, text: { lines: 'a', font, size: 10 } });
    await expect(seal.compile()).rejects.toMatchObject({ message: expect.stringContaining('MS Gothic') });
  });
});

/** The CIDFont of a text and its descriptor. */
async function embedded(file: Uint8Array): Promise<{
  readonly appearance: CompiledAppearance;
  readonly font: PdfDictionary;
  readonly descriptor: PdfDictionary;
}> {
  const { createVisibleSeal } = await import('../appearance.ts');
  const text = { lines: TEXT, font: file, size: 6 };
  const appearance = await createVisibleSeal({ width: 80, height: 10, text }).compile();
  const font = appearance.objects
    .map(({ object }) => object)
    .find(
      (object): object is PdfDictionary =>
        object.kind === 'dictionary' && object.entries.has('FontDescriptor'),
    );
  if (font === undefined) throw new Error('no CIDFont');
  const descriptor = resolve(appearance, entry(font, 'FontDescriptor'));
  if (descriptor.kind !== 'dictionary') throw new Error('no descriptor');
  return { appearance, font, descriptor };
}

function resolve({ objects }: CompiledAppearance, object: PdfObject): PdfObject {
  const found = object.kind === 'reference' ? objects.find(({ id }) => id === object.id)?.object : object;
  if (found === undefined) throw new Error('no such object');
  return found;
}

function nameOf(object: PdfObject): string {
  return object.kind === 'name' ? object.value : '';
}
