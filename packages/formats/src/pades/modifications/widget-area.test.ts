import { describe, expect, it } from 'vitest';
import { pdfDictionary, pdfNumbers } from '../pdf/objects.ts';
import { areaOf, hasNoArea, overlap } from './widget-area.ts';

const annotation = (...rectangle: number[]) => pdfDictionary([['Rect', pdfNumbers(rectangle)]]);

describe('the area of an annotation', () => {
  it('has its edges in order, whichever corners are given', () => {
    expect(areaOf(annotation(30, 40, 10, 20))).toEqual([10, 20, 30, 40]);
    expect(areaOf(annotation(1, 2, 3))).toBeUndefined();
    expect(areaOf(pdfDictionary([]))).toBeUndefined();
  });

  it('is none only where both sides are', () => {
    expect(hasNoArea(annotation(5, 6, 5, 6))).toBe(true);
    for (const rectangle of [annotation(5, 6, 5, 7), annotation(5, 6, 7, 6), pdfDictionary([])])
      expect(hasNoArea(rectangle)).toBe(false);
  });

  it('overlaps another one by more than an edge', () => {
    expect(overlap([0, 0, 10, 10], [9, 9, 20, 20])).toBe(true);
    expect(overlap([0, 0, 10, 10], [2, 2, 3, 3])).toBe(true);
    expect(overlap([0, 0, 10, 10], [10, 0, 20, 10])).toBe(false);
    expect(overlap([0, 0, 10, 10], [0, 11, 10, 20])).toBe(false);
  });
});
