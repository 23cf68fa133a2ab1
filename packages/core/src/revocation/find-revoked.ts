/**
 * Looks up one serial number among the entries of a CRL in one pass over their bytes: lists of half a million entries are
 * in use, and hardly any entry is ever wanted (RFC 5280 §5.1.2.6, §5.3).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { TAG } from '../asn1/tags.ts';
import { DecodeError } from '../errors.ts';
import { equalBytes } from '../util/bytes.ts';
import { parseExtensions } from '../x509/certificate.ts';
import { decodeExtension, findExtension, type WithExtensions } from '../x509/extensions.ts';
import { readGeneralNames } from '../x509/general-name.ts';
import { equalNames, type Name } from '../x509/name.ts';
import type { CertificateList } from './crl.ts';
import { type CrlReason, crlReason } from './crl-reason.ts';

/** An entry of a CRL. */
export interface RevokedCertificate {
  readonly revocationDate: Date;
  /** `unspecified` when the entry states none. */
  readonly reason: CrlReason;
  /** Since when the key is suspected of being compromised (RFC 5280 §5.3.2). */
  readonly invalidityDate: Date | undefined;
}

/** What a CRL holds about a certificate. */
export interface CrlLookup {
  /** `undefined` when the certificate is not listed. */
  readonly entry: RevokedCertificate | undefined;
  /** Critical extensions of any entry that the SDK does not know: the CRL may not be used (RFC 5280 §5.3). */
  readonly unknownCriticalExtensions: readonly string[];
}

/**
 * Looks up a certificate.
 *
 * @param serialNumber - content of the INTEGER
 * @param certificateIssuer - issuer of the certificate; default that of the CRL
 * @throws DecodeError for entries that are none, wherever they stand
 */
export function findRevoked(
  crl: CertificateList,
  serialNumber: Uint8Array,
  certificateIssuer: Name = crl.issuer,
): CrlLookup {
  const bytes = crl.revokedCertificates;
  const issuer = followIssuer(crl, certificateIssuer);
  const known = crl.issuingDistributionPoint?.indirectCRL ? KNOWN_INDIRECT : KNOWN;
  const unknown = new Set<string>();
  let found: RevokedCertificate | undefined;
  const cursor: Cursor = { bytes, start: 0, serialStart: 0, serialEnd: 0, timeEnd: 0, end: 0 };
  while (nextEntry(cursor)) {
    // Nothing but a critical extension can change what is said of other certificates.
    if (mayBeCritical(cursor)) {
      const { extensions } = parseEntry(cursor);
      issuer.enter({ extensions });
      for (const { oid, critical } of extensions) if (critical && !known.has(oid)) unknown.add(oid);
    }
    if (found === undefined && isSerialNumber(cursor, serialNumber) && issuer.isWanted())
      found = readEntry(cursor);
  }
  return { entry: found, unknownCriticalExtensions: [...unknown] };
}

const KNOWN: ReadonlySet<string> = new Set([OID.reasonCode, OID.invalidityDate]);
const KNOWN_INDIRECT: ReadonlySet<string> = new Set([...KNOWN, OID.certificateIssuer]);

/** The entry at hand; one object for all of them, since there may be very many. */
interface Cursor {
  readonly bytes: Uint8Array;
  start: number;
  serialStart: number;
  serialEnd: number;
  timeEnd: number;
  end: number;
}

/** Moves on to the next entry; false after the last. */
function nextEntry(cursor: Cursor): boolean {
  const { bytes, end: start } = cursor;
  if (start >= bytes.length) return false;
  if (bytes[start] !== TAG.sequence) throw malformed(start);
  const content = contentStart(bytes, start);
  cursor.start = start;
  cursor.end = elementEnd(bytes, start, bytes.length);
  if (bytes[content] !== TAG.integer) throw malformed(content);
  cursor.serialStart = contentStart(bytes, content);
  cursor.serialEnd = elementEnd(bytes, content, cursor.end);
  const tag = bytes[cursor.serialEnd];
  if (tag !== TAG.utcTime && tag !== TAG.generalizedTime) throw malformed(cursor.serialEnd);
  cursor.timeEnd = elementEnd(bytes, cursor.serialEnd, cursor.end);
  return true;
}

/** Where the content of an element begins. */
function contentStart(bytes: Uint8Array, element: number): number {
  const first = bytes[element + 1] ?? 0x80;
  return element + 2 + (first < 0x80 ? 0 : first & 0x7f);
}

/** Where an element ends, which has to be no later than what it stands in. */
function elementEnd(bytes: Uint8Array, element: number, limit: number): number {
  const first = bytes[element + 1] ?? 0x80;
  const start = contentStart(bytes, element);
  if (first === 0x80 || first > 0x83 || start > limit) throw malformed(element);
  let length = first;
  if (first > 0x80) {
    length = 0;
    for (let at = element + 2; at < start; at++) length = length * 256 + (bytes[at] as number);
  }
  if (length > limit - start) throw malformed(element);
  return start + length;
}

function malformed(offset: number): DecodeError {
  return new DecodeError('not an entry', 'tbsCertList.revokedCertificates', offset);
}

/** Whether the extensions hold a BOOLEAN that is true, or the identifier of certificateIssuer; both at a glance. */
function mayBeCritical({ bytes, timeEnd, end }: Cursor): boolean {
  for (let at = timeEnd; at < end - 2; at++) {
    const byte = bytes[at];
    if (byte === 0x01 && bytes[at + 1] === 0x01 && bytes[at + 2] !== 0) return true;
    if (byte === 0x55 && bytes[at + 1] === 0x1d && bytes[at + 2] === 0x1d) return true;
  }
  return false;
}

function isSerialNumber({ bytes, serialStart, serialEnd }: Cursor, serialNumber: Uint8Array): boolean {
  if (serialEnd - serialStart !== serialNumber.length) return false;
  for (let at = 0; at < serialNumber.length; at++)
    if (bytes[serialStart + at] !== serialNumber[at]) return false;
  return true;
}

interface ParsedEntry extends WithExtensions {
  readonly revocationDate: Date;
}

function parseEntry({ bytes, start, end }: Cursor): ParsedEntry {
  const reader = DerReader.over(bytes.subarray(start, end), 'revokedCertificate').sequence('entry');
  reader.integer('userCertificate');
  const revocationDate = reader.time('revocationDate');
  return { revocationDate, extensions: reader.atEnd ? [] : parseExtensions(reader) };
}

function readEntry(cursor: Cursor): RevokedCertificate {
  const entry = parseEntry(cursor);
  const reason = decodeExtension(entry, OID.reasonCode, 'reasonCode', (reader) =>
    reader.enumerated('CRLReason'),
  );
  const invalidityDate = decodeExtension(entry, OID.invalidityDate, 'invalidityDate', (reader) =>
    reader.generalizedTime('InvalidityDate'),
  );
  return { revocationDate: entry.revocationDate, reason: crlReason(reason ?? 0), invalidityDate };
}

/** Whose entries are being read: of an indirect CRL, whoever the last entry that said so named (RFC 5280 §5.3.3). */
function followIssuer(
  { issuer, issuingDistributionPoint }: CertificateList,
  wanted: Name,
): { enter(entry: WithExtensions): void; isWanted(): boolean } {
  const indirect = issuingDistributionPoint?.indirectCRL === true;
  let isWanted = equalNames(issuer, wanted);
  let last: Uint8Array | undefined;
  return {
    enter: (entry) => {
      const value = indirect ? findExtension(entry, OID.certificateIssuer)?.value : undefined;
      // Entries of one issuer may each repeat its name.
      if (value === undefined || (last !== undefined && equalBytes(last, value))) return;
      last = value;
      const names = decodeExtension(entry, OID.certificateIssuer, 'certificateIssuer', (reader) =>
        readGeneralNames(reader.sequence('GeneralNames')),
      );
      isWanted = (names ?? []).some((one) => one.kind === 'directoryName' && equalNames(one.name, wanted));
    },
    isWanted: () => isWanted,
  };
}
