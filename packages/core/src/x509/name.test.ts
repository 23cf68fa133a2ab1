import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTestName, type TestAttribute } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { element, encode, utf8String } from '../asn1/writer.ts';
import { DecodeError } from '../errors.ts';
import { utf8 } from '../util/bytes.ts';
import { formatName } from './format-name.ts';
import { equalNames, type Name, nameValues, parseName } from './name.ts';

const name = (...rdns: readonly (readonly TestAttribute[])[]): Name => parseName(encodeTestName(rdns));
const organization = (value: string | Uint8Array): Name => name([[OID.organization, value]]);
const typed = (tag: number, content: Uint8Array): Uint8Array => encode(element(tag, [content]));
const printable = (text: string): Uint8Array => typed(TAG.printableString, utf8(text));
const bmp = (text: string): Uint8Array =>
  typed(
    TAG.bmpString,
    Uint8Array.from(
      [...text].flatMap((character) => [character.charCodeAt(0) >> 8, character.charCodeAt(0) & 255]),
    ),
  );

describe('comparison of names (RFC 5280 §7.1)', () => {
  it.each([
    ['case', 'Example CA', 'EXAMPLE ca'],
    ['spaces within', 'Example  CA', 'Example CA'],
    ['spaces around', ' Example CA ', 'Example CA'],
    ['compatibility forms', 'ＥＸＡＭＰＬＥ', 'example'],
    ['composition', 'が', 'か\u3099'],
    ['tabs for spaces', 'Example\tCA', 'Example CA'],
  ])('does not mind %s', (_, one, other) => {
    expect(equalNames(organization(one), organization(other))).toBe(true);
  });

  it('does not mind the type of string', () => {
    expect(equalNames(organization('Example'), organization(printable('example')))).toBe(true);
    expect(equalNames(organization('株式会社'), organization(bmp('株式会社')))).toBe(true);
  });

  it('does not mind the order inside a relative name, but minds the order of relative names', () => {
    const [o, cn] = [
      [OID.organization, 'A'],
      [OID.commonName, 'B'],
    ] as const;
    expect(equalNames(name([o, cn]), name([cn, o]))).toBe(true);
    expect(equalNames(name([o], [cn]), name([cn], [o]))).toBe(false);
    expect(equalNames(name([o], [cn]), name([o, cn]))).toBe(false);
  });

  it.each([
    ['another value', organization('Example'), organization('Examplf')],
    ['another attribute', organization('A'), name([[OID.commonName, 'A']])],
    [
      'an attribute more',
      name([[OID.organization, 'A']]),
      name([
        [OID.organization, 'A'],
        [OID.commonName, 'A'],
      ]),
    ],
    ['a relative name more', organization('A'), name([[OID.organization, 'A']], [[OID.organization, 'A']])],
    [
      'the same attribute twice for two',
      name([
        [OID.organization, 'A'],
        [OID.organization, 'B'],
      ]),
      name([
        [OID.organization, 'A'],
        [OID.organization, 'A'],
      ]),
    ],
    ['a homograph', organization('Example'), organization('Ехample')],
    ['a NUL behind it', organization('Example'), organization('Example\0')],
    ['no name at all', organization('Example'), name()],
  ])('minds %s', (_, one, other) => {
    expect(equalNames(one, other)).toBe(false);
    expect(equalNames(other, one)).toBe(false);
  });

  it('compares values that are no text byte by byte', () => {
    const value = (tag: number, byte: number): Name => organization(typed(tag, Uint8Array.of(byte)));
    expect(equalNames(value(0x04, 1), value(0x04, 1))).toBe(true);
    expect(equalNames(value(0x04, 1), value(0x04, 2))).toBe(false);
    expect(equalNames(value(0x04, 1), value(0x03, 1))).toBe(false);
    expect(equalNames(organization(typed(TAG.utf8String, Uint8Array.of(0xff))), organization('\ufffd'))).toBe(
      false,
    );
  });

  it('is equality for the same bytes, whatever they are', () => {
    expect(equalNames(name(), name())).toBe(true);
  });

  it('takes a second at most for names as large as they come', () => {
    const rdn = Array.from({ length: 20_000 }, (_, at): TestAttribute => [`2.5.4.${at}`, 'x']);
    const other = rdn.map(([type], at): TestAttribute => [type, at === 0 ? 'X' : 'x']);
    const [one, two] = [name(rdn), name(other)];
    const started = performance.now();
    expect(equalNames(one, two)).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('the values of a name', () => {
  it('of one attribute come in order', () => {
    const full = name(
      [[OID.organization, 'A']],
      [
        [OID.organization, utf8StringOf('B')],
        [OID.commonName, 'C'],
      ],
    );
    expect(nameValues(full, OID.organization)).toEqual(['A', 'B']);
    expect(nameValues(full, OID.country)).toEqual([]);
  });
});

function utf8StringOf(text: string): Uint8Array {
  return encode(utf8String(text));
}

describe('arbitrary bytes', () => {
  it('are a name or a DecodeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          formatName(parseName(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
      }),
    );
  });
});
