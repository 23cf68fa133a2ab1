import { describe, expect, it } from 'vitest';
import { encodeTestName } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { context, type DerPart, element, encode, objectIdentifier, utf8String } from '../asn1/writer.ts';
import { utf8 } from '../util/bytes.ts';
import { formatName } from './format-name.ts';
import { type GeneralName, readGeneralName, readGeneralNames } from './general-name.ts';

const read = (part: DerPart): GeneralName => readGeneralName(DerReader.over(encode(part), 'X'));
const decodeFailed = expect.objectContaining({ code: 'DECODE_FAILED' });

describe('GeneralName', () => {
  it.each([
    ['rfc822Name', 0x81],
    ['dNSName', 0x82],
    ['uniformResourceIdentifier', 0x86],
  ])('%s is text', (kind, tag) => {
    expect(read(element(tag, [utf8('a.example')]))).toEqual({ kind, value: 'a.example' });
    expect(() => read(element(tag, [utf8('例.example')]))).toThrow(decodeFailed);
  });

  it('otherName has a type and one value', () => {
    const value = context(0, [utf8String('x')]);
    expect(read(context(0, [objectIdentifier('2.999.1'), value]))).toEqual({
      kind: 'otherName',
      type: '2.999.1',
      value: encode(value),
    });
    expect(() => read(context(0, [objectIdentifier('2.999.1'), value, value]))).toThrow(decodeFailed);
  });

  it('directoryName has one name', () => {
    const name = encodeTestName([[[OID.organization, '経理部']]]);
    const found = read(context(4, [name]));
    expect(found.kind === 'directoryName' && formatName(found.name)).toBe('O=経理部');
    expect(() => read(context(4, [name, name]))).toThrow(decodeFailed);
  });

  it('iPAddress, registeredID, x400Address and ediPartyName are kept as they are', () => {
    expect(read(element(0x87, [Uint8Array.of(192, 0, 2, 1)]))).toEqual({
      kind: 'iPAddress',
      value: Uint8Array.of(192, 0, 2, 1),
    });
    expect(read(element(0x88, [Uint8Array.of(0x88, 0x37, 3)]))).toEqual({
      kind: 'registeredID',
      value: '2.999.3',
    });
    expect(read(context(3, [])).kind).toBe('x400Address');
    expect(read(context(5, [])).kind).toBe('ediPartyName');
  });

  it('is refused with an identifier that is none, and under any other tag', () => {
    expect(() => read(element(0x88, [Uint8Array.of(0x80)]))).toThrow(decodeFailed);
    for (const tag of [0x30, 0x83, 0x89, 0xa1, 0x0c])
      expect(() => read(element(tag, []))).toThrow(decodeFailed);
    expect(() => readGeneralName(DerReader.over(new Uint8Array(), 'X'))).toThrow(decodeFailed);
  });

  it('may stand beside others', () => {
    const names = Uint8Array.of(...encode(element(0x82, [utf8('a')])), ...encode(element(0x82, [utf8('b')])));
    expect(readGeneralNames(DerReader.over(names, 'X'))).toHaveLength(2);
    expect(readGeneralNames(DerReader.over(new Uint8Array(), 'X'))).toEqual([]);
  });
});
