import { describe, expect, it } from 'vitest';
import { certificateOf, cryptoKeyOf, ISSUERS } from '../test/key-files.ts';
import type { KeyRing } from './key-ring.ts';
import { matchCertificate } from './match-certificate.ts';

async function p256Ring(): Promise<KeyRing> {
  const key = await cryptoKeyOf('p256', { name: 'ECDSA', namedCurve: 'P-256' });
  return { keys: new Map([['ecdsa-sha256', key]]) };
}

describe('the certificate of a key', () => {
  it('is found among others of the same subject and of every kind', async () => {
    const pool = [...ISSUERS, certificateOf('other'), certificateOf('brainpool'), certificateOf('p256')];
    const found = await matchCertificate(await p256Ring(), 'ecdsa-sha256', pool);
    expect(found.raw).toEqual(certificateOf('p256').raw);
  });

  it('is the first of several with the same key', async () => {
    const own = certificateOf('p256');
    const renewed = { ...own };
    expect(await matchCertificate(await p256Ring(), 'ecdsa-sha256', [renewed, own])).toBe(renewed);
  });

  it('is not one whose public key alone is altered', async () => {
    const own = certificateOf('p256');
    const substituted = { ...own, publicKey: certificateOf('other').publicKey };
    await expect(matchCertificate(await p256Ring(), 'ecdsa-sha256', [substituted])).rejects.toMatchObject({
      code: 'CERTIFICATE_KEY_MISMATCH',
    });
  });

  it('is missing when there are none, and the message says so', async () => {
    await expect(matchCertificate(await p256Ring(), 'ecdsa-sha256', [])).rejects.toMatchObject({
      code: 'CERTIFICATE_KEY_MISMATCH',
      message: 'no certificate was given for the key',
    });
  });
});
