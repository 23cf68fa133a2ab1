import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJsonObject } from './decode-json.ts';
import { inOrder, normalise, toArray, toBoolean, toNumber, toText } from './normalise.ts';

describe('an answer that is normalised', () => {
  it('has the names of the specification, which win where both are there', () => {
    const names = { SAD: ['sad', 'Sad'] };
    expect(normalise({ sad: 'x' }, { names })).toMatchObject({ SAD: 'x' });
    expect(normalise({ Sad: 'y', SAD: 'x' }, { names })).toMatchObject({ SAD: 'x' });
    expect(normalise({ sad: null, Sad: 'y' }, { names })).toMatchObject({ SAD: 'y' });
  });

  it('has its values converted by path, also where nothing is there', () => {
    const values = { 'key.algo': toArray, multisign: (value: unknown) => value ?? 1, 'cert.x.y': toNumber };
    expect(normalise({ key: { algo: '1.2', len: 1 }, cert: 7 }, { values })).toEqual({
      key: { algo: ['1.2'], len: 1 },
      multisign: 1,
      cert: 7,
    });
  });

  it('has no members that are null, and keeps such elements where their place counts', () => {
    const body = { a: null, b: { c: null, d: [null, { e: null }] } };
    expect(normalise(body, {})).toEqual({ b: { d: [null, {}] } });
    expect(normalise(body, { dropsNullElements: true })).toEqual({ b: { d: [{}] } });
  });

  it('is not changed where it was', () => {
    const body = decodeJsonObject(new TextEncoder().encode('{"key":{"algo":"1.2"}}')) ?? {};
    normalise(body, { values: { 'key.algo': toArray } });
    expect(body).toEqual({ key: { algo: '1.2' } });
  });
});

describe('a conversion', () => {
  it.each([
    [toArray, 'x', ['x']],
    [toArray, ['x'], ['x']],
    [toArray, undefined, undefined],
    [toNumber, ' 42 ', 42],
    [toNumber, 42, 42],
    [toNumber, '4.2', '4.2'],
    [toNumber, '-1', '-1'],
    [toNumber, '1'.repeat(16), '1'.repeat(16)],
    [toBoolean, 'true', true],
    [toBoolean, '0', false],
    [toBoolean, 'yes', 'yes'],
    [toText, 2, '2'],
    [toText, false, 'false'],
    [toText, null, null],
    [inOrder(toArray, (value) => Array.isArray(value) && value.length), 'x', 1],
  ])('%o of %j is %j', (convert, value, expected) => {
    expect(convert(value)).toEqual(expected);
  });

  it('leaves alone what it does not know', () => {
    const kinds = fc.oneof(fc.object(), fc.constantFrom(undefined, null, Number.NaN));
    fc.assert(
      fc.property(kinds, (value) => {
        for (const convert of [toNumber, toBoolean]) expect(convert(value)).toBe(value);
      }),
    );
  });
});
