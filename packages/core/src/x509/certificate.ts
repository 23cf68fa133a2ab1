/**
 * X.509 certificates (RFC 5280 §4.1): fields and the slices they were read from, no judgement.
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { PublicKey } from '../crypto/public-key.ts';
import { DecodeError } from '../errors.ts';
import { type Name, parseName } from './name.ts';

/** An extension as it stands. `x509/extensions.ts` reads the ones the SDK acts on. */
export interface Extension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of extnValue: the DER of the extension's own type. */
  readonly value: Uint8Array;
}

/** A parsed certificate. */
export interface Certificate {
  /** The whole certificate as received. */
  readonly raw: Uint8Array;
  /** The bytes its issuer signed. */
  readonly tbs: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  /** Content of the INTEGER: two's complement, big-endian. */
  readonly serialNumber: Uint8Array;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKey;
  /** In the order of the certificate; no object identifier twice. */
  readonly extensions: readonly Extension[];
  /** Algorithm beside the signature value. */
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** Algorithm inside the signed bytes; must be the same (RFC 5280 §4.1.1.2). */
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
}

/** Largest certificate that is read. */
const MAX_SIZE = 1 << 20;

/**
 * Reads a certificate from DER.
 *
 * @throws DecodeError for anything but one certificate in strict DER
 */
export function parseCertificate(der: Uint8Array): Certificate {
  if (der.length > MAX_SIZE)
    throw new DecodeError('certificate too large', 'Certificate', 0, { budget: true });
  const outer = DerReader.over(der, 'Certificate');
  const reader = outer.sequence('Certificate');
  outer.end();
  const tbs = reader.raw('tbsCertificate');
  const signatureAlgorithm = readAlgorithmIdentifier(reader, 'signatureAlgorithm');
  const signatureValue = reader.bitString('signatureValue').bytes;
  reader.end();
  return { raw: der, tbs, ...parseTbs(tbs), signatureAlgorithm, signatureValue };
}

function parseTbs(
  tbs: Uint8Array,
): Omit<Certificate, 'raw' | 'tbs' | 'signatureAlgorithm' | 'signatureValue'> {
  const reader = DerReader.over(tbs, 'tbsCertificate').sequence('tbsCertificate');
  const version = reader.has(0xa0) ? reader.context(0, 'version').smallInteger('version') + 1 : 1;
  const serialNumber = reader.integer('serialNumber');
  const tbsSignatureAlgorithm = readAlgorithmIdentifier(reader, 'signature');
  const issuer = parseName(reader.raw('issuer'));
  const validity = reader.sequence('validity');
  const notBefore = validity.time('notBefore');
  const notAfter = validity.time('notAfter');
  validity.end();
  const subject = parseName(reader.raw('subject'));
  const publicKey = new PublicKey(reader.raw('subjectPublicKeyInfo'));
  // issuerUniqueID and subjectUniqueID (RFC 5280 §4.1.2.8) mean nothing today.
  if (reader.has(0x81)) reader.bitString('issuerUniqueID', 0x81);
  if (reader.has(0x82)) reader.bitString('subjectUniqueID', 0x82);
  const extensions = reader.has(0xa3) ? parseExtensions(reader.context(3, 'extensions')) : [];
  reader.end();
  return {
    version,
    serialNumber,
    tbsSignatureAlgorithm,
    issuer,
    notBefore,
    notAfter,
    subject,
    publicKey,
    extensions,
  };
}

/** Reads Extensions; the same extension twice is refused (RFC 5280 §4.2). */
export function parseExtensions(outer: DerReader): readonly Extension[] {
  const reader = outer.sequence('Extensions');
  outer.end();
  const extensions: Extension[] = [];
  const seen = new Set<string>();
  while (!reader.atEnd) {
    const entry = reader.sequence('Extension');
    const oid = entry.objectIdentifier('extnID');
    const critical = entry.has(0x01) ? entry.boolean('critical') : false;
    const value = entry.octetString('extnValue');
    entry.end();
    if (seen.has(oid)) throw new DecodeError(`extension ${oid} occurs twice`, 'Extensions', reader.offset);
    seen.add(oid);
    extensions.push({ oid, critical, value });
  }
  return extensions;
}
