/**
 * References to the signing certificate inside the signed attributes (RFC 2634 §5.4, RFC 5035 §3, §4).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { type DigestAlgorithm, digestByOid } from '../crypto/algorithms.ts';
import { type GeneralName, readGeneralNames } from '../x509/general-name.ts';
import { type Attribute, findAttributes } from './attributes.ts';

/** Issuer and serial number of a certificate, as a reference states them. */
export interface IssuerSerial {
  /** A text is X509IssuerName of XMLDSig §4.5.4.1: a distinguished name as RFC 4514 writes it. */
  readonly issuer: readonly GeneralName[] | { readonly text: string };
  /** Content octets of the INTEGER. */
  readonly serialNumber: Uint8Array;
}

/** A reference to a certificate by digest. */
export interface CertificateReference {
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly digest: Uint8Array;
  readonly issuerSerial?: IssuerSerial;
}

/** One ESS signing-certificate attribute. */
export interface SigningCertificateAttribute {
  readonly version: 1 | 2;
  /** The first names the signing certificate, others its issuers. */
  readonly references: readonly CertificateReference[];
}

/**
 * Every ESS signing-certificate attribute among the signed attributes, of both versions.
 *
 * @throws DecodeError when one cannot be read
 */
export function signingCertificateAttributes(
  attributes: readonly Attribute[],
): readonly SigningCertificateAttribute[] {
  return [
    ...findAttributes(attributes, OID.signingCertificateV2).map((one) => readAttribute(one, 2)),
    ...findAttributes(attributes, OID.signingCertificate).map((one) => readAttribute(one, 1)),
  ];
}

function readAttribute(one: Attribute, version: 1 | 2): SigningCertificateAttribute {
  const references = one.values.flatMap((value) => {
    const reader = DerReader.over(value, 'SigningCertificate').sequence('SigningCertificate');
    const list = reader.sequence('certs');
    const found: CertificateReference[] = [];
    while (!list.atEnd) found.push(readReference(list.sequence('ESSCertID'), version));
    return found;
  });
  return { version, references };
}

function readReference(reader: DerReader, version: 1 | 2): CertificateReference {
  const digestAlgorithm = version === 1 ? 'SHA-1' : readHash(reader);
  const digest = reader.octetString('certHash');
  if (reader.atEnd) return { digestAlgorithm, digest };
  const pair = reader.sequence('issuerSerial');
  const issuer = readGeneralNames(pair.sequence('issuer'));
  const serialNumber = pair.integer('serialNumber');
  return { digestAlgorithm, digest, issuerSerial: { issuer, serialNumber } };
}

function readHash(reader: DerReader): DigestAlgorithm | undefined {
  if (!reader.has(0x30)) return 'SHA-256';
  return digestByOid(readAlgorithmIdentifier(reader, 'hashAlgorithm').oid)?.name;
}
