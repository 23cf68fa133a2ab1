import { describe, expect, it } from 'vitest';
import { DerReader } from '../asn1/reader.ts';
import { type DerPart, encode, nullValue, objectIdentifier as oid, sequence } from '../asn1/writer.ts';
import { toHex } from '../util/bytes.ts';
import { readAlgorithmIdentifier, signatureIdentifier } from './algorithm-identifier.ts';

const identifier = (...parts: readonly DerPart[]) =>
  readAlgorithmIdentifier(DerReader.over(encode(sequence(parts)), 'X'), 'algorithm');

describe('AlgorithmIdentifier', () => {
  it('has parameters or not, and nothing behind them', () => {
    expect(identifier(oid('2.999.1')).parameters).toBeUndefined();
    expect(identifier(oid('2.999.1'), nullValue()).parameters).toEqual(Uint8Array.of(5, 0));
    expect(() => identifier(oid('2.999.1'), nullValue(), nullValue())).toThrow(
      expect.objectContaining({ code: 'DECODE_FAILED' }),
    );
  });

  it('of RSASSA-PSS is written with a salt as long as the digest', () => {
    // As openssl writes it, with the NULL beside the digests that RFC 4055 §2.1 prescribes.
    const expected =
      '304106092a864886f70d01010a3034a00f300d06096086480165030402010500' +
      'a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120';
    expect(toHex(encode(signatureIdentifier('rsa-pss-sha256')))).toBe(expected);
  });
});
