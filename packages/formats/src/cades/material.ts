/**
 * Certificates and revocation data that stand in a CMS (EN 319 122-1 §5.4, §6.3; TS 101 733 §6.3).
 *
 * @module
 */
import { readable } from '@eseal/core';
import {
  context,
  DerReader,
  element,
  encode,
  OID,
  objectIdentifier,
  octetString,
  sequence,
} from '@eseal/core/asn1';
import { type Attribute, findAttributes, type SignedData } from '@eseal/core/cms';
import { type Certificate, parseCertificate } from '@eseal/core/x509';

/** Encodings of material, none of them judged. */
export interface EmbeddedMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** OCSPResponse structures. */
  readonly ocspResponses: readonly Uint8Array[];
}

/** RFC 5940 §2.1: a whole OCSPResponse among the revocation information. */
export const RI_OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';
/** RFC 6960 §4.2.1: the basic response inside it, which some producers put there instead. */
const OCSP_BASIC = '1.3.6.1.5.5.7.48.1.1';

const BER = { encoding: 'ber' } as const;

/** Certificates among these bytes; what is none is left out. */
export function readCertificates(encodings: readonly Uint8Array[]): readonly Certificate[] {
  return encodings.flatMap((raw) => readable(() => parseCertificate(raw)) ?? []);
}

/** Material of a SignedData and of the unsigned attributes of one of its signers. */
export function readMaterial(
  { certificates, crls, otherRevocationInfos }: SignedData,
  unsignedAttributes: readonly Attribute[],
): EmbeddedMaterial {
  const values = unsignedAttributes.map(readAttributeMaterial);
  return {
    certificates: [...certificates, ...values.flatMap((one) => one.certificates)],
    crls: [...crls, ...values.flatMap((one) => one.crls)],
    ocspResponses: [
      ...otherRevocationInfos.flatMap(readOtherRevocationInfo),
      ...values.flatMap((one) => one.ocspResponses),
    ],
  };
}

/** Material in values of an attribute: certificate-values and revocation-values have some. */
export function readAttributeMaterial({
  type,
  values,
}: Pick<Attribute, 'type' | 'values'>): EmbeddedMaterial {
  const read = (type === OID.revocationValues ? values : []).map((value) =>
    readable(() => readRevocationValues(value)),
  );
  return {
    certificates: (type === OID.certificateValues ? values : []).flatMap(
      (value) =>
        readable(() =>
          elements(DerReader.over(value, 'CertificateValues', BER).sequence('CertificateValues')),
        ) ?? [],
    ),
    crls: read.flatMap((one) => one?.crls ?? []),
    ocspResponses: read.flatMap((one) => one?.ocspResponses ?? []),
  };
}

/** Revocation data in the signed attribute adbe-revocationInfoArchival (ISO 32000-2 §12.8.3.3.2). */
export function readAdobeRevocationInfo(
  signedAttributes: readonly Attribute[],
): Omit<EmbeddedMaterial, 'certificates'> {
  const infos = findAttributes(signedAttributes, OID.adobeRevocationInfoArchival)
    .flatMap(({ values }) => values)
    .flatMap((value) => readable(() => readRevocationInfo(value)) ?? []);
  return {
    crls: infos.flatMap((info) => info.crls),
    ocspResponses: infos.flatMap((info) => info.ocspResponses),
  };
}

function readRevocationInfo(value: Uint8Array): Omit<EmbeddedMaterial, 'certificates'> {
  const reader = DerReader.over(value, 'RevocationInfoArchival', BER).sequence('RevocationInfoArchival');
  return {
    crls: reader.has(0xa0) ? elements(reader.context(0, 'crl').sequence('crl')) : [],
    ocspResponses: reader.has(0xa1) ? elements(reader.context(1, 'ocsp').sequence('ocsp')) : [],
  };
}

/** RevocationValues (RFC 5126 §6.3.4). */
function readRevocationValues(value: Uint8Array): Omit<EmbeddedMaterial, 'certificates'> {
  const reader = DerReader.over(value, 'RevocationValues', BER).sequence('RevocationValues');
  const crls = reader.has(0xa0) ? elements(reader.context(0, 'crlVals').sequence('crlVals')) : [];
  const basic = reader.has(0xa1) ? elements(reader.context(1, 'ocspVals').sequence('ocspVals')) : [];
  return { crls, ocspResponses: basic.map(wrapBasicResponse) };
}

/** The OCSPResponse in an element of OtherRevocationInfoFormat under `[1]` (RFC 5652 §10.2.1), if it is one. */
export function readOtherRevocationInfo(raw: Uint8Array): readonly Uint8Array[] {
  return (
    readable(() => {
      const reader = DerReader.over(raw, 'OtherRevocationInfoFormat', BER).context(1, 'other');
      const format = reader.objectIdentifier('otherRevInfoFormat');
      const info = reader.raw('otherRevInfo');
      if (format === RI_OCSP_RESPONSE) return [info];
      return format === OCSP_BASIC ? [wrapBasicResponse(info)] : [];
    }) ?? []
  );
}

/** OCSPResponse around a BasicOCSPResponse as received (RFC 6960 §4.2.1). */
function wrapBasicResponse(basic: Uint8Array): Uint8Array {
  const successful = element(0x0a, [Uint8Array.of(0)]);
  const responseBytes = sequence([objectIdentifier(OCSP_BASIC), octetString(basic)]);
  return encode(sequence([successful, context(0, [responseBytes])]));
}

/** The BasicOCSPResponse in an OCSPResponse; `undefined` when there is none. */
export function unwrapBasicResponse(response: Uint8Array): Uint8Array | undefined {
  return readable(() => {
    const reader = DerReader.over(response, 'OCSPResponse', BER).sequence('OCSPResponse');
    reader.enumerated('responseStatus');
    const bytes = reader.context(0, 'responseBytes').sequence('ResponseBytes');
    return bytes.objectIdentifier('responseType') === OCSP_BASIC ? bytes.octetString('response') : undefined;
  });
}

function elements(reader: DerReader): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  while (!reader.atEnd) found.push(reader.raw('element'));
  return found;
}
