import { describe, expect, it } from 'vitest';
import { keyOf, SIGNATURES, SIGNED_DATA, type SignatureVector } from '../../test/signatures.ts';
import { encode, integer, nullValue, sequence } from '../asn1/writer.ts';
import { signatureRow } from './algorithms.ts';
import { digestBytes } from './digest.ts';
import { type DsaVerification, readDsaParameters, verifyDsa } from './dsa-verify.ts';
import { PublicKey } from './public-key.ts';

const vectors = SIGNATURES.filter(({ key }) => key.startsWith('dsa-'));

async function requestOf({ key, algorithm, value }: SignatureVector): Promise<DsaVerification> {
  const { dsaParameters, bits } = new PublicKey(keyOf(key));
  const digest = await digestBytes(signatureRow(algorithm).digest, SIGNED_DATA);
  return { parameters: dsaParameters ?? { p: 0n, q: 0n, g: 0n }, publicKey: bits, digest, value };
}

const numbers = (...values: readonly number[]): Uint8Array =>
  encode(sequence(values.map((value) => integer(value))));

describe('DSA', () => {
  it.each(vectors)('verifies $algorithm by $key as OpenSSL made it', async (vector) => {
    const request = await requestOf(vector);
    expect(verifyDsa(request)).toBe(true);
    for (const at of [5, 30, vector.value.length - 1]) {
      const value = vector.value.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(verifyDsa({ ...request, value })).toBe(false);
    }
    expect(verifyDsa({ ...request, digest: request.digest.map((byte) => byte ^ 1) })).toBe(false);
  });

  it('refuses values out of range and broken encodings', async () => {
    const request = await requestOf(vectors[0] as SignatureVector);
    const minusOne = Uint8Array.of(0x30, 6, 2, 1, 0xff, 2, 1, 1);
    for (const value of [
      numbers(0, 1),
      numbers(1, 0),
      numbers(1, 1, 1),
      minusOne,
      new Uint8Array(),
      numbers(1),
    ])
      expect(verifyDsa({ ...request, value })).toBe(false);
  });

  it('refuses keys that anybody could sign for', async () => {
    const request = await requestOf(vectors[0] as SignatureVector);
    // With y = 1 every r that is a power of g, such as g itself with s = z, would hold.
    expect(verifyDsa({ ...request, publicKey: encode(integer(1)) })).toBe(false);
    expect(verifyDsa({ ...request, publicKey: encode(integer(0)) })).toBe(false);
    expect(verifyDsa({ ...request, publicKey: encode(nullValue()) })).toBe(false);
  });

  it('takes no parameters that are absent, too small, too large or trivial', () => {
    const huge = new Uint8Array(2000).fill(0x7f);
    const { parameters = new Uint8Array() } = new PublicKey(keyOf('dsa-1024')).algorithm;
    expect(readDsaParameters(parameters)?.q).toBeGreaterThan(1n << 159n);
    expect(readDsaParameters(undefined)).toBeUndefined();
    expect(readDsaParameters(encode(nullValue()))).toBeUndefined();
    expect(readDsaParameters(numbers(23, 11, 4))).toBeUndefined();
    expect(
      readDsaParameters(encode(sequence([integer(huge), integer(huge.subarray(0, 20)), integer(4)]))),
    ).toBeUndefined();
  });
});
