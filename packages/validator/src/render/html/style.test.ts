import { toBase64, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { STYLE, STYLE_DIGEST } from './style.ts';

/** Relative luminance of a colour (WCAG 2.2). */
function luminance(colour: string): number {
  const hex =
    colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit) : colour.slice(1).match(/../g);
  const [red = 0, green = 0, blue = 0] = (hex ?? []).map((pair) => {
    const part = Number.parseInt(pair, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('STYLE', () => {
  it('is what the content security policy allows', async () => {
    expect(toBase64(await digestBytes('SHA-256', utf8(STYLE)))).toBe(STYLE_DIGEST);
  });

  it('loads nothing', () => {
    expect(STYLE).not.toMatch(/url\(|@import|<|expression/);
  });

  it('has text with a contrast of 7:1 on its paper, by day and by night', () => {
    const themes = [...STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, body = '']) =>
      Object.fromEntries(
        [...body.matchAll(/--(\w+):(#\w+)/g)].map(([, name, colour]) => [name, colour ?? '']),
      ),
    );
    expect(themes).toHaveLength(2);
    for (const { paper = '', head = '', ink = '', good = '', bad = '', open = '' } of themes) {
      const pairs = [...[ink, good, bad, open].map((one) => [one, paper]), [ink, head]];
      for (const [text = '', ground = ''] of pairs) {
        const [high, low] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
        expect(((high ?? 0) + 0.05) / ((low ?? 0) + 0.05), `${text} on ${ground}`).toBeGreaterThanOrEqual(7);
      }
    }
  });
});
