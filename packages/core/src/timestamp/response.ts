/**
 * TimeStampResp (RFC 3161 §2.4.2).
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { decodeText } from '../asn1/strings.ts';
import { CONSTRUCTED } from '../asn1/tags.ts';

/** PKIStatus. */
export const TIMESTAMP_STATUS = [
  'granted',
  'grantedWithMods',
  'rejection',
  'waiting',
  'revocationWarning',
  'revocationNotification',
] as const;

/** Bits of PKIFailureInfo that a time-stamping authority may set. */
const FAILURES: ReadonlyMap<number, string> = new Map([
  [0, 'badAlg'],
  [2, 'badRequest'],
  [5, 'badDataFormat'],
  [14, 'timeNotAvailable'],
  [15, 'unacceptedPolicy'],
  [16, 'unacceptedExtension'],
  [17, 'addInfoNotAvailable'],
  [25, 'systemFailure'],
]);

/** An authority's answer. */
export interface TimestampResponse {
  readonly status: (typeof TIMESTAMP_STATUS)[number] | 'unknown';
  /** What the authority says about it. */
  readonly statusText: string;
  readonly failures: readonly string[];
  /** The token as received. */
  readonly token: Uint8Array | undefined;
}

/**
 * Reads a TimeStampResp.
 *
 * @throws DecodeError when the bytes are something else, such as a page of HTML
 */
export function parseTimestampResponse(bytes: Uint8Array): TimestampResponse {
  const outer = DerReader.over(bytes, 'TimeStampResp', { encoding: 'ber' });
  const reader = outer.sequence('TimeStampResp');
  outer.end();
  const info = reader.sequence('PKIStatusInfo');
  const status = TIMESTAMP_STATUS[info.smallInteger('status')] ?? 'unknown';
  const statusText = info.has(0x30) ? readTexts(info.sequence('statusString')).join(' ') : '';
  const failures = info.has(0x03) ? readFailures(info.bitString('failInfo').bytes) : [];
  const token = reader.atEnd ? undefined : reader.raw('timeStampToken');
  reader.end();
  return { status, statusText, failures, token };
}

function readTexts(reader: DerReader): readonly string[] {
  const texts: string[] = [];
  while (!reader.atEnd) {
    const tag = (reader.peekTag() ?? 0) & ~CONSTRUCTED;
    texts.push(decodeText(tag, reader.octetString('text', tag)) ?? '');
  }
  return texts;
}

function readFailures(bits: Uint8Array): readonly string[] {
  return [...FAILURES]
    .filter(([bit]) => ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
    .map(([, name]) => name);
}
