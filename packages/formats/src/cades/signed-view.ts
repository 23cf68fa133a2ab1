/**
 * The signed attributes as one view: what is read here is what the signature value covers, never another encoding of it.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { DerReader, OID, TAG } from '@eseal/core/asn1';
import {
  type Attribute,
  findAttributes,
  messageDigest,
  readAttributes,
  type SignerInfo,
  type SigningCertificateAttribute,
  signedAttributesEncoding,
  signingCertificateAttributes,
  signingTime,
  singleValue,
} from '@eseal/core/cms';

/** What a signature value covers beside the content. */
export interface SignedView {
  /** SET OF in DER under the value; `undefined` without signed attributes, or when there is no DER of them. */
  readonly bytes: Uint8Array | undefined;
  /** False when the attributes came in another order or encoding than DER's. */
  readonly receivedAsDer: boolean;
  /** SET OF as received; `undefined` where that is its DER. */
  readonly receivedBytes: Uint8Array | undefined;
  readonly attributes: readonly Attribute[];
  readonly contentType: string | undefined;
  readonly messageDigest: Uint8Array | undefined;
  /** The claimed time, whatever its encoding. */
  readonly signingTime: Date | undefined;
  /** The time is a GeneralizedTime before 2050, which UTCTime is for, so that others see no time (RFC 5652 §11.3). */
  readonly isTimeMisencoded: boolean;
  /** Every ESS reference attribute that can be read, version 2 first. */
  readonly signingCertificates: readonly SigningCertificateAttribute[];
  /** How many ESS reference attributes there are, readable or not. */
  readonly signingCertificateCount: number;
}

/** Reads the signed attributes of a SignerInfo from their DER (RFC 5652 §5.4). */
export function readSignedView(signer: SignerInfo): SignedView {
  const received = signer.signedAttributesRaw;
  const encoding = received && readable(() => signedAttributesEncoding(received));
  const attributes = encoding
    ? readAttributes(DerReader.over(encoding.bytes, 'signedAttrs').set('signedAttrs'))
    : [];
  const referencing = [OID.signingCertificateV2, OID.signingCertificate].flatMap((type) =>
    findAttributes(attributes, type),
  );
  const time = readable(() => signingTime(attributes));
  const contentType = singleValue(attributes, OID.contentType);
  return {
    bytes: encoding?.bytes,
    receivedAsDer: encoding?.receivedAsDer ?? false,
    receivedBytes: encoding?.receivedAsDer === false ? encoding.received : undefined,
    attributes,
    contentType:
      contentType &&
      readable(() => DerReader.over(contentType, 'content-type').objectIdentifier('ContentType')),
    messageDigest: readable(() => messageDigest(attributes)),
    signingTime: time,
    isTimeMisencoded:
      time !== undefined &&
      time.getUTCFullYear() < 2050 &&
      singleValue(attributes, OID.signingTime)?.[0] !== TAG.utcTime,
    signingCertificates: referencing.flatMap(
      (one) => readable(() => signingCertificateAttributes([one])) ?? [],
    ),
    signingCertificateCount: referencing.length,
  };
}

/** Whether an attribute stands among these. */
export function hasAttribute(attributes: readonly Attribute[], type: string): boolean {
  return findAttributes(attributes, type).length > 0;
}
