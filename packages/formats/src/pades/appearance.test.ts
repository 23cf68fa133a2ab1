import { digestBytes } from '@eseal/core/crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTestFont } from './appearance/test-fonts.ts';
import { flatPng } from './appearance/test-images.ts';
import { writeDocument } from './appearance/test-page.ts';
import {
  type CompiledAppearance,
  createVisibleSeal,
  type SealText,
  type VisibleSealOptions,
} from './appearance.ts';
import { entry, type PdfObject, pdfDictionary } from './pdf/objects.ts';

const FONT = buildTestFont({ characters: '株式会社サンプル印 ', variations: ['印\u{E0100}'] });
/** The fonts of these tests are small: they are embedded whole. */
const subsetter = async (font: Uint8Array): Promise<Uint8Array> => font;
const text = (options: Partial<SealText> = {}): SealText => ({
  lines: '株式会社サンプル',
  font: FONT,
  size: 10,
  subsetter,
  ...options,
});
const compile = (options: Partial<VisibleSealOptions>): Promise<CompiledAppearance> =>
  createVisibleSeal({ width: 60, height: 20, ...options }).compile();

/** All bytes of an appearance. */
function bytesOf({ objects }: CompiledAppearance): Uint8Array {
  return writeDocument(
    [...objects.map(({ id, object }) => [id, object] as const), [99, pdfDictionary([])]],
    99,
  );
}

function objectOf({ objects }: CompiledAppearance, id: number): PdfObject {
  const found = objects.find((one) => one.id === id)?.object;
  if (found === undefined) throw new Error(`no object ${id}`);
  return found;
}

/** Content of the form XObject. */
function contentOf(appearance: CompiledAppearance): string {
  const form = objectOf(appearance, appearance.form);
  return form.kind === 'stream' ? new TextDecoder().decode(form.bytes) : '';
}

/** Where the lines of text begin. */
function positionsOf(appearance: CompiledAppearance): readonly (readonly number[])[] {
  return [...contentOf(appearance).matchAll(/1 0 0 1 (\S+) (\S+) Tm/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
}

describe('a visible seal', () => {
  it('is a form XObject of its size in points', async () => {
    const appearance = await compile({ border: { width: 1 } });
    expect(appearance.width).toBeCloseTo((60 * 72) / 25.4, 9);
    expect(appearance.height).toBeCloseTo((20 * 72) / 25.4, 9);
    const form = objectOf(appearance, appearance.form);
    if (form.kind !== 'stream') throw new Error('no stream');
    expect(entry(form.dictionary, 'Subtype')).toMatchObject({ value: 'Form' });
    expect(entry(form.dictionary, 'BBox')).toMatchObject({
      items: [{ value: 0 }, { value: 0 }, { value: 170.07874 }, { value: 56.692913 }],
    });
  });

  it('has numbers from 1 on, and refers to nothing else', async () => {
    const appearance = await compile({ text: text(), image: { bytes: flatPng(2, 2, [200, 0, 0, 90]) } });
    const ids = appearance.objects.map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    for (const { object } of appearance.objects) {
      for (const id of referencesOf(object)) expect(ids).toContain(id);
    }
  });

  it('is drawn once, however often it is placed', async () => {
    let cut = 0;
    const counting = async (font: Uint8Array): Promise<Uint8Array> => {
      cut += 1;
      return font;
    };
    const seal = createVisibleSeal({ width: 60, height: 20, text: text({ subsetter: counting }) });
    const [first, second] = await Promise.all([seal.compile(), seal.compile()]);
    expect(second).toBe(first);
    expect(await seal.compile()).toBe(first);
    expect(cut).toBe(1);
  });

  it('is drawn again after it failed', async () => {
    let calls = 0;
    const flaky = async (font: Uint8Array): Promise<Uint8Array> => {
      calls += 1;
      if (calls === 1) throw new Error('offline');
      return font;
    };
    const seal = createVisibleSeal({ width: 60, height: 20, text: text({ subsetter: flaky }) });
    await expect(seal.compile()).rejects.toMatchObject({ code: 'FONT_UNSUPPORTED' });
    await expect(seal.compile()).resolves.toBeDefined();
  });

  it('has the same bytes for the same options, in every process and on every platform', async () => {
    const options = {
      text: text({ lines: ['株式会社サンプル', '印\u{E0100}'], color: '#102030', align: 'center' }),
      image: { bytes: flatPng(4, 4, [199, 30, 26, 128]), x: 40, width: 20, height: 20 },
      border: { width: 0.5, color: '#888888' },
    } as const;
    const bytes = bytesOf(await compile(options));
    expect(bytesOf(await compile(options))).toEqual(bytes);
    expect(toHex(await digestBytes('SHA-256', bytes))).toMatchInlineSnapshot(
      `"1aff03d52da6c58244c5ee71feafd6a178446004339bcd7904cfe040d7195aff"`,
    );
  });

  it('has other bytes for other text', async () => {
    const one = bytesOf(await compile({ text: text({ lines: '株式' }) }));
    expect(bytesOf(await compile({ text: text({ lines: '会社' }) }))).not.toEqual(one);
  });

  it('tells its options as plain data, without its subsetter', () => {
    const { parameters } = createVisibleSeal({ width: 60, height: 20, text: text() });
    expect(parameters).toEqual({
      width: 60,
      height: 20,
      text: { lines: '株式会社サンプル', font: FONT, size: 10 },
    });
  });
});

describe('its parts', () => {
  it('lie over one another: background, border, text, image', async () => {
    const content = contentOf(
      await compile({
        background: '#ffffff',
        border: { width: 1 },
        text: text(),
        image: { bytes: flatPng(1, 1, [255, 0, 0, 255]) },
      }),
    );
    const order = ['re f', 're S', 'Tj', '/Im0 Do'].map((operator) => content.indexOf(operator));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order.every((at) => at >= 0)).toBe(true);
  });

  it('are cut off at the image area when it is covered', async () => {
    const image = { bytes: flatPng(2, 1, [255, 0, 0, 255]), width: 10, height: 10 };
    expect(contentOf(await compile({ image: { ...image, fit: 'cover' } }))).toContain(' re W n ');
    expect(contentOf(await compile({ image }))).not.toContain(' W n');
  });

  it('turn with the seal, whose sides change places', async () => {
    const upright = await compile({ border: { width: 1 } });
    const turned = await compile({ border: { width: 1 }, rotation: 90 });
    expect([turned.width, turned.height]).toEqual([upright.height, upright.width]);
    expect(contentOf(turned)).toContain('0 -1 1 0 0 170.0787 cm');
    const over = await compile({ border: { width: 1 }, rotation: 180 });
    expect([over.width, over.height]).toEqual([upright.width, upright.height]);
  });

  it('are nothing but what was asked for: a border needs one object', async () => {
    expect((await compile({ border: { width: 1 } })).objects).toHaveLength(1);
  });
});

describe('its text', () => {
  it('is drawn by glyph, one code each', async () => {
    const content = contentOf(await compile({ text: text({ lines: '株印\u{E0100}印' }) }));
    expect(content).toContain('<0001000B0009> Tj');
  });

  it('is set from the top left by default', async () => {
    const [[x, y] = []] = positionsOf(await compile({ text: text() }));
    // A line of 13 points; ascent 0.88 and descent 0.12 in its middle.
    expect(x).toBe(0);
    expect(y).toBeCloseTo((20 * 72) / 25.4 - 6.5 - 3.8, 3);
  });

  it.each([
    ['left', 0],
    ['center', (170.0787 - 48) / 2],
    ['right', 170.0787 - 48],
  ] as const)('is aligned: %s', async (align, expected) => {
    const [[x] = []] = positionsOf(await compile({ text: text({ align }) }));
    expect(x).toBeCloseTo(expected, 3);
  });

  it.each([
    ['top', 56.6929 - 13],
    ['middle', (56.6929 - 13) / 2],
    ['bottom', 0],
  ] as const)('is aligned: %s', async (verticalAlign, bottomOfLine) => {
    const [[, y] = []] = positionsOf(await compile({ text: text({ verticalAlign }) }));
    expect(y).toBeCloseTo(bottomOfLine + 6.5 - 3.8, 3);
  });

  it('has a line for each line feed, empty ones too', async () => {
    const lines = positionsOf(await compile({ text: text({ lines: '株式\n\r\n会社' }) }));
    expect(lines).toHaveLength(2);
    expect((lines[0]?.[1] ?? 0) - (lines[1]?.[1] ?? 0)).toBeCloseTo(26, 3);
  });

  it('is wrapped to its area', async () => {
    const area = { width: 13, lineHeight: 1.5 };
    const lines = positionsOf(await compile({ text: text({ lines: '株式会社サンプル', ...area }) }));
    expect(lines).toHaveLength(2);
    expect((lines[0]?.[1] ?? 0) - (lines[1]?.[1] ?? 0)).toBeCloseTo(15, 3);
  });

  it('is refused where it does not fit', async () => {
    const tall = compile({ text: text({ lines: ['株', '株', '株', '株', '株'] }) });
    await expect(tall).rejects.toMatchObject({
      code: 'APPEARANCE_OVERFLOW',
      message: expect.stringMatching(/5 lines .* 22.93 mm high/),
    });
    const wide = compile({ text: text({ lines: '株', size: 40, width: 5 }) });
    await expect(wide).rejects.toMatchObject({
      code: 'APPEARANCE_OVERFLOW',
      message: '"株" is 8.47 mm wide, and there are 5 mm',
      facts: { availableMillimetres: 5 },
    });
  });

  it('is refused when the font lacks a character, before anything is cut', async () => {
    const never = async (): Promise<Uint8Array> => {
      throw new Error('cut in vain');
    };
    const lacking = compile({ text: text({ lines: '株式会社髙﨑', subsetter: never }) });
    await expect(lacking).rejects.toMatchObject({
      code: 'GLYPH_MISSING',
      message: expect.stringContaining('髙 U+9AD9'),
    });
  });

  it('is refused when the subsetter loses a character', async () => {
    const losing = async (): Promise<Uint8Array> => buildTestFont({ characters: '株式サンプル' });
    await expect(compile({ text: text({ subsetter: losing }) })).rejects.toMatchObject({
      code: 'FONT_UNSUPPORTED',
      message: expect.stringContaining('the subsetter lost 会'),
    });
  });

  it('needs no font when it is empty', async () => {
    const empty = await compile({
      text: text({ lines: ['', ''], font: new Uint8Array() }),
      border: { width: 1 },
    });
    expect(empty.objects).toHaveLength(1);
  });

  it('is drawn, or refused by a code, whatever is wrong with the font', async () => {
    const damage = fc.array(fc.tuple(fc.nat({ max: FONT.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const font = FONT.slice();
        for (const [at, value] of changes) font[at] = value;
        const code = await compile({ text: text({ font }) }).then(
          () => 'drawn',
          (error: { code?: string }) => error.code,
        );
        expect(['drawn', 'FONT_UNSUPPORTED', 'GLYPH_MISSING', 'APPEARANCE_OVERFLOW']).toContain(code);
      }),
    );
  });
});

describe('options that nothing can be drawn from', () => {
  const image = { bytes: flatPng(1, 1, [0, 0, 0, 255]) };
  it.each<[string, object]>([
    ['image', {}],
    ['width', { width: 0, image }],
    ['width', { width: Number.NaN, image }],
    ['height', { height: 2000, image }],
    ['height', { height: '20', image }],
    ['rotation', { rotation: 45, image }],
    ['image.bytes', { image: { bytes: [1, 2, 3] } }],
    ['image.x', { image: { ...image, x: -1 } }],
    ['image.width', { image: { ...image, width: 0 } }],
    ['image.fit', { image: { ...image, fit: 'fill' } }],
    ['text.font', { text: { ...text(), font: 'Noto' } }],
    ['text.lines', { text: { ...text(), lines: [1] } }],
    ['text.lines', { text: { ...text(), lines: undefined } }],
    ['text.size', { text: { ...text(), size: 0 } }],
    ['text.lineHeight', { text: { ...text(), lineHeight: -1 } }],
    ['text.color', { text: { ...text(), color: 'red' } }],
    ['text.align', { text: { ...text(), align: 'justify' } }],
    ['text.verticalAlign', { text: { ...text(), verticalAlign: 'center' } }],
    ['text.y', { text: { ...text(), y: Number.NaN } }],
    ['border.width', { border: { width: Number.POSITIVE_INFINITY } }],
    ['border.color', { border: { width: 1, color: '#12' } }],
    ['background', { background: '' }],
  ])('are refused at once, naming %s', (option, options) => {
    const all = { width: 60, height: 20, ...options } as VisibleSealOptions;
    expect(() => createVisibleSeal(all)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', facts: { option } }),
    );
  });
});

function referencesOf(object: PdfObject): readonly number[] {
  switch (object.kind) {
    case 'reference':
      return [object.id];
    case 'array':
      return object.items.flatMap(referencesOf);
    case 'dictionary':
      return [...object.entries.values()].flatMap(referencesOf);
    case 'stream':
      return referencesOf(object.dictionary);
    default:
      return [];
  }
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
