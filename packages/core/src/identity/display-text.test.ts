import { describe, expect, it } from 'vitest';
import { displayText } from './display-text.ts';

describe('displayText', () => {
  it('leaves visible text as it is', () => {
    expect(displayText('株式会社例 (Tokyo) 髙﨑 😀')).toBe('株式会社例 (Tokyo) 髙﨑 😀');
  });

  it('escapes what would hide or turn around the rest', () => {
    expect(displayText('a\u0000b\u202ec\u2028d\u200be\n')).toBe('a\\u0000b\\u202ec\\u2028d\\u200be\\u000a');
  });

  it('cuts a long text, also through a character of two halves', () => {
    expect(displayText('x'.repeat(101))).toBe(`${'x'.repeat(100)}…`);
    expect(displayText('x😀', 2)).toBe('x\\ud83d…');
  });
});
