/**
 * What may be wrong with validation material, and what the caller wants done about it.
 *
 * @module
 */
import { CoreError, type CoreErrorCode, type MaterialSubject, toHex } from '@eseal/core';
import { type Certificate, formatName } from '@eseal/core/x509';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';

/** What is wrong. */
export type MaterialAlertKind =
  /** There is no usable revocation data about a certificate of a chain. */
  | 'missing'
  /** The certificate was outside its validity period when the signature was made. */
  | 'expired'
  /** The data about a seal's certificate was issued before the seal, or before its grace period was over. */
  | 'not-fresh'
  /** There is no valid path to an anchor, or the certificate was revoked by then. */
  | 'untrusted'
  /** The data about the certificate of a timestamp was issued before that. */
  | 'uncovered';

/** One thing that is wrong. */
export interface MaterialAlert {
  readonly kind: MaterialAlertKind;
  readonly role: MaterialSubject['role'];
  /** Name of the seal's or the authority's certificate (RFC 4514). */
  readonly subject: string;
  /** Its serial number in hexadecimal digits. */
  readonly serial: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
  /** Services that were asked, with what became of it. */
  readonly tried: readonly RetrievalAttempt[];
  /** When newer data is to be expected. */
  readonly extendAfter?: Date;
}

/** What is done about an alert: nothing is collected, or the caller is told and the seal is raised all the same. */
export type MaterialAlertAction = 'fail' | 'warn';

/** What is done about each kind. */
export type MaterialAlertActions = Readonly<Record<MaterialAlertKind, MaterialAlertAction>>;

/**
 * Without data, trust or validity at the time nothing is proven. Data that is older than the signature but still current is
 * accepted by validators, though the revocation of the last hours may not be in it.
 */
export const DEFAULT_ALERT_ACTIONS: MaterialAlertActions = {
  missing: 'fail',
  expired: 'fail',
  'not-fresh': 'warn',
  untrusted: 'fail',
  uncovered: 'warn',
};

const CODES: Readonly<Record<MaterialAlertKind, CoreErrorCode>> = {
  missing: 'MATERIAL_MISSING',
  expired: 'MATERIAL_EXPIRED',
  'not-fresh': 'MATERIAL_NOT_FRESH',
  untrusted: 'MATERIAL_UNTRUSTED',
  uncovered: 'MATERIAL_UNCOVERED',
};

/** What may be done about each kind, as the end of a sentence. */
const REPAIRS: Readonly<Record<MaterialAlertKind, string>> = {
  missing: 'try again when the services answer, or give revocation data by another revocationProvider',
  expired: 'the signature was made outside of the validity period and cannot be proven; seal anew',
  'not-fresh': 'extend the seal later, when newer revocation data is there',
  untrusted: 'add the root to `trust` if it may be trusted, or its intermediates to `certificates`',
  uncovered: 'extend the seal later, when newer revocation data is there',
};

/** Outcomes after which the same question may be answered another time. */
const TRANSIENT: ReadonlySet<RetrievalAttempt['outcome']> = new Set<RetrievalAttempt['outcome']>([
  'unavailable',
  'failed-before',
  'http-status',
  'html',
  'responder-error',
]);

/** An alert about the subject. */
export function alertOn(
  { role, certificate }: MaterialSubject,
  kind: MaterialAlertKind,
  reason: string,
  tried: readonly RetrievalAttempt[],
  extendAfter?: Date,
): MaterialAlert {
  const subject = formatName(certificate.subject);
  const sources = tried.length === 0 ? '' : ` (asked: ${tried.map(describe).join('; ')})`;
  return {
    kind,
    role,
    subject,
    serial: serialOf(certificate),
    message: `${subject}: ${reason}${sources}; ${REPAIRS[kind]}`,
    tried,
    ...(extendAfter && { extendAfter }),
  };
}

function serialOf({ serialNumber }: Certificate): string {
  return toHex(serialNumber);
}

function describe({ url, outcome, detail }: RetrievalAttempt): string {
  return detail === undefined ? `${url} ${outcome}` : `${url} ${outcome}, ${detail}`;
}

/** The error of an alert that fails. */
export function materialError(alert: MaterialAlert): CoreError {
  const { kind, role, subject, serial, message, tried, extendAfter } = alert;
  return new CoreError(CODES[kind], message, {
    retryable: extendAfter !== undefined || tried.some(({ outcome }) => TRANSIENT.has(outcome)),
    facts: {
      subject,
      serial,
      role,
      ...(tried.length > 0 && { tried: tried.map(describe).join('; ') }),
      ...(extendAfter && { extendAfter: extendAfter.toISOString() }),
    },
  });
}
