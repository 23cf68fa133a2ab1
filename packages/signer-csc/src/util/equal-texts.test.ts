import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalTexts } from './equal-texts.ts';

describe('equalTexts', () => {
  it('is equality of texts', () => {
    const text = fc.string({ maxLength: 4, unit: fc.constantFrom('a', 'b', 'é', '鍵') });
    fc.assert(fc.property(text, text, (a, b) => equalTexts(a, b) === (a === b)));
  });

  it.each([
    ['', '', true],
    ['', 'a', false],
    ['a', '', false],
    ['ab', 'abab', false],
    ['abab', 'ab', false],
    ['\u0000', '', false],
  ])('says of %j and %j that their equality is %s', (a, b, expected) => {
    expect(equalTexts(a, b)).toBe(expected);
  });
});
