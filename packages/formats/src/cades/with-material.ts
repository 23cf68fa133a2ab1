/**
 * Certificates and revocation data put into a SignedData, of a seal or of a token (RFC 5652 §5.1, RFC 5940 §2.1).
 *
 * @module
 */
import type { ValidationMaterial } from '@eseal/core';
import { context, encode, integer, objectIdentifier } from '@eseal/core/asn1';
import {
  CERTIFICATES_TAG,
  CRLS_TAG,
  changeSignedData,
  type SignedData,
  withSetElements,
} from '@eseal/core/cms';
import { RI_OCSP_RESPONSE } from './material.ts';

/** A SignedData with further material in it; what is there stays as it is. */
export function withMaterial(
  signedData: SignedData,
  { certificates, crls, ocspResponses }: ValidationMaterial,
): SignedData {
  const { fields, version } = signedData;
  const revocation = [...crls, ...ocspResponses.map(otherRevocationInfo)];
  // RFC 5652 §5.1: no signature or timestamp covers the version.
  const isRaised = ocspResponses.length > 0 && version < OTHER_REVOCATION_VERSION;
  return changeSignedData(signedData, {
    ...(isRaised && { version: integer(OTHER_REVOCATION_VERSION) }),
    ...(certificates.length > 0 && {
      certificates: withSetElements(fields.certificates, CERTIFICATES_TAG, certificates),
    }),
    ...(revocation.length > 0 && { crls: withSetElements(fields.crls, CRLS_TAG, revocation) }),
  });
}

/** Version of a SignedData with OtherRevocationInfoFormat (RFC 5652 §5.1). */
const OTHER_REVOCATION_VERSION = 5;

/** `[1] OtherRevocationInfoFormat` with an OCSPResponse (RFC 5652 §10.2.1, RFC 5940 §2.1). */
function otherRevocationInfo(response: Uint8Array): Uint8Array {
  return encode(context(1, [objectIdentifier(RI_OCSP_RESPONSE), response]));
}
