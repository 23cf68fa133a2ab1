import { describe, expect, it } from 'vitest';
import { type Character, splitCharacters } from './characters.ts';
import { glyphOf, openFont } from './font.ts';
import { buildTestCollection, buildTestFont, type TestFont } from './test-fonts.ts';

const unsupported = (message: RegExp) =>
  expect.objectContaining({ code: 'FONT_UNSUPPORTED', message: expect.stringMatching(message) });

function character(text: string): Character {
  const [first] = splitCharacters(text);
  if (first === undefined) throw new Error('no character');
  return first;
}

async function glyphNumber(font: TestFont, text: string): Promise<number> {
  return glyphOf(await openFont(buildTestFont(font)), character(text)).id;
}

describe('a font', () => {
  it('has its characters', async () => {
    expect(await glyphNumber({ characters: '株𠮷a' }, '株')).toBe(1);
    expect(await glyphNumber({ characters: '株𠮷a' }, '𠮷')).toBe(2);
  });

  it('names the character that it lacks', async () => {
    await expect(glyphNumber({ characters: '吉' }, '𠮷')).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
      message: 'the font has no glyph for 𠮷 U+20BB7',
      facts: { codePoint: 0x20bb7 },
    });
  });
});

describe('a variation sequence', () => {
  const font: TestFont = {
    characters: '葛辻',
    variations: ['葛\u{E0100}', '辻\u{E0101}'],
    defaultVariations: ['葛\u{E0101}', '辻\u{E0100}'],
  };

  it('is drawn by the glyph that it has', async () => {
    expect(await glyphNumber(font, '葛\u{E0100}')).toBe(3);
    expect(await glyphNumber(font, '辻\u{E0101}')).toBe(4);
  });

  it('is drawn by the glyph of its base where the font says so', async () => {
    expect(await glyphNumber(font, '葛\u{E0101}')).toBe(1);
    expect(await glyphNumber(font, '辻\u{E0100}')).toBe(2);
  });

  it('is never drawn in another form than the one it asks for', async () => {
    await expect(glyphNumber(font, '葛\u{E0102}')).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
      message: expect.stringContaining('U+845B U+E0102 in that form'),
      facts: { codePoint: 0x845b, selector: 0xe0102 },
    });
    await expect(glyphNumber({ characters: '葛' }, '葛\u{E0100}')).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
    });
  });

  it('needs a base', async () => {
    await expect(glyphNumber({ characters: '\u{E0100}' }, '葛\u{E0100}')).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
      message: expect.not.stringContaining('in that form'),
    });
  });
});

describe('what is no single embeddable font', () => {
  it('is refused as a collection, naming what is in it', async () => {
    const collection = buildTestCollection([
      { characters: 'a', name: 'Sample Gothic' },
      { characters: 'a', name: 'Sample P Gothic' },
    ]);
    await expect(openFont(collection)).rejects.toEqual(unsupported(/Sample Gothic, Sample P Gothic$/));
  });

  it.each([
    [
      'web font',
      /web font/,
      Uint8Array.from([...'wOF2'].map((c) => c.charCodeAt(0)).concat(new Array(60).fill(0))),
    ],
    ['picture', /neither/, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])],
    ['empty file', /neither/, new Uint8Array()],
    ['font that was cut off', /cut off/, buildTestFont({ characters: 'a' }).slice(0, 400)],
    ['directory that was cut off', /cut off/, buildTestFont({ characters: 'a' }).slice(0, 20)],
    ['collection that was cut off', /cut off/, buildTestCollection([{ characters: 'a' }]).slice(0, 40)],
    ['font without a cmap', /no table cmap/, buildTestFont({ characters: 'a', without: ['cmap'] })],
    ['font without outlines', /no outlines/, buildTestFont({ characters: 'a', without: ['glyf'] })],
    ['variable font', /variable/, buildTestFont({ characters: 'a', empty: ['fvar'] })],
    [
      'font that must not be embedded',
      /forbids to embed/,
      buildTestFont({ characters: 'a', fsType: 0x0002 }),
    ],
    ['font that must not be cut', /forbids to cut/, buildTestFont({ characters: 'a', fsType: 0x0104 })],
    ['font of bitmaps', /bitmaps/, buildTestFont({ characters: 'a', fsType: 0x0200 })],
  ])('is refused: a %s', async (_, message, bytes) => {
    await expect(openFont(bytes)).rejects.toEqual(unsupported(message));
  });

  it('is accepted when it may be embedded for preview and print', async () => {
    await expect(openFont(buildTestFont({ characters: 'a', fsType: 0x0004 }))).resolves.toBeDefined();
  });
});
