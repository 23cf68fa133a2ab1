/**
 * Object identifiers the SDK acts on, grouped by the standard that defines them; imported as the namespace `OID`, so that a
 * bundle holds those it uses. Algorithms: `crypto/algorithms.ts`.
 *
 * @module
 */
// RFC 5280 appendix A: attribute types
export const commonName = '2.5.4.3';
export const surname = '2.5.4.4';
export const serialNumber = '2.5.4.5';
export const country = '2.5.4.6';
export const locality = '2.5.4.7';
export const stateOrProvince = '2.5.4.8';
export const street = '2.5.4.9';
export const organization = '2.5.4.10';
export const organizationalUnit = '2.5.4.11';
export const title = '2.5.4.12';
export const givenName = '2.5.4.42';
export const organizationIdentifier = '2.5.4.97';
export const domainComponent = '0.9.2342.19200300.100.1.25';
export const emailAddress = '1.2.840.113549.1.9.1';

// RFC 2985 §5.4.2: attributes of certification requests
export const extensionRequest = '1.2.840.113549.1.9.14';

// RFC 5280 §4.2: extensions
export const subjectKeyIdentifier = '2.5.29.14';
export const keyUsage = '2.5.29.15';
export const privateKeyUsagePeriod = '2.5.29.16';
export const subjectAltName = '2.5.29.17';
export const issuerAltName = '2.5.29.18';
export const basicConstraints = '2.5.29.19';
export const cRLNumber = '2.5.29.20';
export const reasonCode = '2.5.29.21';
export const invalidityDate = '2.5.29.24';
export const deltaCRLIndicator = '2.5.29.27';
export const issuingDistributionPoint = '2.5.29.28';
export const certificateIssuer = '2.5.29.29';
export const nameConstraints = '2.5.29.30';
export const cRLDistributionPoints = '2.5.29.31';
export const certificatePolicies = '2.5.29.32';
export const anyPolicy = '2.5.29.32.0';
export const policyMappings = '2.5.29.33';
export const authorityKeyIdentifier = '2.5.29.35';
export const policyConstraints = '2.5.29.36';
export const extendedKeyUsage = '2.5.29.37';
export const anyExtendedKeyUsage = '2.5.29.37.0';
export const freshestCRL = '2.5.29.46';
export const inhibitAnyPolicy = '2.5.29.54';
export const authorityInfoAccess = '1.3.6.1.5.5.7.1.1';
export const subjectInfoAccess = '1.3.6.1.5.5.7.1.11';
export const ocsp = '1.3.6.1.5.5.7.48.1';
export const caIssuers = '1.3.6.1.5.5.7.48.2';
export const ocspNoCheck = '1.3.6.1.5.5.7.48.1.5';
export const expiredCertsOnCRL = '2.5.29.60';

// RFC 9608, EN 319 412-1 §5.2: certificates without revocation data
export const noRevAvail = '2.5.29.56';
export const validityAssuredShortTerm = '0.4.0.194121.2.1';

// RFC 6960, RFC 9654, Common PKI part 4 §3.1.2: OCSP
export const ocspBasic = '1.3.6.1.5.5.7.48.1.1';
export const ocspNonce = '1.3.6.1.5.5.7.48.1.2';
export const ocspArchiveCutoff = '1.3.6.1.5.5.7.48.1.6';
export const certHash = '1.3.36.8.3.13';

// RFC 9598 §3: other names
export const smtpUtf8Mailbox = '1.3.6.1.5.5.7.8.9';

export const cps = '1.3.6.1.5.5.7.2.1';
export const userNotice = '1.3.6.1.5.5.7.2.2';

// RFC 5280 §4.2.1.12, RFC 3161 §2.3, RFC 6960 §4.2.2.2: key purposes
export const serverAuth = '1.3.6.1.5.5.7.3.1';
export const clientAuth = '1.3.6.1.5.5.7.3.2';
export const timeStamping = '1.3.6.1.5.5.7.3.8';
export const ocspSigning = '1.3.6.1.5.5.7.3.9';

// EN 319 412-5, RFC 3739: statements on qualified certificates
export const qcStatements = '1.3.6.1.5.5.7.1.3';
export const qcCompliance = '0.4.0.1862.1.1';
export const qcSscd = '0.4.0.1862.1.4';
export const qcPds = '0.4.0.1862.1.5';
export const qcType = '0.4.0.1862.1.6';
export const qcTypeEsign = '0.4.0.1862.1.6.1';
export const qcTypeEseal = '0.4.0.1862.1.6.2';
export const qcTypeWeb = '0.4.0.1862.1.6.3';
export const qcCClegislation = '0.4.0.1862.1.7';
export const qcLegalPersonSemantics = '0.4.0.194121.1.2';

// TS 101 456 §5.2: policies of qualified certificates before 1 July 2016, with and without a secure device
export const qcpPublicWithSscd = '0.4.0.1456.1.1';
export const qcpPublic = '0.4.0.1456.1.2';

// ISO 17442-2: LEI in certificates
export const lei = '1.3.6.1.4.1.52266.1';
export const leiRole = '1.3.6.1.4.1.52266.2';

// RFC 3279, RFC 4055, RFC 5480, RFC 8410: public keys
export const rsaEncryption = '1.2.840.113549.1.1.1';
export const rsaPss = '1.2.840.113549.1.1.10';
export const mgf1 = '1.2.840.113549.1.1.8';
export const ecPublicKey = '1.2.840.10045.2.1';
export const dsa = '1.2.840.10040.4.1';
export const ed25519 = '1.3.101.112';
export const ed448 = '1.3.101.113';

// RFC 5652: CMS
export const data = '1.2.840.113549.1.7.1';
export const signedData = '1.2.840.113549.1.7.2';
export const contentType = '1.2.840.113549.1.9.3';
export const messageDigest = '1.2.840.113549.1.9.4';
export const signingTime = '1.2.840.113549.1.9.5';
export const countersignature = '1.2.840.113549.1.9.6';
export const cmsAlgorithmProtection = '1.2.840.113549.1.9.52';

// RFC 5035, EN 319 122-1: CAdES attributes
export const signingCertificate = '1.2.840.113549.1.9.16.2.12';
export const signingCertificateV2 = '1.2.840.113549.1.9.16.2.47';
export const signaturePolicyIdentifier = '1.2.840.113549.1.9.16.2.15';
export const commitmentTypeIndication = '1.2.840.113549.1.9.16.2.16';
export const signerLocation = '1.2.840.113549.1.9.16.2.17';
export const contentTimestamp = '1.2.840.113549.1.9.16.2.20';
export const signatureTimestamp = '1.2.840.113549.1.9.16.2.14';
export const mimeType = '0.4.0.1733.2.1';
export const contentHints = '1.2.840.113549.1.9.16.2.4';
export const spUri = '1.2.840.113549.1.9.16.5.1';
export const certificateRefs = '1.2.840.113549.1.9.16.2.21';
export const revocationRefs = '1.2.840.113549.1.9.16.2.22';
export const certificateValues = '1.2.840.113549.1.9.16.2.23';
export const revocationValues = '1.2.840.113549.1.9.16.2.24';
export const escTimestamp = '1.2.840.113549.1.9.16.2.25';
export const certCrlTimestamp = '1.2.840.113549.1.9.16.2.26';
export const archiveTimestampV2 = '1.2.840.113549.1.9.16.2.48';
export const archiveTimestampV3 = '0.4.0.1733.2.4';
export const adobeRevocationInfoArchival = '1.2.840.113583.1.1.8';

// RFC 3161: time-stamping
export const tstInfo = '1.2.840.113549.1.9.16.1.4';
