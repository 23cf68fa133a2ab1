import { describe, expect, it } from 'vitest';
import { parseTime } from './parse-time.ts';

describe('parseTime', () => {
  it.each([
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T09:30', '2026-11-01T09:30:00.000Z'],
    ['2026-11-01T09:30:15', '2026-11-01T09:30:15.000Z'],
    ['2026-11-01T09:30:15.25Z', '2026-11-01T09:30:15.250Z'],
    ['2026-11-01T09:30:15+09:00', '2026-11-01T00:30:15.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('reads %s, in UTC where no zone is named', (text, time) => {
    expect(parseTime(text).toISOString()).toBe(time);
  });

  it.each([
    '',
    '1',
    'now',
    '2026',
    '2026-13-01',
    '2026-02-30',
    '2026-02-29',
    '2026-11-01T25:00',
    '2026-11-01 09:30',
    '2026-11-01T09:30+9',
  ])('refuses %j', (text) => {
    expect(() => parseTime(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
