import { describe, expect, it } from 'vitest';
import { utf8 } from '../util/bytes.ts';
import { formatGeneralizedTime, parseTime } from './time.ts';

const utc = (text: string): string | undefined => parseTime(utf8(text), 'utc', false)?.toISOString();
const generalized = (text: string, fraction = false): string | undefined =>
  parseTime(utf8(text), 'generalized', fraction)?.toISOString();

describe('UTCTime', () => {
  it('K29: turns the century at 50 (RFC 5280 §4.1.2.5.1)', () => {
    expect(utc('491231235959Z')).toBe('2049-12-31T23:59:59.000Z');
    expect(utc('500101000000Z')).toBe('1950-01-01T00:00:00.000Z');
  });

  it.each([
    '2601011200Z',
    '260101120000',
    '260101120000+0900',
    '260101120000.5Z',
    '260230120000Z',
    '261301120000Z',
    '260100120000Z',
    '260101240000Z',
    '260101126000Z',
    '260101125960Z',
    '26010112000aZ',
    ' 60101120000Z',
    '20260101120000Z',
    '',
  ])('K29: %j is none', (text) => {
    expect(utc(text)).toBeUndefined();
  });
});

describe('GeneralizedTime', () => {
  it.each([
    ['20240229000000Z', '2024-02-29T00:00:00.000Z'],
    ['00010101000000Z', '0001-01-01T00:00:00.000Z'],
    ['99991231235959Z', '9999-12-31T23:59:59.000Z'],
  ])('%s', (text, expected) => {
    expect(generalized(text)).toBe(expected);
  });

  it.each([
    ['20261101000000.1Z', '2026-11-01T00:00:00.100Z'],
    ['20261101000000.123456789Z', '2026-11-01T00:00:00.123Z'],
    ['20261101000000.999999Z', '2026-11-01T00:00:00.999Z'],
    ['20261101000000Z', '2026-11-01T00:00:00.000Z'],
  ])('%s has a fraction where that is allowed', (text, expected) => {
    expect(generalized(text, true)).toBe(expected);
  });

  it.each([
    '20261101000000.Z',
    '20261101000000.10Z',
    '20261101000000.0Z',
    '20261101000000,5Z',
    '20261101000000.5',
    '20261101000000.5+0900',
    '20261101000000.1234567891Z',
  ])('%s has none of DER (X.690 §11.7)', (text) => {
    expect(generalized(text, true)).toBeUndefined();
  });

  it.each([
    '20230229000000Z',
    '20261101Z',
    '202611010000Z',
    '20261101000000',
    `2026110100000${'0'.repeat(5000)}Z`,
  ])('K29: %s is none', (text) => {
    expect(generalized(text)).toBeUndefined();
  });

  it('is written in whole seconds', () => {
    const text = (iso: string): string => new TextDecoder().decode(formatGeneralizedTime(new Date(iso)));
    expect(text('2026-11-01T02:03:04.567Z')).toBe('20261101020304Z');
    expect(text('0007-01-01T00:00:00Z')).toBe('00070101000000Z');
    for (const impossible of [new Date(Number.NaN), new Date('+010000-01-01T00:00:00Z')])
      expect(() => formatGeneralizedTime(impossible)).toThrow(RangeError);
  });
});
