import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../util/bytes.ts';
import { DerReader } from './reader.ts';
import {
  bitString,
  boolean,
  context,
  type DerNode,
  element,
  encode,
  encodeParts,
  generalizedTime,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  retag,
  sequence,
  setOf,
  time,
  utf8String,
} from './writer.ts';

const hex = (node: DerNode): string => toHex(encode(node));

describe('a DER writer', () => {
  it.each([
    [integer(0), '020100'],
    [integer(127), '02017f'],
    [integer(128), '02020080'],
    [integer(256), '02020100'],
    [integer(2 ** 40), '0206010000000000'],
    [integer(Uint8Array.of(0, 0, 0x80)), '02020080'],
    [integer(Uint8Array.of(0, 0)), '020100'],
    [integer(new Uint8Array()), '020100'],
    [boolean(true), '0101ff'],
    [boolean(false), '010100'],
    [nullValue(), '0500'],
    [objectIdentifier('2.999.3'), '0603883703'],
    [octetString(Uint8Array.of(1, 2)), '04020102'],
    [octetString(Uint8Array.of(1), 0x80), '800101'],
    [bitString(Uint8Array.of(0x0a, 0x3b, 0x5f, 0x29, 0x1c, 0xd0), 4), '0307040a3b5f291cd0'],
    [utf8String('印'), '0c03e58db0'],
    [context(0, [integer(2)]), 'a003020102'],
    [sequence([]), '3000'],
    [sequence([integer(1), Uint8Array.of(5, 0)]), '30050201010500'],
    [retag(sequence([integer(1)]), 0x82), 'a203020101'],
    [retag(octetString(Uint8Array.of(1)), 0x82), '820101'],
  ])('writes %o', (node, expected) => {
    expect(hex(node)).toBe(expected);
    expect(node.length).toBe(expected.length / 2);
  });

  it.each([
    [0x7f, '047f'],
    [0x80, '048180'],
    [0xff, '0481ff'],
    [0x100, '04820100'],
    [0xffff, '0482ffff'],
    [0x10000, '0483010000'],
    [0x1000000, '048401000000'],
  ])('gives lengths in as few octets as possible: %i', (length, header) => {
    const encoded = encode(octetString(new Uint8Array(length)));
    expect(toHex(encoded.subarray(0, header.length / 2))).toBe(header);
    expect(encoded.length).toBe(header.length / 2 + length);
  });

  it('sorts a SET OF by the encodings of its elements (X.690 §11.6)', () => {
    const parts = [
      octetString(Uint8Array.of(2)),
      octetString(new Uint8Array()),
      integer(9),
      octetString(Uint8Array.of(1, 1)),
    ];
    expect(hex(setOf(parts))).toBe('310c' + '020109' + '0400' + '040102' + '04020101');
    expect(hex(setOf(parts, 0xa0)).slice(0, 4)).toBe('a00c');
  });

  it('writes UTCTime up to 2049 and GeneralizedTime beyond (RFC 5280 §4.1.2.5)', () => {
    const text = (node: DerNode): string => new TextDecoder().decode(encode(node).subarray(2));
    const cases = [
      ['1949-12-31T23:59:59Z', 0x18, '19491231235959Z'],
      ['1950-01-01T00:00:00Z', 0x17, '500101000000Z'],
      ['2049-12-31T23:59:59Z', 0x17, '491231235959Z'],
      ['2050-01-01T00:00:00Z', 0x18, '20500101000000Z'],
      ['9999-12-31T23:59:59Z', 0x18, '99991231235959Z'],
    ] as const;
    for (const [iso, tag, expected] of cases) {
      expect([time(new Date(iso)).tag, text(time(new Date(iso)))]).toEqual([tag, expected]);
    }
    expect(generalizedTime(new Date('2026-11-01T00:00:00.999Z')).tag).toBe(0x18);
    expect(text(generalizedTime(new Date('2026-11-01T00:00:00.999Z')))).toBe('20261101000000Z');
  });

  it('refuses numbers that are no INTEGER of 0 or more', () => {
    for (const value of [-1, 0.5, Number.NaN, 2 ** 60])
      expect(() => integer(value), `${value}`).toThrow(RangeError);
  });
});

describe('content left outside', () => {
  const outside = { length: 1000, source: 'a file' };

  it('stands in its place between the bytes around it', () => {
    const node = sequence([integer(1), context(0, [octetString(outside)]), integer(2)]);
    const pieces = encodeParts(node);
    expect(pieces.map((piece) => (piece instanceof Uint8Array ? toHex(piece) : piece))).toEqual([
      '308203f6020101a08203ec048203e8',
      outside,
      '020102',
    ]);
    expect(node.length).toBe(15 + 1000 + 3);
  });

  it('gives a readable whole once it is put in', () => {
    const pieces = encodeParts(
      sequence([octetString(outside), octetString({ length: 2, source: '' }), integer(7)]),
    );
    const whole = pieces.flatMap((piece) => [
      ...(piece instanceof Uint8Array ? piece : new Uint8Array(piece.length)),
    ]);
    const reader = DerReader.over(Uint8Array.from(whole), 'X').sequence('s');
    expect([
      reader.octetString('a').length,
      reader.octetString('b').length,
      reader.smallInteger('c'),
    ]).toEqual([1000, 2, 7]);
    reader.end();
  });

  it('may be larger than four octets of length can say', () => {
    const [header] = encodeParts(octetString({ length: 2 ** 40, source: '' }));
    expect(header instanceof Uint8Array && toHex(header)).toBe('0486010000000000');
  });

  it('cannot be encoded into one array', () => {
    expect(() => encode(octetString(outside))).toThrow(TypeError);
    expect(() => encode(outside)).toThrow(TypeError);
    expect(encodeParts(outside)).toEqual([outside]);
  });

  it('leaves bytes that are encoded already as they are', () => {
    const bytes = utf8('encoded');
    expect(encode(bytes)).toBe(bytes);
    expect(encodeParts(bytes)).toEqual([bytes]);
    expect(encode(element(0x30, [bytes])).subarray(2)).toEqual(bytes);
  });
});
