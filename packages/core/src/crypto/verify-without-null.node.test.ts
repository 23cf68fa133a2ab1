/** Values over a bare digest, made by OpenSSL's padding of what it is given. */
import { constants, createHash, generateKeyPairSync, privateEncrypt, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PublicKey } from './public-key.ts';
import { lacksDigestInfo } from './verify-without-null.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = new PublicKey(Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })));
const data = new TextEncoder().encode('data to be signed');
const pad = (digest: Uint8Array): Uint8Array =>
  Uint8Array.from(privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, digest));

describe('an RSA value over a bare digest', () => {
  const value = pad(createHash('sha256').update(data).digest());

  it('is recognised, and is no signature', async () => {
    expect(await lacksDigestInfo(key, 'rsa-sha256', data, value)).toBe(true);
    expect(await key.verify('rsa-sha256', data, value)).toBe(false);
  });

  it('is not recognised for other data, another digest or a signature', async () => {
    const signature = Uint8Array.from(sign('sha256', data, privateKey));
    expect(await lacksDigestInfo(key, 'rsa-sha256', data.subarray(1), value)).toBe(false);
    expect(await lacksDigestInfo(key, 'rsa-sha512', data, value)).toBe(false);
    expect(await lacksDigestInfo(key, 'rsa-sha256', data, signature)).toBe(false);
    expect(await lacksDigestInfo(key, 'rsa-pss-sha256', data, value)).toBe(false);
  });
});
