import { describe, expect, it } from 'vitest';
import { haveSameLetters } from './organization-name.ts';

describe('haveSameLetters', () => {
  it.each([
    ['株式会社サンプル', '㈱サンプル'],
    ['株式会社サンプル', '(株) サンプル'],
    ['Ｅｘａｍｐｌｅ Inc.', 'EXAMPLE INC'],
    ['ｻﾝﾌﾟﾙ有限会社', 'サンプル（有）'],
  ])('takes %s and %s for the same', (one, other) => {
    expect(haveSameLetters(one, other)).toBe(true);
  });

  it.each([
    ['株式会社サンプル', 'サンプル株式会社'],
    ['株式会社サンプル', 'Sample Corporation'],
    ['株式会社髙島', '株式会社高島'],
  ])('tells %s and %s apart', (one, other) => {
    expect(haveSameLetters(one, other)).toBe(false);
  });
});
