/**
 * CertID: how OCSP names a certificate, by digests of its issuer's name and key and by its serial number (RFC 6960 §4.1.1).
 *
 * @module
 */
import type { DerReader } from '../asn1/reader.ts';
import { type DerNode, integer, nullValue, objectIdentifier, octetString, sequence } from '../asn1/writer.ts';
import { readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { type DigestAlgorithm, digestByOid, digestRow } from '../crypto/algorithms.ts';
import { digestBytes } from '../crypto/digest.ts';
import { equalBytes } from '../util/bytes.ts';
import type { Certificate } from '../x509/certificate.ts';

/** A CertID as received. */
export interface CertId {
  /** `undefined` for a digest the SDK does not know. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** Content of the INTEGER. */
  readonly serialNumber: Uint8Array;
}

/** Whoever issued a certificate; of its key alone the digest is made, its name stands in the certificate. */
export type CertIdIssuer = Pick<Certificate, 'publicKey'>;

/** Reads the next element as CertID. */
export function readCertId(reader: DerReader): CertId {
  const inner = reader.sequence('CertID');
  const { oid } = readAlgorithmIdentifier(inner, 'hashAlgorithm');
  const issuerNameHash = inner.octetString('issuerNameHash');
  const issuerKeyHash = inner.octetString('issuerKeyHash');
  const serialNumber = inner.integer('serialNumber');
  inner.end();
  return { digestAlgorithm: digestByOid(oid)?.name, issuerNameHash, issuerKeyHash, serialNumber };
}

/** The CertID of a certificate. The parameters of the digest are NULL: responders compare the encoding (RFC 5019 §2.1.1). */
export async function certId(
  certificate: Certificate,
  issuer: CertIdIssuer,
  digestAlgorithm: DigestAlgorithm,
): Promise<DerNode> {
  const { nameHash, keyHash } = await issuerHashes(certificate, issuer, digestAlgorithm);
  return sequence([
    sequence([objectIdentifier(digestRow(digestAlgorithm).oid), nullValue()]),
    octetString(nameHash),
    octetString(keyHash),
    integer(certificate.serialNumber),
  ]);
}

/** Whether a CertID names this certificate of this issuer: both digests and the serial number. */
export async function isCertIdOf(
  id: CertId,
  certificate: Certificate,
  issuer: CertIdIssuer,
): Promise<boolean> {
  if (id.digestAlgorithm === undefined || !equalBytes(id.serialNumber, certificate.serialNumber))
    return false;
  const { nameHash, keyHash } = await issuerHashes(certificate, issuer, id.digestAlgorithm);
  return equalBytes(id.issuerNameHash, nameHash) && equalBytes(id.issuerKeyHash, keyHash);
}

async function issuerHashes(
  { issuer: name }: Certificate,
  { publicKey }: CertIdIssuer,
  digestAlgorithm: DigestAlgorithm,
): Promise<{ readonly nameHash: Uint8Array; readonly keyHash: Uint8Array }> {
  return {
    nameHash: await digestBytes(digestAlgorithm, name.raw),
    keyHash: await digestBytes(digestAlgorithm, publicKey.bits),
  };
}
