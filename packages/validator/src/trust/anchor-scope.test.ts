import { describe, expect, it } from 'vitest';
import { isInForce, serves } from './anchor-scope.ts';

const [FROM, UNTIL] = [new Date('2025-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z')];

describe('serves', () => {
  it('is for what the anchor says, and for everything where it says nothing', () => {
    expect(serves({}, 'certificates')).toBe(true);
    expect(serves({ purposes: ['timestamps'] }, 'timestamps')).toBe(true);
    expect(serves({ purposes: ['timestamps'] }, 'certificates')).toBe(false);
    expect(serves({ purposes: [] }, 'revocation')).toBe(false);
  });
});

describe('isInForce', () => {
  it('begins with the first instant and ends before the last', () => {
    const anchor = { trustedFrom: FROM, trustedUntil: UNTIL };
    expect(isInForce(anchor, FROM)).toBe(true);
    expect(isInForce(anchor, new Date(FROM.getTime() - 1000))).toBe(false);
    expect(isInForce(anchor, new Date(UNTIL.getTime() - 1000))).toBe(true);
    expect(isInForce(anchor, UNTIL)).toBe(false);
    expect(isInForce({}, UNTIL)).toBe(true);
  });
});
