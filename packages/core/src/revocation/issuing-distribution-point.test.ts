import { describe, expect, it } from 'vitest';
import { DerReader } from '../asn1/reader.ts';
import { boolean, context, type DerPart, encode, retag, sequence, utf8String } from '../asn1/writer.ts';
import { readIssuingDistributionPoint } from './issuing-distribution-point.ts';

const read = (fields: readonly DerPart[]) =>
  readIssuingDistributionPoint(DerReader.over(encode(sequence(fields)), 'IssuingDistributionPoint'));
const flag = (number: number) => retag(boolean(true), 0x80 | number);
const decodeFailed = expect.objectContaining({ code: 'DECODE_FAILED' });

const name = context(0, [retag(utf8String('http://eseal.test/a.crl'), 0x86)]);
const everything = {
  distributionPoint: undefined,
  onlyContainsUserCerts: false,
  onlyContainsCACerts: false,
  onlySomeReasons: undefined,
  indirectCRL: false,
  onlyContainsAttributeCerts: false,
};

describe('readIssuingDistributionPoint', () => {
  it('limits nothing when it says nothing', () => {
    expect(read([])).toEqual(everything);
  });

  it.each([
    [1, 'onlyContainsUserCerts'],
    [2, 'onlyContainsCACerts'],
    [4, 'indirectCRL'],
    [5, 'onlyContainsAttributeCerts'],
  ] as const)('takes [%i] for %s, and nothing else', (number, limit) => {
    expect(read([flag(number)])).toEqual({ ...everything, [limit]: true });
  });

  it('reads one name of the place', () => {
    const place = [{ kind: 'uniformResourceIdentifier', value: 'http://eseal.test/a.crl' }];
    expect(read([context(0, [name])]).distributionPoint).toEqual({ fullName: place });
    expect(() => read([context(0, [name, name])])).toThrow(decodeFailed);
    expect(() => read([context(0, [])])).toThrow(decodeFailed);
  });

  it.each([
    ['out of order', [flag(2), flag(1)]],
    ['twice', [flag(4), flag(4)]],
    ['of no meaning', [flag(6)]],
    ['that are no BOOLEAN', [retag(utf8String('yes'), 0x81)]],
  ] as const)('refuses fields %s', (_, fields) => {
    expect(() => read(fields)).toThrow(decodeFailed);
  });
});
