import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../util/bytes.ts';
import { ecdsaDerToRaw, ecdsaRawToDer } from './ecdsa-value.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', '')) ?? new Uint8Array();
const raw = (hex: string, length: number): string | undefined => {
  const value = ecdsaDerToRaw(bytes(hex), length);
  return value && toHex(value);
};

describe('ECDSA values', () => {
  it('have integers as short as possible in DER, and halves of one length in raw form', () => {
    expect(toHex(ecdsaRawToDer(bytes('0001 00ff')))).toBe('3007020101020200ff');
    expect(raw('3007 020101 020200ff', 2)).toBe('000100ff');
    expect(raw('3006 020100 020100', 4)).toBe('0000000000000000');
  });

  it('are the same there and back', () => {
    fc.assert(
      fc.property(fc.constantFrom(32, 48, 66), fc.infiniteStream(fc.nat(255)), (length, stream) => {
        const value = Uint8Array.from(stream.take(2 * length));
        expect(ecdsaDerToRaw(ecdsaRawToDer(value), length)).toEqual(value);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['one integer', '3003 020101'],
    ['three integers', '3009 020101 020101 020101'],
    ['anything behind it', '3006 020101 020101 00'],
    ['a negative integer', '3006 0201ff 020101'],
    ['an integer longer than needed', '3007 02020001 020101'],
    ['an empty integer', '3005 0200 020101'],
    ['an integer too long for the curve', '3008 0203010000 020101'],
    ['a length in BER', '308106 020101 020101'],
    ['an indefinite length', '3080 020101 020101 0000'],
    ['a SET', '3106 020101 020101'],
    ['raw bytes', '00010001'],
  ])('with %s are none', (_, hex) => {
    expect(raw(hex, 2)).toBeUndefined();
  });
});
