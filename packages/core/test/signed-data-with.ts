/** CMS for tests that look at structure only: certificate and signature value mean nothing. */
import * as OID from '../src/asn1/oids.ts';
import { type DerNode, encode, objectIdentifier, octetString, time } from '../src/asn1/writer.ts';
import { attribute, encodeSignedAttributes } from '../src/cms/build-attributes.ts';
import {
  detachedSignedData,
  signedDataContentInfo,
  signerInfo,
  signerInfoFrame,
} from '../src/cms/build-signed-data.ts';
import type { Certificate } from '../src/x509/certificate.ts';
import { certificateWith } from './certificate-with.ts';

/** Time of sealing in these CMS. */
export const TEST_TIME: Date = new Date('2026-11-01T09:00:00Z');

/** Digest in these CMS. */
export const TEST_DIGEST: Uint8Array = new Uint8Array(32).fill(7);

/** Signed attributes, and more of them when given. */
export function testAttributes(more: readonly DerNode[] = []): Uint8Array {
  return encodeSignedAttributes([
    attribute(OID.contentType, [objectIdentifier(OID.data)]),
    attribute(OID.messageDigest, [octetString(TEST_DIGEST)]),
    attribute(OID.signingTime, [time(TEST_TIME)]),
    ...more,
  ]);
}

/** The certificate named by these CMS. */
export const TEST_CERTIFICATE: Certificate = certificateWith({ subject: [[[OID.commonName, 'Seal']]] });

/** A SignerInfo with these unsigned attributes. */
export function testSignerInfo(unsignedAttributes: readonly DerNode[] = []): DerNode {
  const frame = signerInfoFrame(TEST_CERTIFICATE, 'SHA-256', 'ecdsa-sha256');
  return signerInfo(frame, {
    signedAttributes: testAttributes(),
    signature: new Uint8Array(70).fill(9),
    unsignedAttributes,
  });
}

/** A detached CMS with one signer. */
export function testSignedData(unsignedAttributes: readonly DerNode[] = []): Uint8Array {
  const fields = detachedSignedData({
    contentType: OID.data,
    digestAlgorithms: ['SHA-256'],
    certificates: [TEST_CERTIFICATE.raw],
  });
  return encode(signedDataContentInfo(fields, [testSignerInfo(unsignedAttributes)]));
}
