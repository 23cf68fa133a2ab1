/** Object identifiers against the names that OpenSSL has for them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CURVES, DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS } from '../crypto/algorithms.ts';
import { toHex } from '../util/bytes.ts';
import * as OID from './oids.ts';
import { encode, objectIdentifier } from './writer.ts';

const missing = spawnSync('openssl', ['version']).status !== 0;

/** OpenSSL's name of an object identifier, or its dotted text when it has none. */
function opensslName(oid: string): string {
  const der = Buffer.from(toHex(encode(objectIdentifier(oid))), 'hex');
  const text = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: der, encoding: 'utf8' });
  return /OBJECT\s*:(.*)/.exec(text)?.[1]?.trim() ?? '';
}

const NAMES: Partial<Record<keyof typeof OID, string>> = {
  commonName: 'commonName',
  organization: 'organizationName',
  organizationIdentifier: 'organizationIdentifier',
  country: 'countryName',
  subjectKeyIdentifier: 'X509v3 Subject Key Identifier',
  keyUsage: 'X509v3 Key Usage',
  subjectAltName: 'X509v3 Subject Alternative Name',
  basicConstraints: 'X509v3 Basic Constraints',
  cRLNumber: 'X509v3 CRL Number',
  reasonCode: 'X509v3 CRL Reason Code',
  deltaCRLIndicator: 'X509v3 Delta CRL Indicator',
  issuingDistributionPoint: 'X509v3 Issuing Distribution Point',
  nameConstraints: 'X509v3 Name Constraints',
  cRLDistributionPoints: 'X509v3 CRL Distribution Points',
  certificatePolicies: 'X509v3 Certificate Policies',
  anyPolicy: 'X509v3 Any Policy',
  policyMappings: 'X509v3 Policy Mappings',
  authorityKeyIdentifier: 'X509v3 Authority Key Identifier',
  policyConstraints: 'X509v3 Policy Constraints',
  extendedKeyUsage: 'X509v3 Extended Key Usage',
  freshestCRL: 'X509v3 Freshest CRL',
  inhibitAnyPolicy: 'X509v3 Inhibit Any Policy',
  authorityInfoAccess: 'Authority Information Access',
  ocsp: 'OCSP',
  caIssuers: 'CA Issuers',
  ocspNoCheck: 'OCSP No Check',
  timeStamping: 'Time Stamping',
  ocspSigning: 'OCSP Signing',
  qcStatements: 'qcStatements',
  rsaEncryption: 'rsaEncryption',
  rsaPss: 'rsassaPss',
  mgf1: 'mgf1',
  ecPublicKey: 'id-ecPublicKey',
  ed25519: 'ED25519',
  ed448: 'ED448',
  data: 'pkcs7-data',
  signedData: 'pkcs7-signedData',
  contentType: 'contentType',
  messageDigest: 'messageDigest',
  signingTime: 'signingTime',
  signingCertificate: 'id-smime-aa-signingCertificate',
  signingCertificateV2: 'id-smime-aa-signingCertificateV2',
  signatureTimestamp: 'id-smime-aa-timeStampToken',
  commitmentTypeIndication: 'id-smime-aa-ets-commitmentType',
  signerLocation: 'id-smime-aa-ets-signerLocation',
  contentTimestamp: 'id-smime-aa-ets-contentTimestamp',
  certificateValues: 'id-smime-aa-ets-certValues',
  revocationValues: 'id-smime-aa-ets-revocationValues',
  tstInfo: 'id-smime-ct-TSTInfo',
};

describe.skipIf(missing)('OpenSSL knows', () => {
  it.each(Object.entries(NAMES))('%s as %s', (name, expected) => {
    expect(opensslName(new Map(Object.entries(OID)).get(name) ?? '')).toBe(expected);
  });

  // It has no name for id-shake256-len.
  it.each(DIGEST_ALGORITHMS.filter(({ name }) => name !== 'SHAKE256'))(
    'the digest $name as $openssl',
    ({ oid, openssl }) => {
      expect(opensslName(oid).replace('-', '').toLowerCase()).toBe(openssl.replace('-', ''));
    },
  );

  it.each(CURVES)('the curve $name as $openssl', ({ oid, openssl }) => {
    expect(opensslName(oid)).toBe(openssl);
  });

  // It has no names for plain ECDSA.
  const known = SIGNATURE_ALGORITHMS.filter(({ scheme }) => scheme !== 'plain-ecdsa');
  it.each(known)('the signature algorithm $name', ({ name, oid, scheme, digest }) => {
    const found = opensslName(oid).toLowerCase().replace('_', '-');
    if (scheme === 'eddsa') expect(found).toBe(name);
    else if (scheme === 'rsa-pss') expect(found).toBe('rsassapss');
    else {
      expect(found).toContain(scheme === 'rsa-pkcs1' ? 'rsa' : scheme);
      expect(found).toContain(
        digest.startsWith('SHA3') ? digest.toLowerCase() : digest.toLowerCase().replace('-', ''),
      );
    }
  });
});
