import { describe, expect, it } from 'vitest';
import { certificateWith } from '../../test/certificate-with.ts';
import { keyOf } from '../../test/signatures.ts';
import * as OID from '../asn1/oids.ts';
import { bitString, encode, objectIdentifier, sequence } from '../asn1/writer.ts';
import type { SignatureAlgorithm } from '../crypto/algorithms.ts';
import { PublicKey } from '../crypto/public-key.ts';
import type { Certificate } from '../x509/certificate.ts';
import { assertAlgorithmForSealing, assertCertificateForSealing } from './preflight.ts';

/** Between the dates of every certificate that is made here. */
const NOW = new Date('2026-06-01T00:00:00Z');

const usage = (bits: number, unused: number) => ({
  oid: OID.keyUsage,
  value: encode(bitString(Uint8Array.of(bits), unused)),
});
const purposes = (...list: readonly string[]) => ({
  oid: OID.extendedKeyUsage,
  value: encode(sequence(list.map(objectIdentifier))),
});
const judge = (certificate: Certificate, now = NOW) => assertCertificateForSealing(certificate, now);

describe('a certificate for sealing', () => {
  it('is valid now, its first and last moments included', async () => {
    const certificate = certificateWith({ subject: [[[OID.organization, '株式会社サンプル']]] });
    for (const now of [certificate.notBefore, NOW, certificate.notAfter])
      await expect(judge(certificate, now)).resolves.toBeUndefined();
    for (const now of [
      new Date(certificate.notBefore.getTime() - 1),
      new Date(certificate.notAfter.getTime() + 1),
    ])
      await expect(judge(certificate, now)).rejects.toThrow(
        expect.objectContaining({
          code: 'CERTIFICATE_NOT_VALID_NOW',
          message: expect.stringContaining('株式会社サンプル'),
        }),
      );
  });

  it.each([
    ['digitalSignature', 0x80, 7, true],
    ['nonRepudiation', 0x40, 6, true],
    ['both', 0xc0, 6, true],
    ['keyEncipherment', 0x20, 5, false],
    ['keyCertSign and cRLSign', 0x06, 1, false],
    ['nothing', 0x00, 0, false],
  ])('with key usage %s', async (_, bits, unused, allowed) => {
    const judged = judge(certificateWith({ extensions: [usage(bits, unused)] }));
    if (allowed) await expect(judged).resolves.toBeUndefined();
    else
      await expect(judged).rejects.toThrow(expect.objectContaining({ code: 'CERTIFICATE_NOT_FOR_SEALING' }));
  });

  it.each([
    [[OID.timeStamping], false],
    [[OID.ocspSigning], false],
    [[OID.serverAuth], false],
    [[OID.serverAuth, '2.999.1'], true],
    [[OID.clientAuth], true],
    [[OID.anyExtendedKeyUsage], true],
  ])('with the purposes %j', async (list, allowed) => {
    const judged = judge(certificateWith({ extensions: [purposes(...list)] }));
    if (allowed) await expect(judged).resolves.toBeUndefined();
    else
      await expect(judged).rejects.toThrow(expect.objectContaining({ code: 'CERTIFICATE_NOT_FOR_SEALING' }));
  });
});

describe('an algorithm for sealing', () => {
  const judged = (key: string, algorithm: SignatureAlgorithm) => () =>
    assertAlgorithmForSealing({ ...certificateWith({}), publicKey: new PublicKey(keyOf(key)) }, algorithm);

  it.each<[string, SignatureAlgorithm]>([
    ['rsa', 'rsa-sha256'],
    ['rsa', 'rsa-sha3-512'],
    ['rsa-pss', 'rsa-pss-sha256'],
    ['P-256', 'ecdsa-sha256'],
    ['P-521', 'ecdsa-sha512'],
    ['ed25519', 'ed25519'],
    ['ed448', 'ed448'],
  ])('may be, by a key %s, %s', (key, algorithm) => {
    expect(judged(key, algorithm)).not.toThrow();
  });

  it.each<[string, SignatureAlgorithm]>([
    ['rsa', 'rsa-sha1'],
    ['rsa', 'rsa-md5'],
    ['rsa', 'rsa-pss-sha224'],
    ['rsa-2041', 'rsa-sha256'],
    ['P-256', 'ecdsa-sha1'],
    ['brainpoolP256r1', 'ecdsa-sha256'],
    ['P-256 explicit', 'ecdsa-sha1'],
  ])('may not be, by a key %s, %s', (key, algorithm) => {
    expect(judged(key, algorithm)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_ALGORITHM' }));
  });
});
