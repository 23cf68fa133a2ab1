import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { flipBit } from '../tamper.ts';
import { createNodeKey, type NodeKeyKind } from './keys.ts';

const data = new TextEncoder().encode('to be signed');
const kinds: readonly NodeKeyKind[] = ['p521', 'brainpoolP384r1', 'rsa-2048', 'ed448'];

describe('keys of Node', () => {
  it.each(kinds)('sign with %s', async (kind) => {
    const key = createNodeKey(kind);
    const publicKey = createPublicKey({ key: Buffer.from(key.publicKey), format: 'der', type: 'spki' });
    const hash = /sha\d+$/.exec(key.algorithms[0])?.[0];
    const value = await key.sign(data);
    expect(verify(hash, data, publicKey, value)).toBe(true);
    expect(verify(hash, flipBit(data), publicKey, value)).toBe(false);
  });

  it('say that an RSA key is for PSS only', () => {
    const { publicKey } = createNodeKey('rsa-pss-only-2048');
    expect(
      createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' }).asymmetricKeyType,
    ).toBe('rsa-pss');
  });

  it('sign with SHA-3 when asked to, and with nothing else then', async () => {
    const key = createNodeKey('p256', { algorithms: ['ecdsa-sha3-256'] });
    const publicKey = createPublicKey({ key: Buffer.from(key.publicKey), format: 'der', type: 'spki' });
    expect(verify('sha3-256', data, publicKey, await key.sign(data))).toBe(true);
    await expect(key.sign(data, 'ecdsa-sha256')).rejects.toThrow(TypeError);
  });

  it('are not in WebCrypto', () => {
    expect(() => createNodeKey('ed448').privateKey).toThrow('WebCrypto has no ed448');
  });
});
