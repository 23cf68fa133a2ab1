import { describe, expect, it } from 'vitest';
import { certificateWith } from '../../test/certificate-with.ts';
import { signWithCryptoKey } from '../crypto/private-key.ts';
import { PublicKey } from '../crypto/public-key.ts';
import type { Certificate } from './certificate.ts';
import { matchCertificate } from './match-certificate.ts';

async function makeKey(namedCurve: string) {
  const usages: KeyUsage[] = ['sign', 'verify'];
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, false, usages);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  const certificate: Certificate = { ...certificateWith({}), publicKey: new PublicKey(spki) };
  const sign = async (data: Uint8Array) => signWithCryptoKey(pair.privateKey, 'ecdsa-sha256', data, false);
  return { certificate, sign };
}

const own = await makeKey('P-256');
const other = await makeKey('P-256');
const longer = await makeKey('P-384');
const unknown: Certificate = certificateWith({});

describe('the certificate of a key', () => {
  it('is found among others of the same subject and of every kind', async () => {
    const pool = [unknown, other.certificate, longer.certificate, own.certificate];
    expect(await matchCertificate(own.sign, 'ecdsa-sha256', pool)).toBe(own.certificate);
  });

  it('is the first of several with the same key', async () => {
    const renewed = { ...own.certificate };
    expect(await matchCertificate(own.sign, 'ecdsa-sha256', [renewed, own.certificate])).toBe(renewed);
  });

  it('is not one whose public key alone is altered', async () => {
    const substituted = { ...own.certificate, publicKey: other.certificate.publicKey };
    await expect(matchCertificate(own.sign, 'ecdsa-sha256', [substituted])).rejects.toMatchObject({
      code: 'CERTIFICATE_KEY_MISMATCH',
    });
  });

  it('is missing when there are none, and the message says so', async () => {
    await expect(matchCertificate(own.sign, 'ecdsa-sha256', [])).rejects.toMatchObject({
      code: 'CERTIFICATE_KEY_MISMATCH',
      message: 'no certificate was given for the key',
    });
  });
});
