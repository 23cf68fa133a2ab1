import { describe, expect, it } from 'vitest';
import { isValueOf, parseDateTime, type SimpleType } from './simple-types.ts';

describe('values of simple types', () => {
  it.each<readonly [SimpleType, readonly string[], readonly string[]]>([
    ['string', ['', ' x '], []],
    ['base64', ['', 'AAAA', 'AA==', 'AAA=', ' A A\nA A\t'], ['A', 'AA=', 'AB==', 'AAB=', 'AA-_', '====']],
    ['integer', ['0', '-12', '+3', ' 4 '], ['', '1.0', '0x1', '1 2']],
    ['positiveInteger', ['1', '+01', ' 20 '], ['0', '-1', '', '1.5']],
    ['nonNegativeInteger', ['0', '-0', '+7'], ['-1', '', 'x']],
    ['text', ['x', ' '], ['']],
    ['uri', ['urn:x', ' x '], ['', ' \n']],
    ['boolean', ['true', 'false', '0', '1', ' 1 '], ['TRUE', '', '2']],
    ['identifier', ['a', '_1', 'é.b-c', ' a '], ['1', '', 'a b', 'a:b', '-a']],
    ['dateTime', ['2026-11-21T00:00:00Z'], ['2026-11-21', '']],
  ])('%s', (type, valid, invalid) => {
    for (const text of valid) expect(isValueOf(type, text), text).toBe(true);
    for (const text of invalid) expect(isValueOf(type, text), text).toBe(false);
  });

  it('of long base64 are decided soon', () => {
    const started = performance.now();
    expect(isValueOf('base64', `${'AAAA'.repeat(1_000_000)}*`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('a date and time', () => {
  it.each([
    ['2026-11-21T09:30:15Z', '2026-11-21T09:30:15.000Z'],
    ['2026-11-21T09:30:15.123456Z', '2026-11-21T09:30:15.123Z'],
    ['2026-11-21T09:30:15+09:00', '2026-11-21T00:30:15.000Z'],
    ['2026-11-20T23:30:15-05:30', '2026-11-21T05:00:15.000Z'],
    ['2026-11-21T09:30:15', '2026-11-21T09:30:15.000Z'],
    [' 2024-02-29T00:00:00Z\n', '2024-02-29T00:00:00.000Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
  ])('%j is the moment %s', (text, moment) => {
    expect(parseDateTime(text)?.toISOString()).toBe(moment);
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00+15:00',
    '2026-01-01T00:00:00+01:60',
    '2026-1-1T00:00:00Z',
    '20260101T000000Z',
    '12026-01-01T00:00:00Z',
    '-2026-01-01T00:00:00Z',
    '',
  ])('%j is none', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });
});
