/**
 * Visible seals as poppler draws them. What counts is the pixels: text that can be extracted may still be missing on the
 * page. The glyphs are compared with those of the whole font, drawn by pdf-lib without any part of ours.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestJpeg, flatPng, testProfile } from './appearance/test-images.ts';
import { buildPageOf } from './appearance/test-page.ts';
import { type CompiledAppearance, createVisibleSeal, type VisibleSealOptions } from './appearance.ts';
import { buildTestPdf, testStream } from './pdf/test-documents.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

const needed = ['pdftoppm', 'pdftotext', 'qpdf'].filter(
  (command) => spawnSync(command, ['--version']).error !== undefined,
);
if (needed.length > 0)
  console.warn(`missing: ${needed.join(', ')}; what visible seals look like is not tested`);

// The font is installed for the examples.
const examples = createRequire(new URL('../../../../examples/package.json', import.meta.url));
const FONTS: readonly (readonly [name: string, path: string | undefined])[] = [
  ['IPA Gothic', installedFont('IPAGothic', 'ipag.ttf')],
  ['Noto Sans JP', examples.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf')],
  ['a CID-keyed OpenType font', join(import.meta.dirname, 'appearance/vectors/noto-sans-cjk-jp-subset.otf')],
];
for (const [name, path] of FONTS)
  if (path === undefined) console.warn(`${name} is missing: apt-get install fonts-ipafont-gothic`);

/** What poppler says of OpenType fonts in references: pdf-lib with this fontkit calls them TrueType. */
const MISNAMED = /^(Syntax Warning: Mismatch between font type and embedded font file\n)+$/;
/** Pixels of one point. */
const SCALE = 3;
const SIZE = 14;
const TEXT = '株式会社サンプル 御請求書 髙﨑 Office';

let directory: string;
let sealer: TestSealer;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'eseal-appearance-'));
  sealer = await createTestSealer();
});
afterAll(() => rmSync(directory, { recursive: true }));

describe.skipIf(needed.length > 0)('the text of a visible seal', () => {
  for (const [name, path] of FONTS.filter(([, found]) => found !== undefined)) {
    const font = readFileSync(path ?? '');

    it(`is drawn glyph by glyph as the whole font draws it: ${name}`, async () => {
      const appearance = await textSeal(TEXT, font);
      const reference = await drawWithWholeFont(TEXT, font, appearance);
      expect(differingCharacters(draw(buildPageOf(appearance)), reference)).toEqual([]);
    });

    it(`would be found wrong if one glyph were missing: ${name}`, async () => {
      const appearance = await textSeal(TEXT, font);
      const reference = await drawWithWholeFont(TEXT, font, appearance);
      const codes = codesOf(appearance);
      const broken = withContent(appearance, (content) => content.replace(codes[2] ?? '', '0000'));
      expect(differingCharacters(draw(buildPageOf(broken)), reference)).toContain('会');
    });

    it(`can be extracted: ${name}`, async () => {
      writeFileSync(file('text.pdf'), buildPageOf(await textSeal(TEXT, font)));
      expect(run('pdftotext', [file('text.pdf'), '-']).replace(/\s/g, '')).toBe(TEXT.replaceAll(' ', ''));
    });
  }

  it('shows the variation that a name asks for, and the default one where the font says so', async () => {
    const font = readFileSync(FONTS[2]?.[1] ?? '');
    const draws = async (text: string) => draw(buildPageOf(await textSeal(text, font))).pixels;
    const [plain, variant, byDefault] = [
      await draws('葛'),
      await draws('葛\u{E0100}'),
      await draws('葛\u{E0101}'),
    ];
    expect(byDefault).toEqual(plain);
    expect(variant).not.toEqual(plain);
    expect(variant.some((value) => value < 64)).toBe(true);
  });
});

describe.skipIf(needed.length > 0)('the image of a visible seal', () => {
  it('lets the text under it show as far as its alpha says', async () => {
    const centerOf = async (alpha: number) => {
      const image = { bytes: flatPng(4, 4, [200, 30, 20, alpha]) };
      return draw(buildPageOf(await compile({ background: '#000000', image })), 'rgb').center;
    };
    expect(await centerOf(0)).toEqual([0, 0, 0]);
    expect(await centerOf(255)).toEqual([200, 30, 20]);
    expect(await centerOf(128)).toEqual([100, 15, 10].map((value) => expect.closeTo(value, -0.5)));
  });

  it('has the colours of its JPEG', async () => {
    const white = await compile({ image: { bytes: buildTestJpeg({ samples: [256] }) } });
    expect(draw(buildPageOf(white), 'rgb').center).toEqual([255, 255, 255]);
    const inks = { samples: [0, 0, 0, 256] };
    const black = await compile({ image: { bytes: buildTestJpeg(inks) } });
    expect(Math.max(...draw(buildPageOf(black), 'rgb').center)).toBeLessThan(60);
    const inverted = await compile({
      image: { bytes: buildTestJpeg({ samples: [256, 256, 256, 0], adobe: true }) },
    });
    expect(draw(buildPageOf(inverted), 'rgb').center).toEqual(draw(buildPageOf(black), 'rgb').center);
  });
});

describe.skipIf(needed.length > 0)('a visible seal', () => {
  const options: Omit<VisibleSealOptions, 'width' | 'height'> = {
    background: '#ffffff',
    border: { width: 2, color: '#0000ff' },
    image: { bytes: flatPng(4, 4, [200, 30, 20, 255]), x: 2, y: 2, width: 6, height: 6 },
  };

  it.each([0, 90, 180, 270] as const)('stands upright on a page turned by %d degrees', async (rotate) => {
    const appearance = createVisibleSeal({ width: 40, height: 20, ...options });
    const page = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Rotate ${rotate}/Resources<<>>/Contents 4 0 R>>`;
    const pdf = buildTestPdf({
      objects: {
        1: '<</Type/Catalog/Pages 2 0 R>>',
        2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        3: page,
        4: testStream('', ''),
      },
    });
    const sealed = await sealer.seal(pdf, { appearance, place: { x: 10, y: 15 } });
    const shown = draw(await sealed.toBytes(), 'rgb');
    const millimetre = (SCALE * 72) / 25.4;
    const pixel = (x: number, y: number) => shown.at(Math.round(x * millimetre), Math.round(y * millimetre));
    // The image in the top left corner of the seal, white in its middle, its border, and the page around it.
    expect(pixel(10 + 5, 15 + 5)).toEqual([200, 30, 20]);
    expect(pixel(10 + 20, 15 + 10)).toEqual([255, 255, 255]);
    expect(pixel(10 + 20, 15.3)).toEqual([0, 0, 255]);
    expect(pixel(10.3, 15 + 10)).toEqual([0, 0, 255]);
    expect(pixel(10 + 39.7, 15 + 10)).toEqual([0, 0, 255]);
    expect(pixel(9.5, 15 + 10)).toEqual([255, 255, 255]);
    expect(pixel(10 + 40.5, 15 + 10)).toEqual([255, 255, 255]);
  });

  it.each([
    [90, [34, 5]],
    [180, [34, 14]],
    [270, [5, 14]],
  ] as const)('is turned clockwise by %d degrees when asked', async (rotation, corner) => {
    const side = rotation === 180 ? { width: 40, height: 20 } : { width: 20, height: 40 };
    const { center, at } = draw(buildPageOf(await compile({ ...options, ...side, rotation })), 'rgb');
    const millimetre = (SCALE * 72) / 25.4;
    expect(at(Math.round(corner[0] * millimetre), Math.round(corner[1] * millimetre))).toEqual([200, 30, 20]);
    expect(center).toEqual([255, 255, 255]);
  });

  it('has no fault that qpdf sees', async () => {
    const font = readFileSync(FONTS[1]?.[1] ?? '');
    const image = { bytes: buildTestJpeg({ samples: [0], profile: [testProfile('GRAY')] }), width: 5 };
    const all = await compile({ ...options, image, text: { lines: TEXT, font, size: 6 } });
    writeFileSync(file('all.pdf'), buildPageOf(all));
    expect(run('qpdf', ['--check', file('all.pdf')])).toContain('No syntax or stream encoding errors found');
  });
});

const compile = (options: Partial<VisibleSealOptions>): Promise<CompiledAppearance> =>
  createVisibleSeal({ width: 40, height: 20, ...options }).compile();

function textSeal(lines: string, font: Uint8Array): Promise<CompiledAppearance> {
  return createVisibleSeal({
    width: 120,
    height: 12,
    text: { lines, font, size: SIZE, x: 2, y: 2 },
  }).compile();
}

/** What a page looks like. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly center: readonly number[];
  at(x: number, y: number): readonly number[];
}

function draw(pdf: Uint8Array, color: 'gray' | 'rgb' = 'gray', allowed?: RegExp): Picture {
  writeFileSync(file('page.pdf'), pdf);
  const kind = color === 'gray' ? ['-gray'] : [];
  run(
    'pdftoppm',
    ['-r', String(SCALE * 72), '-singlefile', ...kind, file('page.pdf'), file('page')],
    allowed,
  );
  const image = readFileSync(file(color === 'gray' ? 'page.pgm' : 'page.ppm'));
  const [header = '', width = '0', height = '0'] =
    /^P[56]\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 40).toString('latin1')) ?? [];
  const channels = color === 'gray' ? 1 : 3;
  const pixels = new Uint8Array(image.subarray(header.length));
  const at = (x: number, y: number) => {
    const start = (y * Number(width) + x) * channels;
    return [...pixels.subarray(start, start + channels)];
  };
  const center = at(Math.floor(Number(width) / 2), Math.floor(Number(height) / 2));
  return { width: Number(width), height: Number(height), pixels, center, at };
}

/** A reference: its picture, and the place of each character in it. */
interface Reference {
  readonly picture: Picture;
  readonly cells: readonly { readonly character: string; readonly left: number; readonly right: number }[];
}

/** Draws each character by itself with pdf-lib and the whole font, at the place where the seal's line begins. */
async function drawWithWholeFont(
  text: string,
  font: Uint8Array,
  appearance: CompiledAppearance,
): Promise<Reference> {
  const [, x = '', y = ''] = /1 0 0 1 (\S+) (\S+) Tm/.exec(contentOf(appearance)) ?? [];
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const whole = await document.embedFont(font, { subset: false });
  const page = document.addPage([appearance.width, appearance.height]);
  const cells: { character: string; left: number; right: number }[] = [];
  let left = Number(x);
  for (const character of text) {
    page.drawText(character, { font: whole, size: SIZE, x: left, y: Number(y) });
    const right = left + whole.widthOfTextAtSize(character, SIZE);
    cells.push({ character, left, right });
    left = right;
  }
  return { picture: draw(await document.save(), 'gray', MISNAMED), cells };
}

/** Characters whose cells are not alike: more than a hundredth of the pixels differ visibly, or there is no ink. */
function differingCharacters(picture: Picture, { picture: reference, cells }: Reference): readonly string[] {
  expect([picture.width, picture.height]).toEqual([reference.width, reference.height]);
  return cells
    .filter(({ character, left, right }) => {
      let [ink, different, total] = [0, 0, 0];
      for (let y = 0; y < picture.height; y++) {
        for (let x = Math.round(left * SCALE); x < Math.round(right * SCALE); x++) {
          const [own = 0] = picture.at(x, y);
          const [other = 0] = reference.at(x, y);
          total += 1;
          if (own < 128) ink += 1;
          if (Math.abs(own - other) > 48) different += 1;
        }
      }
      return different > total / 100 || (character !== ' ' && ink === 0);
    })
    .map(({ character }) => character);
}

function contentOf({ objects, form }: CompiledAppearance): string {
  const object = objects.find(({ id }) => id === form)?.object;
  if (object?.kind !== 'stream') throw new Error('the form is no stream');
  return new TextDecoder().decode(object.bytes);
}

/** The codes of the first line. */
function codesOf(appearance: CompiledAppearance): readonly string[] {
  const [, codes = ''] = /<([0-9A-F]+)> Tj/.exec(contentOf(appearance)) ?? [];
  return codes.match(/.{4}/g) ?? [];
}

function withContent(
  appearance: CompiledAppearance,
  change: (content: string) => string,
): CompiledAppearance {
  const bytes = new TextEncoder().encode(change(contentOf(appearance)));
  const objects = appearance.objects.map(({ id, object }) =>
    id === appearance.form && object.kind === 'stream'
      ? { id, object: { ...object, bytes } }
      : { id, object },
  );
  return { ...appearance, objects };
}

/** The file of an installed font, when fontconfig knows it. */
function installedFont(family: string, name: string): string | undefined {
  const fontconfig = 'fc-match';
  const { stdout } = spawnSync(fontconfig, ['--format', '%{file}', family], { encoding: 'utf8' });
  const path = stdout ? realpathSync(stdout) : '';
  return path.endsWith(`/${name}`) ? path : undefined;
}

/** Runs a judge, which says nothing on stderr but what is allowed. */
function run(command: string, options: readonly string[], allowed?: RegExp): string {
  const { status, stdout, stderr } = spawnSync(command, options, { encoding: 'utf8' });
  const quiet = stderr === '' || allowed?.test(stderr);
  if (status !== 0 || !quiet) throw new Error(`${command}: ${stderr}`);
  return stdout;
}

function file(name: string): string {
  return join(directory, name);
}
