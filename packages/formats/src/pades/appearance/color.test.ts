import { describe, expect, it } from 'vitest';
import { colorOperator, isSealColor } from './color.ts';

describe('colours', () => {
  it('are written as greys where they are grey, which every output intent allows', () => {
    expect(colorOperator('#000000', 'fill')).toBe('0 g');
    expect(colorOperator('#ffffff', 'stroke')).toBe('1 G');
    expect(colorOperator('#808080', 'fill')).toBe('0.502 g');
  });

  it('are written as red, green and blue where they are not', () => {
    expect(colorOperator('#ff8000', 'fill')).toBe('1 0.502 0 rg');
    expect(colorOperator('#C71E1A', 'stroke')).toBe('0.7804 0.1176 0.102 RG');
  });

  it('are written as inks where they are given so', () => {
    const color = { kind: 'cmyk', cyan: 0, magenta: 0.9, yellow: 0.8, black: 0.1 } as const;
    expect(colorOperator(color, 'fill')).toBe('0 0.9 0.8 0.1 k');
    expect(colorOperator(color, 'stroke')).toBe('0 0.9 0.8 0.1 K');
  });

  it.each([
    ['a name', 'red'],
    ['three digits', '#f00'],
    ['alpha', '#ff000080'],
    ['no string', 255],
    ['null', null],
    ['too much ink', { kind: 'cmyk', cyan: 1.1, magenta: 0, yellow: 0, black: 0 }],
    ['an ink that is no number', { kind: 'cmyk', cyan: Number.NaN, magenta: 0, yellow: 0, black: 0 }],
    ['a missing ink', { kind: 'cmyk', cyan: 1, magenta: 0, yellow: 0 }],
    ['another kind', { kind: 'lab', cyan: 1, magenta: 0, yellow: 0, black: 0 }],
  ])('are not %s', (_, value) => {
    expect(isSealColor(value)).toBe(false);
  });
});
