import { describe, expect, it } from 'vitest';
import {
  FORBIDDEN_SIGNATURES,
  keyOf,
  SIGNATURES,
  SIGNED_DATA,
  type SignatureVector,
} from '../../test/signatures.ts';
import { concatBytes } from '../util/bytes.ts';
import { signatureRow } from './algorithms.ts';
import { digestBytes } from './digest.ts';
import { PublicKey } from './public-key.ts';
import { verifyRsa } from './rsa-verify.ts';

function verify(
  { key, algorithm, value, saltLength }: SignatureVector,
  data = SIGNED_DATA,
): Promise<boolean> {
  const { scheme, digest } = signatureRow(algorithm);
  return verifyRsa({
    publicKey: new PublicKey(keyOf(key)).bits,
    scheme: scheme === 'rsa-pss' ? 'rsa-pss' : 'rsa-pkcs1',
    digestAlgorithm: digest,
    saltLength,
    data,
    value,
    digest: async (bytes) => digestBytes(digest, bytes),
  });
}

const rsa = ({ key }: SignatureVector): boolean => key === 'rsa' || key === 'rsa-2041';

describe('RSA in JavaScript', () => {
  it.each(SIGNATURES.filter(rsa))('verifies $algorithm by $key (salt $saltLength)', async (vector) => {
    expect(await verify(vector)).toBe(true);
    expect(await verify(vector, SIGNED_DATA.subarray(1))).toBe(false);
    for (const at of [0, 100, vector.value.length - 1]) {
      const value = vector.value.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await verify({ ...vector, value })).toBe(false);
    }
    for (const value of [
      vector.value.subarray(1),
      concatBytes([Uint8Array.of(0), vector.value]),
      new Uint8Array(256).fill(0xff),
    ])
      expect(await verify({ ...vector, value })).toBe(false);
  });

  it.each(FORBIDDEN_SIGNATURES.filter(rsa))('refuses $algorithm by $key: $why', async (vector) => {
    expect(await verify(vector)).toBe(false);
  });

  it('refuses a salt longer than the modulus has room for', async () => {
    const vector = SIGNATURES.find(({ algorithm }) => algorithm === 'rsa-pss-sha512');
    if (vector === undefined) throw new TypeError('no vector');
    for (const saltLength of [191, 1000, 2 ** 31 - 1])
      expect(await verify({ ...vector, saltLength })).toBe(false);
  });
});
