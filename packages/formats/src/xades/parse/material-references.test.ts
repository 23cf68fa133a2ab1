import { toBase64, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../xml/parser.ts';
import { readMaterialReferences } from './material-references.ts';

const DIGEST = Uint8Array.of(1, 2, 3);
const SHA512 = 'http://www.w3.org/2001/04/xmlenc#sha512';

/** The references in a property of this name and namespace, with this content. */
const referencesIn = (name: string, content: string, version = '1.3.2') =>
  readMaterialReferences(
    parseXml(
      utf8(
        `<x:${name} xmlns:x="http://uri.etsi.org/01903/v${version}#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" ` +
          `xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${content}</x:${name}>`,
      ),
    ).root,
  );
const digest = (algorithm = SHA512): string =>
  `<ds:DigestMethod Algorithm="${algorithm}"/><ds:DigestValue>${toBase64(DIGEST)}</ds:DigestValue>`;
const cert = `<xades:Cert><xades:CertDigest>${digest()}</xades:CertDigest></xades:Cert>`;

describe('references in unsigned properties', () => {
  it('are to certificates, in both versions', () => {
    const expected = [{ kind: 'certificate', digestAlgorithm: 'SHA-512', digest: DIGEST }];
    const refs = `<x:CertRefs>${cert}</x:CertRefs>`;
    expect(referencesIn('CompleteCertificateRefs', refs)).toEqual(expected);
    expect(referencesIn('CompleteCertificateRefsV2', refs, '1.4.1')).toEqual(expected);
  });

  it('are to CRLs and answers of OCSP', () => {
    const of = (kind: string): string =>
      `<xades:${kind}Refs><xades:${kind}Ref><xades:DigestAlgAndValue>${digest()}</xades:DigestAlgAndValue></xades:${kind}Ref></xades:${kind}Refs>`;
    expect(referencesIn('CompleteRevocationRefs', of('CRL') + of('OCSP')).map(({ kind }) => kind)).toEqual([
      'crl',
      'ocsp-response',
    ]);
  });

  it('are none in other properties, and have no algorithm that nobody knows', () => {
    expect(referencesIn('CertificateValues', `<x:CertRefs>${cert}</x:CertRefs>`)).toEqual([]);
    const unknown = cert.replace(SHA512, 'urn:x');
    expect(referencesIn('CompleteCertificateRefs', `<x:CertRefs>${unknown}</x:CertRefs>`)).toMatchObject([
      { digestAlgorithm: undefined },
    ]);
  });
});
