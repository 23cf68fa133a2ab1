/** Revocation data: OCSP (RFC 6960) and CRLs (RFC 5280 §5). @module */
export { type CertId, type CertIdIssuer, certId, isCertIdOf } from './cert-id.ts';
export { type CertificateList, parseCrl } from './crl.ts';
export type { CrlReason } from './crl-reason.ts';
export { type CrlLookup, findRevoked, type RevokedCertificate } from './find-revoked.ts';
export type { IssuingDistributionPoint } from './issuing-distribution-point.ts';
export { encodeOcspRequest, type OcspRequest, ocspGetUrl } from './ocsp-request.ts';
export {
  type BasicOcspResponse,
  OCSP_RESPONSE_STATUS,
  type OcspResponse,
  parseOcspResponse,
  type ResponderId,
} from './ocsp-response.ts';
export type { CertHash, OcspCertStatus, SingleOcspResponse } from './ocsp-single-response.ts';
