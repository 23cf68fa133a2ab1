/**
 * What the times of evidence say about its use, for responses and CRLs alike.
 *
 * @module
 */
import type { Facts } from '../report/finding.ts';
import type { EvidenceProblem } from './evidence-problem.ts';
import type { Inquiry } from './inquiry.ts';

/** Times of a SingleResponse or a CRL. */
export interface EvidenceTimes {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** Of a response, when it was signed. */
  readonly producedAt?: Date;
  /** Expired certificates are covered when they expired then or later; absent: they are not. */
  readonly coversExpiredSince: Date | undefined;
}

/** A problem with the facts to report. */
export interface TimeProblem {
  readonly problem: EvidenceProblem;
  readonly facts: Facts;
}

/** The first problem of the times whatever the evidence says (RFC 6960 §3.2 (5), (6), §4.2.2.1). */
export function checkTimes(
  { thisUpdate, nextUpdate, producedAt = thisUpdate }: EvidenceTimes,
  { question, context }: Inquiry,
): TimeProblem | undefined {
  const { notBefore } = question.certificate;
  const tolerance = context.policy.clockTolerance;
  const isLater = (one: Date, other: Date): boolean => one.getTime() > other.getTime() + tolerance;
  const time = thisUpdate.toISOString();
  if (isLater(thisUpdate, context.now) || isLater(producedAt, context.now))
    return { problem: 'in-future', facts: { time } };
  if (isLater(thisUpdate, producedAt) || (nextUpdate !== undefined && nextUpdate < thisUpdate))
    return { problem: 'times-inconsistent', facts: {} };
  // Before it was issued there was nothing to revoke: such data cannot speak about the certificate.
  if (isLater(notBefore, thisUpdate))
    return { problem: 'before-certificate', facts: { time, notBefore: notBefore.toISOString() } };
  return undefined;
}

/** After a certificate expired, its absence proves nothing unless the evidence says that expired ones are kept. */
export function checkExpiry(
  { thisUpdate, coversExpiredSince }: EvidenceTimes,
  { question }: Inquiry,
): TimeProblem | undefined {
  const { notAfter } = question.certificate;
  const isKept = coversExpiredSince !== undefined && coversExpiredSince <= notAfter;
  if (thisUpdate <= notAfter || isKept) return undefined;
  return { problem: 'expired-not-covered', facts: { notAfter: notAfter.toISOString() } };
}
