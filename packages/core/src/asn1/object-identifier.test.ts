import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../util/bytes.ts';
import { decodeObjectIdentifier, encodeObjectIdentifier, isObjectIdentifier } from './object-identifier.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();

describe('object identifiers', () => {
  it.each([
    ['2.999.3', '883703'],
    ['1.2.840.113549.1.1.11', '2a864886f70d01010b'],
    ['2.5.4.97', '550461'],
    ['0.0', '00'],
    ['0.39', '27'],
    ['1.0', '28'],
    ['2.47', '7f'],
    ['2.48', '8100'],
    ['1.3.6.1.4.1.52266.1', '2b0601040183982a01'],
    // X.667 §8.3: a UUID as one arc of 128 bits.
    ['2.25.329800735698586629295641978511506172918', '6983f09da7ebcfdee0c7a1a7b2c0948cc8f9d776'],
    // 2^80 + 47 and 80 more.
    ['2.1208925819614629174706223', '88808080808080808080807f'],
  ])('%s is %s', (dotted, hex) => {
    expect(toHex(encodeObjectIdentifier(dotted))).toBe(hex);
    expect(decodeObjectIdentifier(bytes(hex))).toBe(dotted);
  });

  it.each([
    ['empty', ''],
    ['ending inside an arc', '2a86'],
    ['with a padded first arc', '802a'],
    ['with a padded arc (X.690 §8.19.2)', '2a80864886'],
    ['longer than any in use', '2a'.repeat(65)],
  ])('%s are refused', (_, hex) => {
    expect(decodeObjectIdentifier(bytes(hex))).toBeUndefined();
  });

  it.each([
    '',
    '1',
    '1.',
    '.1',
    '1..2',
    '3.1',
    '1.40',
    '0.40',
    'a.b',
    '1.2.x',
    '1.-2',
    '1.2 ',
    '１.2',
    '1.2.3.',
  ])('cannot be written from %j', (dotted) => {
    expect(() => encodeObjectIdentifier(dotted)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
    expect(isObjectIdentifier(dotted)).toBe(false);
  });

  it.each([
    ['of the least', '0.0', true],
    ['with a UUID for an arc (X.667)', `2.25.${2n ** 128n - 1n}`, true],
    ['as long as are read', `2.47${'.127'.repeat(63)}`, true],
    ['of one byte more', `2.47${'.127'.repeat(64)}`, false],
    ['with an arc of more bytes than that', `2.25.1${'0'.repeat(150)}`, false],
    ['with a zero before its arc', '1.2.03', false],
    ['with a zero before its second arc', '2.01', false],
    ['of other scripts', '2.٣', false],
    ['with a line after it', '1.2.3\n', false],
  ])('%s, %s are such: %s', (_, text, expected) => {
    expect(isObjectIdentifier(text)).toBe(expected);
  });

  it('C8: are never truncated: two different ones have different encodings and texts', () => {
    const arc = fc.oneof(fc.nat(), fc.bigInt({ min: 0n, max: 2n ** 100n }));
    const dotted = fc
      .record({ root: fc.nat(2), second: fc.nat(39), rest: fc.array(arc, { maxLength: 4 }) })
      .map(({ root, second, rest }) => [root, second, ...rest].join('.'));
    fc.assert(
      fc.property(dotted, (text) => {
        expect(decodeObjectIdentifier(encodeObjectIdentifier(text))).toBe(text);
      }),
    );
  });

  it('C8: read from any bytes have exactly these bytes, or are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (content) => {
        const text = decodeObjectIdentifier(content);
        if (text !== undefined) expect(encodeObjectIdentifier(text)).toEqual(content);
      }),
      { numRuns: 2000 },
    );
  });
});
