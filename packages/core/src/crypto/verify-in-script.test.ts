import { describe, expect, it } from 'vitest';
import { keyOf, SIGNATURES, SIGNED_DATA } from '../../test/signatures.ts';
import { PublicKey } from './public-key.ts';
import { verifyInScript } from './verify-in-script.ts';

const byScript = SIGNATURES.filter(({ algorithm, key }) => algorithm.startsWith('ecdsa') || key === 'ed448');

describe('verification in JavaScript', () => {
  it.each(byScript)('$algorithm by $key', async ({ key, algorithm, value, saltLength }) => {
    const publicKey = new PublicKey(keyOf(key));
    const request = { algorithm, data: SIGNED_DATA, value, saltLength };
    expect(await verifyInScript(publicKey, request)).toBe(true);
    expect(await verifyInScript(publicKey, { ...request, data: SIGNED_DATA.subarray(1) })).toBe(false);
    expect(await verifyInScript(publicKey, { ...request, value: value.subarray(1) })).toBe(false);
    const broken = { ...publicKey, bits: publicKey.bits.subarray(1), curve: publicKey.curve };
    expect(await verifyInScript(broken, request)).toBe(false);
  });

  it('leaves Ed25519 to the platform, and says so', async () => {
    const request = {
      algorithm: 'ed25519',
      data: SIGNED_DATA,
      value: new Uint8Array(64),
      saltLength: undefined,
    } as const;
    await expect(verifyInScript(new PublicKey(keyOf('ed25519')), request)).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
    });
  });

  it('leaves DSA to the key', async () => {
    const request = {
      algorithm: 'dsa-sha1',
      data: SIGNED_DATA,
      value: SIGNED_DATA,
      saltLength: undefined,
    } as const;
    await expect(verifyInScript(new PublicKey(keyOf('dsa-1024')), request)).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
    });
  });

  it('has no value of ECDSA without a curve', async () => {
    const request = {
      algorithm: 'ecdsa-sha256',
      data: SIGNED_DATA,
      value: SIGNED_DATA,
      saltLength: undefined,
    } as const;
    expect(await verifyInScript({ bits: new Uint8Array(65), curve: undefined }, request)).toBe(false);
  });
});
