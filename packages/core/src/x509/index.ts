/** X.509 certificates. @module */
export { type Certificate, type Extension, parseCertificate, parseExtensions } from './certificate.ts';
export { type CertificateInput, toCertificates } from './certificate-input.ts';
export {
  type CertificationRequest,
  type CertificationRequestInfo,
  encodeCertificationRequest,
  encodeCertificationRequestInfo,
  parseCertificationRequest,
  verifyCertificationRequest,
} from './certification-request.ts';
export { isSelfIssued, orderChain } from './chain.ts';
export {
  type CrossCertificatePair,
  encodeCrossCertificatePair,
  parseCrossCertificatePair,
} from './cross-certificate-pair.ts';
export {
  crlDistributionPoints,
  type DistributionPoint,
  type DistributionPointName,
  freshestCrl,
  readDistributionPointName,
} from './distribution-points.ts';
export { encodeName, type NameAttributeText } from './encode-name.ts';
export {
  type AccessDescription,
  type AuthorityKeyIdentifier,
  authorityInfoAccess,
  authorityKeyIdentifier,
  type BasicConstraints,
  basicConstraints,
  certificatePolicies,
  decodeExtension,
  extendedKeyUsage,
  findExtension,
  type GeneralSubtree,
  inhibitAnyPolicy,
  KEY_USAGES,
  type KeyUsage,
  keyUsage,
  type NameConstraints,
  nameConstraints,
  type PolicyInformation,
  policyConstraints,
  policyMappings,
  subjectAltName,
  subjectKeyIdentifier,
  type WithExtensions,
} from './extensions.ts';
export { formatName } from './format-name.ts';
export { equalGeneralNames, type GeneralName, readGeneralName, readGeneralNames } from './general-name.ts';
export { matchCertificate } from './match-certificate.ts';
export {
  equalNames,
  equalRdns,
  foldRdn,
  type Name,
  type NameAttribute,
  nameValues,
  parseName,
  parseRdn,
} from './name.ts';
export { isNameText } from './name-text.ts';
export { parseNameText } from './parse-name-text.ts';
export { certificateEncodings, type PemBlock, parseCertificates, parsePem } from './pem.ts';
export { userNotices } from './policy-qualifiers.ts';
export { type QcStatement, qcLegislations, qcStatements, qcTypes } from './qc-statements.ts';
