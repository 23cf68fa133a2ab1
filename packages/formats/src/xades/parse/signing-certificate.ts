/**
 * How a signature names its certificate inside the signed bytes: SigningCertificate and SigningCertificateV2
 * (EN 319 132-1 §5.2.2).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import type { CertificateReference, IssuerSerial } from '@eseal/core/cms';
import type { ParseFinding, SigningCertificateReferences } from '@eseal/core/container';
import { readGeneralNames } from '@eseal/core/x509';
import { base64Of, childElements, textOf } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { readDigest } from './digest-algorithm.ts';
import { descendProperties, isProperty } from './elements.ts';

/** The references to the signing certificate, and what was noticed about them. */
export interface NamedCertificates {
  readonly references: SigningCertificateReferences;
  readonly findings: readonly ParseFinding[];
}

/** Reads the references among the SignedSignatureProperties. */
export function readSigningCertificates(properties: readonly XmlElement[]): NamedCertificates {
  const found = properties.filter((one) => isProperty(one, 'SigningCertificate', 'SigningCertificateV2'));
  const certificates = found.flatMap((one) => descendProperties(one, 'Cert'));
  const references = certificates.flatMap((one) => readReference(one) ?? []);
  return {
    references: { count: found.length, references },
    findings: [
      ...(found.length === 0 ? [MISSING] : []),
      ...(references.length < certificates.length ? [UNREADABLE] : []),
    ],
  };
}

const MISSING: ParseFinding = {
  id: 'SIGNING_CERTIFICATE_MISSING',
  severity: 'warning',
  message: 'the signature does not name its certificate, which could be exchanged',
  citation: 'EN 319 132-1 §5.2.2',
};

const UNREADABLE: ParseFinding = {
  id: 'SIGNING_CERTIFICATE_UNREADABLE',
  severity: 'warning',
  message: 'a reference to the certificate cannot be read',
  citation: 'EN 319 132-1 §5.2.2',
};

function readReference(certificate: XmlElement): CertificateReference | undefined {
  const { digestAlgorithm, digest } = readDigest(descendProperties(certificate, 'CertDigest')[0]);
  if (digest === undefined) return undefined;
  const [named] = descendProperties(certificate, 'IssuerSerial');
  const [encoded] = descendProperties(certificate, 'IssuerSerialV2');
  const issuerSerial = encoded === undefined ? named && readNamed(named) : readEncoded(encoded);
  return { digestAlgorithm, digest, ...(issuerSerial !== undefined && { issuerSerial }) };
}

/** X509IssuerSerial (XMLDSig §4.5.4.1); the names are text, which only the judge of names understands. */
function readNamed(element: XmlElement): IssuerSerial | undefined {
  const text = (name: string): string | undefined => {
    const child = childElements(element).find(({ localName }) => localName === name);
    return child && textOf(child)?.trim();
  };
  const issuer = text('X509IssuerName');
  const serialNumber = integerContent(text('X509SerialNumber') ?? '');
  if (issuer === undefined || serialNumber === undefined) return undefined;
  return { issuer: { text: issuer }, serialNumber };
}

/** Serial numbers have 20 octets at most (RFC 5280 §4.1.2.2); some authorities need a few more. */
const MAX_DIGITS = 100;

/** Content octets of the INTEGER with these decimal digits. */
function integerContent(digits: string): Uint8Array | undefined {
  if (!/^[+-]?[0-9]+$/.test(digits) || digits.length > MAX_DIGITS) return undefined;
  let value = BigInt(digits);
  const octets: number[] = [];
  do {
    octets.unshift(Number(BigInt.asUintN(8, value)));
    value >>= 8n;
  } while (value !== 0n && value !== -1n);
  const isNegative = value === -1n;
  if ((octets[0] ?? 0) >= 0x80 !== isNegative) octets.unshift(isNegative ? 0xff : 0);
  return Uint8Array.from(octets);
}

/** IssuerSerial in DER (EN 319 132-1 §5.2.2.3). */
function readEncoded(element: XmlElement): IssuerSerial | undefined {
  const encoding = base64Of(element);
  if (encoding === undefined) return undefined;
  return readable(() => {
    const pair = DerReader.over(encoding, 'IssuerSerialV2').sequence('IssuerSerial');
    const issuer = readGeneralNames(pair.sequence('issuer'));
    return { issuer, serialNumber: pair.integer('serialNumber') };
  });
}
