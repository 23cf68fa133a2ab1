import { toBase64, utf8 } from '@eseal/core';
import { encode, integer, octetString, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { childElements } from '../../xml/elements.ts';
import { parseXml } from '../../xml/parser.ts';
import { type NamedCertificates, readSigningCertificates } from './signing-certificate.ts';

const NAMESPACES = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns="http://uri.etsi.org/01903/v1.3.2#"';
const DIGEST =
  '<CertDigest><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue></CertDigest>';
const read = (content: string, namespaces = NAMESPACES): NamedCertificates =>
  readSigningCertificates(childElements(parseXml(utf8(`<p ${namespaces}>${content}</p>`)).root));
const reference = { digestAlgorithm: 'SHA-256', digest: Uint8Array.of(0, 0, 0) };
const serial = (number: string) =>
  read(
    `<SigningCertificate><Cert>${DIGEST}<IssuerSerial><ds:X509IssuerName>CN=a,\n C=JP</ds:X509IssuerName><ds:X509SerialNumber>${number}</ds:X509SerialNumber></IssuerSerial></Cert></SigningCertificate>`,
  ).references.references[0]?.issuerSerial;

describe('references to the signing certificate', () => {
  it('are read in their order, of both versions', () => {
    const v2 = `<SigningCertificateV2><Cert>${DIGEST}</Cert></SigningCertificateV2>`;
    expect(read(v2)).toEqual({ references: { count: 1, references: [reference] }, findings: [] });
    const v1 = `<SigningCertificate><Cert>${DIGEST}</Cert><Cert>${DIGEST}</Cert></SigningCertificate>`;
    expect(read(`${v1}${v2}`).references).toEqual({
      count: 2,
      references: [reference, reference, reference],
    });
  });

  it('are read of older versions, which write digests in their own namespace', () => {
    const old = `xmlns="http://uri.etsi.org/01903/v1.1.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"`;
    const property = `<SigningCertificate><Cert>${DIGEST.replaceAll('ds:', '')}</Cert></SigningCertificate>`;
    expect(read(property, old).references).toEqual({ count: 1, references: [reference] });
  });

  it('that are missing or cannot be read are said to be so', () => {
    expect(read('').findings.map(({ id }) => id)).toEqual(['SIGNING_CERTIFICATE_MISSING']);
    const broken = read('<SigningCertificateV2><Cert><CertDigest/></Cert></SigningCertificateV2>');
    expect(broken.references).toEqual({ count: 1, references: [] });
    expect(broken.findings.map(({ id }) => id)).toEqual(['SIGNING_CERTIFICATE_UNREADABLE']);
    const elsewhere = '<x:SigningCertificate xmlns:x="urn:x"/>';
    expect(read(elsewhere).references.count).toBe(0);
  });

  it('name a digest algorithm that is not known by no name', () => {
    const property = `<SigningCertificateV2><Cert>${DIGEST.replace('sha256', 'sha1234')}</Cert></SigningCertificateV2>`;
    expect(read(property).references.references[0]?.digestAlgorithm).toBeUndefined();
  });

  it('keep the issuer as text, and the serial number as content of an INTEGER', () => {
    const issuer = { text: 'CN=a,\n C=JP' };
    expect(serial('0')).toEqual({ issuer, serialNumber: Uint8Array.of(0) });
    expect(serial(' 127 ')).toEqual({ issuer, serialNumber: Uint8Array.of(127) });
    expect(serial('128')).toEqual({ issuer, serialNumber: Uint8Array.of(0, 128) });
    expect(serial('256')).toEqual({ issuer, serialNumber: Uint8Array.of(1, 0) });
    expect(serial('-1')).toEqual({ issuer, serialNumber: Uint8Array.of(255) });
    expect(serial('-129')).toEqual({ issuer, serialNumber: Uint8Array.of(255, 127) });
    for (const number of ['...', '', '1.5', '9'.repeat(1000)]) expect(serial(number)).toBeUndefined();
  });

  it('take issuer and serial number in DER where they can be read', () => {
    const property = (encoding: string) =>
      read(
        `<SigningCertificateV2><Cert>${DIGEST}<IssuerSerialV2>${encoding}</IssuerSerialV2></Cert></SigningCertificateV2>`,
      ).references.references[0];
    const name = octetString(utf8('a'), 0x82);
    const pair = encode(sequence([sequence([name]), integer(200)]));
    expect(property(toBase64(pair))?.issuerSerial?.serialNumber).toEqual(Uint8Array.of(0, 200));
    for (const encoding of ['...', 'AAAA', toBase64(pair.subarray(1))])
      expect(property(encoding)).toEqual(reference);
  });
});
