import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../errors.ts';
import { fromHex, toHex } from '../util/bytes.ts';
import { toDer } from './to-der.ts';
import { encode, integer, octetString, sequence, setOf } from './writer.ts';

const converted = (hex: string): string => toHex(toDer(fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array()));

describe('BER to DER', () => {
  it.each([
    ['indefinite lengths', '3080 020101 3080 0000 0000', '3005020101' + '3000'],
    ['lengths longer than needed', '308200 03 020101', '3003020101'],
    ['strings in pieces', '2480 0401 01 2403 0401 02 0000', '04020102'],
    ['texts in pieces (X.690 §8.23)', '2c06 0401 41 0401 42', '0c024142'],
    ['sets out of order', '3106 020102 020101', '3106020101020102'],
    ['sets inside sets', '310a 3108 020102 020101 0500', '310a3108' + '0201010201020500'],
  ])('rewrites %s', (_, ber, der) => {
    expect(converted(ber)).toBe(der);
  });

  it('leaves contents of primitive elements alone', () => {
    expect(converted('3006 0202 0001 0500')).toBe('300602020001' + '0500');
  });

  it('leaves DER alone', () => {
    const der = encode(
      sequence([
        integer(5),
        setOf([octetString(Uint8Array.of(1)), integer(3)]),
        octetString(new Uint8Array(300)),
      ]),
    );
    expect(toDer(der)).toEqual(der);
  });

  it('refuses what is no BER, and anything behind the element', () => {
    for (const hex of ['', '3080 0201 01', '3002 0201', '0500 00', '2480 0201 01 0000'])
      expect(() => converted(hex), hex).toThrow(DecodeError);
  });

  it('is done once: a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          const der = toDer(bytes);
          expect(toDer(der)).toEqual(der);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
