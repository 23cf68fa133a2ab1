import { describe, expect, it } from 'vitest';
import { encode, octetString, setOf } from '../asn1/writer.ts';
import { concatBytes } from '../util/bytes.ts';
import { CERTIFICATES_TAG, CRLS_TAG, insertIntoSet, readSetElements, withSetElements } from './set-of.ts';

const one = (value: number) => encode(octetString(Uint8Array.of(value)));
const [a, b, c] = [one(1), one(2), one(3)] as const;
const decodeFailed = expect.objectContaining({ code: 'DECODE_FAILED' });

describe('insertIntoSet', () => {
  it('keeps the order of DER where it was received', () => {
    expect(insertIntoSet([a, c], [b])).toEqual([a, b, c]);
    expect(insertIntoSet([], [c, a])).toEqual([a, c]);
  });

  it('leaves another order as it was received, and adds at the end', () => {
    expect(insertIntoSet([c, a], [b])).toEqual([c, a, b]);
  });

  it('adds nothing that is there already, byte for byte', () => {
    expect(insertIntoSet([a, b], [b.slice()])).toEqual([a, b]);
    expect(insertIntoSet([a], [b])).toHaveLength(2);
  });

  it('changes neither of its lists', () => {
    const received = Object.freeze([a, c]);
    const added = Object.freeze([b]);
    expect(insertIntoSet(received, added)).not.toBe(received);
    expect([received, added]).toEqual([[a, c], [b]]);
  });
});

describe('readSetElements', () => {
  it('gives the elements as they were received, in any order', () => {
    expect(readSetElements(encode(setOf([a, b], CERTIFICATES_TAG)), CERTIFICATES_TAG)).toEqual([a, b]);
    const unordered = concatBytes([Uint8Array.of(CRLS_TAG, c.length + a.length), c, a]);
    expect(readSetElements(unordered, CRLS_TAG)).toEqual([c, a]);
  });

  it('reads the indefinite length of BER, and wants its end', () => {
    const open = concatBytes([Uint8Array.of(CERTIFICATES_TAG, 0x80), a, b]);
    expect(readSetElements(concatBytes([open, Uint8Array.of(0, 0)]), CERTIFICATES_TAG)).toEqual([a, b]);
    expect(() => readSetElements(open, CERTIFICATES_TAG)).toThrow(decodeFailed);
  });

  it('is empty for a set that is absent, but not for another set', () => {
    expect(readSetElements(undefined, CRLS_TAG)).toEqual([]);
    expect(() => readSetElements(encode(setOf([a], CERTIFICATES_TAG)), CRLS_TAG)).toThrow(decodeFailed);
  });

  it('refuses an element that is cut off', () => {
    const cut = concatBytes([Uint8Array.of(CRLS_TAG, 2), a.subarray(0, 2)]);
    expect(() => readSetElements(cut, CRLS_TAG)).toThrow(decodeFailed);
  });
});

describe('withSetElements', () => {
  it('writes the set under its tag, whether there was one or not', () => {
    const expected = encode(setOf([a, b], CRLS_TAG));
    expect(encode(withSetElements(undefined, CRLS_TAG, [b, a]))).toEqual(expected);
    expect(encode(withSetElements(encode(setOf([b], CRLS_TAG)), CRLS_TAG, [a]))).toEqual(expected);
  });

  it('gives the bytes received back when nothing is missing', () => {
    const received = concatBytes([Uint8Array.of(CRLS_TAG, c.length + a.length), c, a]);
    expect(encode(withSetElements(received, CRLS_TAG, [a, c]))).toEqual(received);
  });
});
