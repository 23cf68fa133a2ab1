import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCharacters } from './characters.ts';
import { wrapLine } from './wrap-text.ts';

/** Wraps to a number of characters. */
function wrap(line: string, columns: number): readonly string[] {
  return wrapLine(splitCharacters(line), () => 1, columns).map(({ characters }) =>
    characters.map(({ text }) => text).join(''),
  );
}

describe('a line that is too long', () => {
  it('is broken between any two kanji or kana', () => {
    expect(wrap('株式会社サンプル御請求書', 5)).toEqual(['株式会社サ', 'ンプル御請', '求書']);
  });

  it('does not begin with a punctuation mark or a small kana', () => {
    expect(wrap('御請求書。', 4)).toEqual(['御請求', '書。']);
    expect(wrap('サンプル」と', 4)).toEqual(['サンプ', 'ル」と']);
    expect(wrap('ウェブショップ', 5)).toEqual(['ウェブ', 'ショップ']);
  });

  it('does not end with an opening bracket', () => {
    expect(wrap('株式会社「印」', 5)).toEqual(['株式会社', '「印」']);
  });

  it('is broken at spaces in Latin text, which are not drawn there', () => {
    expect(wrap('Sample Trading Company', 8)).toEqual(['Sample', 'Trading', 'Company']);
    expect(wrap('印 Sample 印', 6)).toEqual(['印', 'Sample', '印']);
  });

  it('is broken between Latin and Japanese text', () => {
    expect(wrap('株式会社Sample', 6)).toEqual(['株式会社', 'Sample']);
  });

  it('keeps words whole even where they are too wide', () => {
    expect(wrapLine(splitCharacters('Sample'), () => 1, 4)).toMatchObject([{ width: 6 }]);
  });

  it('stays whole around spaces that do not break', () => {
    expect(wrap('10\u00A0000 yen', 6)).toEqual(['10\u00A0000', 'yen']);
  });
});

describe('every wrapping', () => {
  it('keeps all characters but spaces, in their order', () => {
    const line = fc.string({
      unit: fc.constantFrom('株', 'サ', '。', '「', '」', 'a', 'b', ' ', '\u3000', '1', 'ー'),
    });
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 12 }), (text, columns) => {
        const drawn = wrap(text, columns).join('');
        expect(drawn.replace(/[ \u3000]/g, '')).toBe(text.replace(/[ \u3000]/g, ''));
      }),
    );
  });

  it('fits the width unless a piece cannot', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('株', '式', ' ') }),
        fc.integer({ min: 1, max: 9 }),
        (text, columns) => {
          for (const { width } of wrapLine(splitCharacters(text), () => 1, columns)) {
            expect(width).toBeLessThanOrEqual(columns);
          }
        },
      ),
    );
  });
});
