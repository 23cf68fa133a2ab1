/**
 * Values of the directory attribute `crossCertificatePair` (X.509 §11.2.3, RFC 4523 §2.6): what two authorities certified of
 * each other.
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { context, encode, sequence } from '../asn1/writer.ts';
import { DecodeError } from '../errors.ts';
import { type Certificate, parseCertificate } from './certificate.ts';

/** A pair with at least one half. Which entry it stands in decides who "this" authority is; nothing is checked here. */
export interface CrossCertificatePair {
  /** What another authority certified of the one whose entry it is ("forward"). */
  readonly issuedToThisCa?: Certificate;
  /** What the authority certified of another one ("reverse"). */
  readonly issuedByThisCa?: Certificate;
}

/**
 * Reads a CertificatePair from DER.
 *
 * @throws DecodeError for anything but one pair in strict DER
 */
export function parseCrossCertificatePair(der: Uint8Array): CrossCertificatePair {
  const outer = DerReader.over(der, 'CertificatePair');
  const reader = outer.sequence('CertificatePair');
  outer.end();
  const to = half(reader, 0, 'issuedToThisCA');
  const by = half(reader, 1, 'issuedByThisCA');
  reader.end();
  if (to === undefined && by === undefined)
    throw new DecodeError('neither of the certificates', 'CertificatePair', 0);
  return { ...(to && { issuedToThisCa: to }), ...(by && { issuedByThisCa: by }) };
}

function half(reader: DerReader, number: number, name: string): Certificate | undefined {
  if (!reader.has(0xa0 + number)) return undefined;
  const inside = reader.context(number, name);
  const raw = inside.raw('Certificate');
  inside.end();
  return parseCertificate(raw);
}

/** The DER of a pair. */
export function encodeCrossCertificatePair({
  issuedToThisCa,
  issuedByThisCa,
}: CrossCertificatePair): Uint8Array {
  return encode(
    sequence([
      ...(issuedToThisCa === undefined ? [] : [context(0, [issuedToThisCa.raw])]),
      ...(issuedByThisCa === undefined ? [] : [context(1, [issuedByThisCa.raw])]),
    ]),
  );
}
