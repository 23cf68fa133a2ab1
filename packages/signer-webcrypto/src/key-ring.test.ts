import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { describe, expect, it } from 'vitest';
import { certificateOf, cryptoKeyOf } from '../test/key-files.ts';
import { type KeyRing, signWithRing } from './key-ring.ts';

const data = new TextEncoder().encode('to be sealed');

async function ringOf(algorithm: SignatureAlgorithm, crypto?: KeyRing['crypto']): Promise<KeyRing> {
  const key = await cryptoKeyOf('p256', { name: 'ECDSA', namedCurve: 'P-256' });
  return { keys: new Map([[algorithm, key]]), ...(crypto && { crypto }) };
}

describe('signing with a key ring', () => {
  it.each([false, true])('gives the DER of ECDSA values (several at once: %s)', async (many) => {
    const ring = await ringOf('ecdsa-sha256');
    const value = await signWithRing(ring, { algorithm: 'ecdsa-sha256', dataToBeSigned: data }, many);
    expect(value[0]).toBe(0x30);
    expect(await certificateOf('p256').publicKey.verify('ecdsa-sha256', data, value)).toBe(true);
  });

  it('goes through the implementation that is plugged in', async () => {
    const calls: unknown[] = [];
    const { subtle } = globalThis.crypto;
    const plugged = {
      subtle: Object.assign(Object.create(subtle), {
        sign: (...call: Parameters<SubtleCrypto['sign']>) => {
          calls.push(call[0]);
          return subtle.sign(...call);
        },
      }),
    };
    const ring = await ringOf('ecdsa-sha384', plugged);
    const value = await signWithRing(ring, { algorithm: 'ecdsa-sha384', dataToBeSigned: data }, false);
    expect(calls).toEqual([{ name: 'ECDSA', hash: 'SHA-384' }]);
    expect(await certificateOf('p256').publicKey.verify('ecdsa-sha384', data, value)).toBe(true);
  });

  it('takes the platform named outright for the platform', async () => {
    const ring = await ringOf('ecdsa-sha256', globalThis.crypto);
    const value = await signWithRing(ring, { algorithm: 'ecdsa-sha256', dataToBeSigned: data }, false);
    expect(await certificateOf('p256').publicKey.verify('ecdsa-sha256', data, value)).toBe(true);
  });

  it('refuses an algorithm without a key', async () => {
    const signed = signWithRing(
      await ringOf('ecdsa-sha256'),
      { algorithm: 'ecdsa-sha512', dataToBeSigned: data },
      false,
    );
    await expect(signed).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
  });

  it('reports a key that fails to sign, with the reason of its implementation', async () => {
    const reason = new DOMException('the token is gone', 'OperationError');
    const failing = {
      subtle: Object.assign(Object.create(crypto.subtle), { sign: () => Promise.reject(reason) }),
    };
    const ring = await ringOf('ecdsa-sha256', failing);
    const signed = signWithRing(ring, { algorithm: 'ecdsa-sha256', dataToBeSigned: data }, false);
    await expect(signed).rejects.toMatchObject({ code: 'SIGNER_KEY_UNUSABLE', cause: reason });
  });

  it('reports a key of another implementation as unusable', async () => {
    const foreign: CryptoKey = {
      type: 'private',
      usages: ['sign'],
      extractable: false,
      algorithm: { name: 'ECDSA' },
    };
    const ring: KeyRing = { keys: new Map([['ecdsa-sha256', foreign]]) };
    const signed = signWithRing(ring, { algorithm: 'ecdsa-sha256', dataToBeSigned: data }, false);
    await expect(signed).rejects.toMatchObject({ code: 'SIGNER_KEY_UNUSABLE' });
  });
});
