import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical text of plain data', () => {
  it('does not mind the order of keys, or members that are absent', () => {
    expect(canonicalJson({ b: 1, a: [2, { d: null, c: 'x' }] })).toBe(
      canonicalJson({ a: [2, { c: 'x', d: null }], b: 1 }),
    );
    expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
  });

  it('spells out bytes and dates, and takes no text for one', () => {
    const bytes = Uint8Array.of(1, 0xab);
    const date = new Date('2026-11-01T00:00:00Z');
    expect(canonicalJson([bytes, date])).toBe('[bytes:01ab,date:2026-11-01T00:00:00.000Z]');
    expect(canonicalJson('bytes:01ab')).not.toBe(canonicalJson(bytes));
    expect(canonicalJson('date:2026-11-01T00:00:00.000Z')).not.toBe(canonicalJson(date));
  });

  it('tells different data apart', () => {
    const texts = [
      [],
      {},
      null,
      '',
      0,
      false,
      [[]],
      [{}],
      { '': 0 },
      '[]',
      '{}',
      'null',
      ['a,b'],
      ['a', 'b'],
      new Uint8Array(),
    ].map(canonicalJson);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('refuses what is no data', () => {
    for (const value of [() => 1, Symbol('s'), { a: () => 1 }])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('is the JSON of JSON with sorted keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
