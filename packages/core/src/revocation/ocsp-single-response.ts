/**
 * SingleResponse: what a responder says about one certificate (RFC 6960 §4.2.1).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import type { DerReader } from '../asn1/reader.ts';
import { readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { type DigestAlgorithm, digestByOid } from '../crypto/algorithms.ts';
import { DecodeError } from '../errors.ts';
import { type Extension, parseExtensions } from '../x509/certificate.ts';
import { decodeExtension } from '../x509/extensions.ts';
import { type CertId, readCertId } from './cert-id.ts';
import { type CrlReason, crlReason } from './crl-reason.ts';

/** CertStatus (RFC 6960 §2.2). */
export type OcspCertStatus =
  | { readonly kind: 'good' }
  | { readonly kind: 'revoked'; readonly revocationTime: Date; readonly reason: CrlReason }
  | { readonly kind: 'unknown' };

/** CertHash of Common PKI (part 4 §3.1.2): proof that the responder knows the certificate, not only its number. */
export interface CertHash {
  /** `undefined` for a digest the SDK does not know. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly certificateHash: Uint8Array;
}

/** The answer about one certificate. */
export interface SingleOcspResponse {
  readonly certId: CertId;
  readonly status: OcspCertStatus;
  readonly thisUpdate: Date;
  /** `undefined`: newer data is available all the time. */
  readonly nextUpdate: Date | undefined;
  /** Since when the responder keeps data about expired certificates (RFC 6960 §4.4.4). */
  readonly archiveCutoff: Date | undefined;
  readonly certHash: CertHash | undefined;
  readonly extensions: readonly Extension[];
}

/** Reads the next element as SingleResponse. */
export function readSingleResponse(list: DerReader): SingleOcspResponse {
  const reader = list.sequence('SingleResponse');
  const certId = readCertId(reader);
  const status = readStatus(reader);
  const thisUpdate = reader.generalizedTime('thisUpdate', { fraction: true });
  const nextUpdate = reader.has(0xa0) ? readNextUpdate(reader.context(0, 'nextUpdate')) : undefined;
  const extensions = reader.atEnd ? [] : parseExtensions(reader.context(1, 'singleExtensions'));
  reader.end();
  const archiveCutoff = decodeExtension({ extensions }, OID.ocspArchiveCutoff, 'archiveCutoff', (value) =>
    value.generalizedTime('ArchiveCutoff', { fraction: true }),
  );
  const certHash = decodeExtension({ extensions }, OID.certHash, 'certHash', readCertHash);
  return { certId, status, thisUpdate, nextUpdate, archiveCutoff, certHash, extensions };
}

function readNextUpdate(explicit: DerReader): Date {
  const time = explicit.generalizedTime('nextUpdate', { fraction: true });
  explicit.end();
  return time;
}

function readStatus(reader: DerReader): OcspCertStatus {
  switch (reader.peekTag()) {
    case 0x80:
      reader.content(0x80, 'good');
      return { kind: 'good' };
    case 0xa1:
      return readRevokedInfo(reader.context(1, 'revoked'));
    case 0x82:
      reader.content(0x82, 'unknown');
      return { kind: 'unknown' };
    default:
      throw new DecodeError('not a CertStatus', 'SingleResponse', reader.offset);
  }
}

function readRevokedInfo(reader: DerReader): OcspCertStatus {
  const revocationTime = reader.generalizedTime('revocationTime', { fraction: true });
  const reason = reader.atEnd ? 0 : reader.context(0, 'revocationReason').enumerated('CRLReason');
  reader.end();
  return { kind: 'revoked', revocationTime, reason: crlReason(reason) };
}

function readCertHash(outer: DerReader): CertHash {
  const reader = outer.sequence('CertHash');
  const { oid } = readAlgorithmIdentifier(reader, 'hashAlgorithm');
  const certificateHash = reader.octetString('certificateHash');
  reader.end();
  return { digestAlgorithm: digestByOid(oid)?.name, certificateHash };
}
