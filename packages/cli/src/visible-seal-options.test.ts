import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { openBench } from './test-bench.ts';
import { visibleSeal } from './visible-seal-options.ts';

const image = new URL('../../../examples/assets/seal.png', import.meta.url).pathname;
const font = createRequire(new URL('../../../examples/package.json', import.meta.url)).resolve(
  '@expo-google-fonts/noto-sans-jp/500Medium/NotoSansJP_500Medium.ttf',
);

describe('the visible seal', () => {
  it('is none without options, nor with the name of a field alone', async () => {
    expect(await visibleSeal({})).toEqual({});
    expect(await visibleSeal({ field: 'Seal' })).toEqual({});
  });

  it('stands in points from the lower left, or in millimetres from the upper left', async () => {
    const points = await visibleSeal({ image, box: '72,36.5,144,72' });
    expect(points.place).toEqual({ page: 1, box: [72, 36.5, 216, 108.5] });
    expect(points.appearance?.parameters).toMatchObject({ width: 50.8, height: 25.4 });
    const millimetres = await visibleSeal({ image, page: '3', box: '150mm, 40mm, 25mm, 20mm' });
    expect(millimetres.place).toEqual({ page: 3, x: 150, y: 40, width: 25, height: 20 });
    expect(millimetres.appearance?.parameters).toMatchObject({ width: 25, height: 20 });
  });

  it('may stand where a field of the document is', async () => {
    const { place, appearance } = await visibleSeal({ image, field: 'Seal' });
    expect(place).toBeUndefined();
    expect(appearance?.parameters).toMatchObject({ width: 24, height: 24 });
  });

  it('has text beside the image, over its lines, in a size that fits', async () => {
    const wide = { image, font, text: '株式会社サンプル\\n電子印', box: '0mm,0mm,70mm,20mm' };
    const { appearance } = await visibleSeal(wide);
    expect(appearance?.parameters).toMatchObject({
      image: { width: 20, height: 20 },
      text: { lines: '株式会社サンプル\n電子印', x: 21, size: 12 },
    });
    const narrow = await visibleSeal({ ...wide, box: '0mm,0mm,60mm,7mm' });
    expect(narrow.appearance?.parameters).toMatchObject({
      text: { size: expect.toSatisfy((size) => size < 12) },
    });
    const alone = await visibleSeal({ font, text: '印', box: '0mm,0mm,20mm,20mm' });
    expect(alone.appearance?.parameters).not.toHaveProperty('image');
  });

  it('is refused when text does not fit in any size', async () => {
    const options = { font, text: '株式会社サンプル'.repeat(9), box: '0mm,0mm,9mm,9mm' };
    await expect(visibleSeal(options)).rejects.toMatchObject({ code: 'APPEARANCE_OVERFLOW' });
  });

  it.each([
    [{ box: '1,2,3,4' }, '--box needs something to show'],
    [{ page: '2' }, '--page needs something to show'],
    [{ font }, '--font needs something to show'],
    [{ image, font, box: '1,2,3,4' }, '--font needs --text'],
    [{ text: '印', box: '1,2,3,4' }, '--text needs --font'],
    [{ image }, 'needs a place'],
    [{ image, page: '0', box: '1,2,3,4' }, '--page 0'],
    [{ image, page: 'two', box: '1,2,3,4' }, '--page two'],
    [{ image, box: '1,2,3' }, '--box'],
    [{ image, box: '1,2,0,4' }, '--box'],
    [{ image, box: '1mm,2mm,3mm,4' }, '--box'],
    [{ image, box: '1in,2in,3in,4in' }, '--box'],
  ])('is refused with the option that is wrong: %j', async (options, reason) => {
    await expect(visibleSeal(options)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(reason),
    });
  });

  it('needs files that are what their options say', async () => {
    using bench = openBench();
    const text = bench.write('text', 'neither picture nor font');
    const box = '0mm,0mm,40mm,20mm';
    await expect(visibleSeal({ image: bench.path('absent'), box })).rejects.toMatchObject({
      code: 'INPUT_NOT_FOUND',
    });
    await expect(visibleSeal({ text: '印', font: text, box })).rejects.toMatchObject({
      code: 'FONT_UNSUPPORTED',
    });
  });
});
