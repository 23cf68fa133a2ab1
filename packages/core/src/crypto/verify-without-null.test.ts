import { describe, expect, it } from 'vitest';
import { keyOf, SIGNATURES, SIGNATURES_WITHOUT_NULL, SIGNED_DATA } from '../../test/signatures.ts';
import { PublicKey } from './public-key.ts';
import { verifyWithoutNull } from './verify-without-null.ts';

describe('an RSA value whose DigestInfo lacks NULL', () => {
  it.each(SIGNATURES_WITHOUT_NULL)('$algorithm is taken here only', async ({ key, algorithm, value }) => {
    const publicKey = new PublicKey(keyOf(key));
    expect(await verifyWithoutNull(publicKey, algorithm, SIGNED_DATA, value)).toBe(true);
    expect(await publicKey.verify(algorithm, SIGNED_DATA, value)).toBe(false);
  });

  it.each(SIGNATURES_WITHOUT_NULL)('$algorithm fails for altered data and values', async (vector) => {
    const publicKey = new PublicKey(keyOf(vector.key));
    const verify = (data: Uint8Array, value: Uint8Array) =>
      verifyWithoutNull(publicKey, vector.algorithm, data, value);
    expect(await verify(SIGNED_DATA.subarray(1), vector.value)).toBe(false);
    expect(await verify(SIGNED_DATA, vector.value.subarray(1))).toBe(false);
    for (const at of [0, 100, vector.value.length - 1]) {
      const value = vector.value.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await verify(SIGNED_DATA, value)).toBe(false);
    }
  });

  it('is no other value: neither one with NULL, nor PSS, nor ECDSA', async () => {
    for (const { key, algorithm, value } of SIGNATURES)
      expect(await verifyWithoutNull(new PublicKey(keyOf(key)), algorithm, SIGNED_DATA, value)).toBe(false);
  });
});
