/**
 * CertificateList (RFC 5280 §5.1, §5.2): its fields and extensions. Entries stay the bytes they are; `findRevoked` walks
 * over them.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { TAG } from '../asn1/tags.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { toHex } from '../util/bytes.ts';
import { type Extension, parseExtensions } from '../x509/certificate.ts';
import { decodeExtension } from '../x509/extensions.ts';
import { type Name, parseName } from '../x509/name.ts';
import { type IssuingDistributionPoint, readIssuingDistributionPoint } from './issuing-distribution-point.ts';

/** A parsed CRL. */
export interface CertificateList {
  /** The whole CRL as received. */
  readonly raw: Uint8Array;
  /** The bytes under the signature value. */
  readonly tbs: Uint8Array;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  /** `undefined` against RFC 5280 §5.1.2.5, which demands it. */
  readonly nextUpdate: Date | undefined;
  /** Content of revokedCertificates; empty when nothing is revoked. */
  readonly revokedCertificates: Uint8Array;
  readonly extensions: readonly Extension[];
  readonly crlNumber: bigint | undefined;
  /** Number of the CRL that this one only tells the changes to (RFC 5280 §5.2.4). */
  readonly baseCrlNumber: bigint | undefined;
  readonly issuingDistributionPoint: IssuingDistributionPoint | undefined;
  /** Since when expired certificates stay on the list (X.509 §9.5.2.9). */
  readonly expiredCertsOnCrl: Date | undefined;
  /** Critical extensions the SDK does not know: the CRL says less than it seems to (RFC 5280 §5.2). */
  readonly unknownCriticalExtensions: readonly string[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** Algorithm inside the signed bytes; must be the same (RFC 5280 §5.1.1.2). */
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
}

/**
 * Reads a CertificateList from DER. authorityKeyIdentifier and freshestCRL are read by the functions for certificates.
 *
 * @throws DecodeError when the bytes are something else
 */
export function parseCrl(bytes: Uint8Array): CertificateList {
  const outer = DerReader.over(bytes, 'CertificateList');
  const reader = outer.sequence('CertificateList');
  outer.end();
  const tbs = reader.raw('tbsCertList');
  const signatureAlgorithm = readAlgorithmIdentifier(reader, 'signatureAlgorithm');
  const signatureValue = reader.bitString('signatureValue').bytes;
  reader.end();
  const fields = readFields(DerReader.over(tbs, 'tbsCertList').sequence('tbsCertList'));
  return { raw: bytes, tbs, ...fields, ...readExtensions(fields), signatureAlgorithm, signatureValue };
}

type Fields = Pick<
  CertificateList,
  'tbsSignatureAlgorithm' | 'issuer' | 'thisUpdate' | 'nextUpdate' | 'revokedCertificates' | 'extensions'
>;

function readFields(reader: DerReader): Fields {
  if (reader.has(TAG.integer)) reader.smallInteger('version');
  const tbsSignatureAlgorithm = readAlgorithmIdentifier(reader, 'signature');
  const issuer = parseName(reader.raw('issuer'));
  const thisUpdate = reader.time('thisUpdate');
  const hasNext = reader.has(TAG.utcTime) || reader.has(TAG.generalizedTime);
  const nextUpdate = hasNext ? reader.time('nextUpdate') : undefined;
  const revokedCertificates = reader.has(TAG.sequence)
    ? reader.content(TAG.sequence, 'revokedCertificates')
    : new Uint8Array();
  const extensions = reader.has(0xa0) ? parseExtensions(reader.context(0, 'crlExtensions')) : [];
  reader.end();
  return { tbsSignatureAlgorithm, issuer, thisUpdate, nextUpdate, revokedCertificates, extensions };
}

/** Extensions that are understood here or by whoever judges the CRL. */
const KNOWN: ReadonlySet<string> = new Set([
  OID.authorityKeyIdentifier,
  OID.issuerAltName,
  OID.cRLNumber,
  OID.deltaCRLIndicator,
  OID.issuingDistributionPoint,
  OID.freshestCRL,
  OID.authorityInfoAccess,
  OID.expiredCertsOnCRL,
]);

type ExtensionFields = Pick<
  CertificateList,
  | 'crlNumber'
  | 'baseCrlNumber'
  | 'issuingDistributionPoint'
  | 'expiredCertsOnCrl'
  | 'unknownCriticalExtensions'
>;

function readExtensions(crl: Pick<CertificateList, 'extensions'>): ExtensionFields {
  return {
    crlNumber: decodeExtension(crl, OID.cRLNumber, 'cRLNumber', readNumber),
    baseCrlNumber: decodeExtension(crl, OID.deltaCRLIndicator, 'deltaCRLIndicator', readNumber),
    issuingDistributionPoint: decodeExtension(
      crl,
      OID.issuingDistributionPoint,
      'issuingDistributionPoint',
      readIssuingDistributionPoint,
    ),
    expiredCertsOnCrl: decodeExtension(crl, OID.expiredCertsOnCRL, 'expiredCertsOnCRL', (reader) =>
      reader.generalizedTime('ExpiredCertsOnCRL'),
    ),
    unknownCriticalExtensions: crl.extensions
      .filter(({ oid, critical }) => critical && !KNOWN.has(oid))
      .map(({ oid }) => oid),
  };
}

/** CRLNumber (RFC 5280 §5.2.3): up to 20 octets, so no number of JavaScript. */
function readNumber(reader: DerReader): bigint {
  return BigInt(`0x${toHex(reader.integer('CRLNumber'))}`);
}
