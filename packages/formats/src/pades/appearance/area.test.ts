import { describe, expect, it } from 'vitest';
import { fitImage, placeArea, toMillimetres, toPoints } from './area.ts';

const SEAL = { width: 60, height: 20 };
const near = (box: object) =>
  Object.fromEntries(Object.entries(box).map(([key, value]) => [key, expect.closeTo(value, 6)]));

describe('areas of a seal', () => {
  it('are all of it by default', () => {
    expect(placeArea(SEAL, {}, 'text')).toEqual(
      near({ x: 0, y: 0, width: toPoints(60), height: toPoints(20) }),
    );
  });

  it('are measured from the top left corner, and placed from the lower left one', () => {
    const box = placeArea(SEAL, { x: 10, y: 2, width: 30, height: 5 }, 'text');
    expect(box).toEqual(near({ x: toPoints(10), y: toPoints(13), width: toPoints(30), height: toPoints(5) }));
  });

  it('take the rest of the seal when no size is given', () => {
    const box = placeArea(SEAL, { x: 10, y: 5 }, 'image', 3);
    expect(box).toEqual(near({ x: toPoints(10), y: 0, width: toPoints(50), height: toPoints(15) }));
  });

  it('follow the proportions of an image when one side is given', () => {
    expect(placeArea(SEAL, { width: 30 }, 'image', 2)).toMatchObject(
      near({ width: toPoints(30), height: toPoints(15) }),
    );
    expect(placeArea(SEAL, { height: 10 }, 'image', 2)).toMatchObject(
      near({ width: toPoints(20), height: toPoints(10) }),
    );
  });

  it('are refused where they stand out of the seal', () => {
    const overflow = expect.objectContaining({ code: 'APPEARANCE_OVERFLOW' });
    expect(() => placeArea(SEAL, { x: 50, width: 11 }, 'image')).toThrow(overflow);
    expect(() => placeArea(SEAL, { y: 15, height: 6 }, 'image')).toThrow(overflow);
    expect(() => placeArea(SEAL, { x: 60 }, 'text')).toThrow(overflow);
    expect(() => placeArea(SEAL, { width: 50 }, 'image', 2)).toThrow(overflow);
    expect(() => placeArea(SEAL, { x: 30.005, width: 30 }, 'image')).not.toThrow();
  });
});

describe('images in their area', () => {
  const area = { x: 10, y: 10, width: 40, height: 20 };

  it('are shown whole and in the middle', () => {
    expect(fitImage({ width: 100, height: 100 }, area, 'contain')).toEqual({
      x: 20,
      y: 10,
      width: 20,
      height: 20,
    });
  });

  it('cover it', () => {
    expect(fitImage({ width: 100, height: 100 }, area, 'cover')).toEqual({
      x: 10,
      y: 0,
      width: 40,
      height: 40,
    });
  });

  it('are stretched to it', () => {
    expect(fitImage({ width: 100, height: 100 }, area, 'stretch')).toEqual(area);
  });
});

describe('lengths', () => {
  it('are told in millimetres with two decimals', () => {
    expect(toPoints(25.4)).toBeCloseTo(72, 9);
    expect(toMillimetres(72)).toBe(25.4);
    expect(toMillimetres(1)).toBe(0.35);
  });
});
