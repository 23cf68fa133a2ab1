/** The adapter of web runtimes, in browsers and in Node, where its outcomes must be those of Node's own. */
import { describe, expect, it } from 'vitest';
import {
  FORBIDDEN_SIGNATURES,
  keyOf,
  SIGNATURES,
  SIGNED_DATA,
  type SignatureVector,
} from '../../test/signatures.ts';
import { toHex, utf8 } from '../util/bytes.ts';
import { CURVES, DIGEST_ALGORITHMS } from './algorithms.ts';
import { digestBytes } from './digest.ts';
import { provider } from './provider-web.ts';
import { PublicKey } from './public-key.ts';

async function verify(
  { key, algorithm, value, saltLength }: SignatureVector,
  data = SIGNED_DATA,
): Promise<boolean> {
  const { raw, curve } = new PublicKey(keyOf(key));
  return provider.verify(await provider.importPublicKey(raw, curve), algorithm, data, value, saltLength);
}

describe('the web adapter', () => {
  // Plain values come to an adapter as DER.
  const values = SIGNATURES.filter(({ algorithm }) => !/^(plain-ecdsa|dsa)-/.test(algorithm));
  it.each(values)('verifies $algorithm by $key (salt $saltLength)', async (vector) => {
    expect(await verify(vector)).toBe(true);
    expect(await verify(vector, SIGNED_DATA.subarray(1))).toBe(false);
    const flipped = vector.value.map((byte, at) => (at === 9 ? byte ^ 1 : byte));
    expect(await verify({ ...vector, value: flipped })).toBe(false);
    expect(await verify({ ...vector, value: new Uint8Array() })).toBe(false);
  });

  it.each(FORBIDDEN_SIGNATURES.filter(({ key }) => key !== 'rsa-pss-sha256-32'))(
    'refuses $algorithm by $key: $why',
    async (vector) => {
      expect(await verify(vector)).toBe(false);
    },
  );

  it.each(DIGEST_ALGORITHMS)('digests with $name as the platform’s adapter does', async ({ name }) => {
    const data = utf8('電子印');
    const expected = toHex(await digestBytes(name, data));
    expect(toHex(await provider.digest(name, data))).toBe(expected);
    const hash = await provider.createDigest(name);
    await hash.update(data.subarray(0, 4));
    const copy = hash.copy();
    await copy.update(data.subarray(4));
    expect(toHex(await copy.digest())).toBe(expected);
  });

  it('verifies nothing under points beside their curve', async () => {
    for (const { name } of CURVES) {
      const vector = SIGNATURES.find(({ key }) => key === name);
      const spki = keyOf(name).map((byte, at, all) => (at === all.length - 1 ? byte ^ 1 : byte));
      const { raw, curve } = new PublicKey(spki);
      const key = await provider.importPublicKey(raw, curve);
      const { algorithm, value } = vector ?? { algorithm: 'ed25519', value: new Uint8Array() };
      expect(await provider.verify(key, algorithm, SIGNED_DATA, value), name).toBe(false);
    }
  });

  it('does not sign with what browsers lack', async () => {
    const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    const signed = (async () => provider.sign(privateKey, 'ecdsa-sha3-256', SIGNED_DATA, false))();
    await expect(signed).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
  });
});
