/**
 * The attributes of CAdES that are known by name, with how often each may stand in one signature (EN 319 122-1 §5, §6.3,
 * EN 319 122-2 §5; legacy ones from TS 101 733).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';

/** One known attribute. */
export interface AttributeRow {
  readonly oid: string;
  readonly name: string;
  readonly place: 'signed' | 'unsigned';
  /** At most one instance with one value. */
  readonly once: boolean;
}

const ID_AA = '1.2.840.113549.1.9.16.2';

/** References to the certificates of attribute authorities (EN 319 122-1 §A.1.3). */
export const ATTRIBUTE_CERTIFICATE_REFS: string = `${ID_AA}.44`;
/** References to the revocation data of attribute certificates (EN 319 122-1 §A.1.4). */
export const ATTRIBUTE_REVOCATION_REFS: string = `${ID_AA}.45`;

const signed = (oid: string, name: string, once = true): AttributeRow => ({
  oid,
  name,
  place: 'signed',
  once,
});

const unsigned = (oid: string, name: string, once = true): AttributeRow => ({
  oid,
  name,
  place: 'unsigned',
  once,
});

/** Every attribute that is known. */
export const ATTRIBUTES: readonly AttributeRow[] = [
  signed(OID.contentType, 'content-type'),
  signed(OID.messageDigest, 'message-digest'),
  signed(OID.signingTime, 'signing-time'),
  signed(OID.signingCertificate, 'signing-certificate'),
  signed(OID.signingCertificateV2, 'signing-certificate-v2'),
  signed(OID.cmsAlgorithmProtection, 'cms-algorithm-protection'),
  signed(OID.mimeType, 'mime-type'),
  signed(OID.contentHints, 'content-hints'),
  signed(`${ID_AA}.7`, 'content-identifier'),
  signed(`${ID_AA}.10`, 'content-reference'),
  signed(OID.signaturePolicyIdentifier, 'signature-policy-identifier'),
  signed(OID.commitmentTypeIndication, 'commitment-type-indication', false),
  signed(OID.signerLocation, 'signer-location'),
  signed(`${ID_AA}.18`, 'signer-attributes'),
  signed('0.4.0.19122.1.1', 'signer-attributes-v2'),
  signed(OID.contentTimestamp, 'content-time-stamp', false),
  signed('1.2.840.113549.1.9.15', 'smime-capabilities'),
  signed(OID.adobeRevocationInfoArchival, 'adbe-revocationInfoArchival'),
  unsigned(OID.signatureTimestamp, 'signature-time-stamp', false),
  unsigned(OID.countersignature, 'countersignature', false),
  unsigned('0.4.0.19122.1.3', 'signature-policy-store'),
  unsigned(OID.certificateRefs, 'complete-certificate-references'),
  unsigned(OID.revocationRefs, 'complete-revocation-references'),
  unsigned(OID.certificateValues, 'certificate-values'),
  unsigned(OID.revocationValues, 'revocation-values'),
  unsigned(OID.escTimestamp, 'CAdES-C-timestamp', false),
  unsigned(OID.certCrlTimestamp, 'time-stamped-certs-crls-references', false),
  unsigned(ATTRIBUTE_CERTIFICATE_REFS, 'attribute-certificate-references'),
  unsigned(ATTRIBUTE_REVOCATION_REFS, 'attribute-revocation-references'),
  unsigned(`${ID_AA}.27`, 'archive-time-stamp', false),
  unsigned(OID.archiveTimestampV2, 'archive-time-stamp-v2', false),
  unsigned(OID.archiveTimestampV3, 'archive-time-stamp-v3', false),
  unsigned('0.4.0.1733.2.2', 'long-term-validation', false),
  unsigned(`${ID_AA}.49`, 'internal-evidence-record', false),
  unsigned(`${ID_AA}.50`, 'external-evidence-record', false),
];

/** First version of the archive timestamp (TS 101 733 V1.7.3 §6.4.1). */
export const ARCHIVE_TIMESTAMP_V1: string = `${ID_AA}.27`;

/** The row of an attribute, if it is known. */
export function attributeRow(oid: string): AttributeRow | undefined {
  return ATTRIBUTES.find((row) => row.oid === oid);
}
