import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const NOW = new Date('2026-11-21T23:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['5', 5_000],
    [' 0 ', 0],
    ['Sat, 21 Nov 2026 23:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 22:00:00 GMT', 0],
    ['999999999', 3_600_000],
    ['Sun, 21 Nov 2027 23:00:30 GMT', 3_600_000],
  ])('%s is %d ms', (header, expected) => {
    expect(parseRetryAfter(header, NOW)).toBe(expected);
  });

  it.each([undefined, '', '-1', '1.5', 'soon', '9999999999', 'Abc, nonsense', '2026-11-21'])(
    '%s says nothing',
    (header) => {
      expect(parseRetryAfter(header, NOW)).toBeUndefined();
    },
  );
});
