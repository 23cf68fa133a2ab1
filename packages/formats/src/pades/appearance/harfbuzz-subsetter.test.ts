import { describe, expect, it } from 'vitest';
import { createVisibleSeal } from '../appearance.ts';
import { splitCharacters } from './characters.ts';
import { glyphOf, openFont } from './font.ts';
import { createHarfbuzzSubsetter } from './harfbuzz-subsetter.ts';
import { buildTestFont } from './test-fonts.ts';

declare global {
  interface ImportMeta {
    /** Vite's, as these tests need it. */
    glob(
      pattern: string,
      options: { query: string; import: string; exhaustive: boolean },
    ): Record<string, () => Promise<unknown>>;
  }
}

// harfbuzzjs is a dependency of subset-font and lies where pnpm has put it; inlined it is a data: URL in every runtime.
const found = import.meta.glob(
  '/node_modules/.pnpm/harfbuzzjs@*/node_modules/harfbuzzjs/dist/harfbuzz*.wasm',
  {
    query: '?url&inline',
    import: 'default',
    exhaustive: true,
  },
);

async function load(name: string): Promise<ArrayBuffer> {
  const [, give] = Object.entries(found).find(([path]) => path.endsWith(`/${name}`)) ?? [];
  if (give === undefined) throw new Error(`${name} is not installed`);
  return (await fetch(String(await give()))).arrayBuffer();
}

const loadSubset = () => load('harfbuzz-subset.wasm');
const FONT = buildTestFont({
  characters: 'abcdefghij葛',
  variations: ['葛\u{E0100}', '葛\u{E0102}'],
  defaultVariations: ['葛\u{E0101}'],
});

describe('HarfBuzz as a subsetter', () => {
  it('keeps the glyphs of a text and their sequences, and nothing else', async () => {
    const subset = await createHarfbuzzSubsetter(loadSubset)(FONT, 'cf葛\u{E0100}葛\u{E0101}');
    const font = await openFont(subset);
    // .notdef, c, f, and two forms of 葛
    expect(font.fontkit.numGlyphs).toBe(5);
    const glyphs = splitCharacters('cf葛葛\u{E0100}葛\u{E0101}').map(
      (character) => glyphOf(font, character).id,
    );
    expect(glyphs[4]).toBe(glyphs[2]);
    expect(new Set(glyphs).size).toBe(4);
    for (const lost of splitCharacters('a葛\u{E0102}')) {
      expect(() => glyphOf(font, lost)).toThrow(expect.objectContaining({ code: 'GLYPH_MISSING' }));
    }
  });

  it('loads its WebAssembly once', async () => {
    let loads = 0;
    const cut = createHarfbuzzSubsetter(() => {
      loads += 1;
      return loadSubset();
    });
    const [one, two] = await Promise.all([cut(FONT, 'a'), cut(FONT, 'b')]);
    expect(await cut(FONT, 'a')).toEqual(one);
    expect(two).not.toEqual(one);
    expect(loads).toBe(1);
  });

  it('takes a compiled module too', async () => {
    const module = await WebAssembly.compile(await loadSubset());
    await expect(createHarfbuzzSubsetter(async () => module)(FONT, 'a')).resolves.toBeInstanceOf(Uint8Array);
  });

  it('loads again after it could not', async () => {
    let loads = 0;
    const cut = createHarfbuzzSubsetter(async () => {
      loads += 1;
      if (loads === 1) throw new Error('offline');
      return loadSubset();
    });
    await expect(cut(FONT, 'a')).rejects.toMatchObject({
      code: 'FONT_SUBSETTER_MISSING',
      cause: expect.objectContaining({ message: 'offline' }),
    });
    await expect(cut(FONT, 'a')).resolves.toBeDefined();
  });

  it.each([
    ['HarfBuzz without its subsetter', () => load('harfbuzz.wasm')],
    ['an HTML page', async () => new TextEncoder().encode('<!doctype html>')],
    ['an empty module', async () => Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
  ])('refuses another WebAssembly: %s', async (_, other) => {
    await expect(createHarfbuzzSubsetter(other)(FONT, 'a')).rejects.toMatchObject({
      code: 'FONT_SUBSETTER_MISSING',
    });
  });

  it('draws a seal', async () => {
    const text = { lines: 'bad葛', font: FONT, size: 10, subsetter: createHarfbuzzSubsetter(loadSubset) };
    const { objects } = await createVisibleSeal({ width: 40, height: 10, text }).compile();
    expect(objects.length).toBeGreaterThan(5);
  });

  it('says that a font cannot be used when it cannot cut it', async () => {
    const damaged = buildTestFont({ characters: 'a', empty: ['CFF '] });
    const text = { lines: 'a', font: damaged, size: 10, subsetter: createHarfbuzzSubsetter(loadSubset) };
    await expect(createVisibleSeal({ width: 40, height: 10, text }).compile()).rejects.toMatchObject({
      code: 'FONT_UNSUPPORTED',
    });
  });
});
