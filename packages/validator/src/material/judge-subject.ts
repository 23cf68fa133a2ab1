/**
 * What is wrong with the material of one subject: its validation at the time at which its signature is known to exist.
 *
 * @module
 */
import { assertNever, type MaterialSubject } from '@eseal/core';
import { formatName } from '@eseal/core/x509';
import type { CertificateValidation } from '../blocks/certificate-validation.ts';
import type { ChainRevocation } from '../blocks/revocation-checks.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { fillTemplate } from '../report/finding.ts';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';
import { EVIDENCE_PROBLEMS } from '../revocation/evidence-problem.ts';
import { isFresh } from '../revocation/freshness.ts';
import type { RevocationSource } from '../revocation/status.ts';
import { alertOn, type MaterialAlert } from './alert.ts';
import { sourceOf } from './proof.ts';

/** What a subject is held against. */
export interface SubjectRequirements {
  readonly policy: ValidationPolicy;
  /** Milliseconds that data about a seal's certificate has to be issued after the seal. */
  readonly gracePeriodMs: number;
  /** Services that were asked, for the alerts. */
  readonly tried: readonly RetrievalAttempt[];
}

/** Checks whose failure the statuses of the chain and the validity period explain: these are judged here. */
const JUDGED_HERE: ReadonlySet<string> = new Set([
  'CERTIFICATE_NOT_REVOKED',
  'AUTHORITY_NOT_REVOKED',
  'CERTIFICATE_NOT_ON_HOLD',
  'REVOCATION_CHECKED',
  'REVOCATION_DATA_FRESH',
  'CERTIFICATE_VALID_AT_TIME',
]);

/** Everything that is wrong, the gravest first; empty when the material is complete. */
export function judgeSubject(
  subject: MaterialSubject,
  validation: CertificateValidation,
  requirements: SubjectRequirements,
): readonly MaterialAlert[] {
  const { certificate, time } = subject;
  const { tried } = requirements;
  if (time < certificate.notBefore || time > certificate.notAfter) {
    const period = `${certificate.notBefore.toISOString()} to ${certificate.notAfter.toISOString()}`;
    return [
      alertOn(subject, 'expired', `${time.toISOString()} is outside of its validity (${period})`, tried),
    ];
  }
  const unexplained = unexplainedFailure(validation);
  if (unexplained !== undefined) return [alertOn(subject, 'untrusted', unexplained, tried)];
  return [
    ...validation.revocation.flatMap((one) => judgeStatus(subject, one, requirements)),
    ...judgeAge(subject, validation, requirements),
  ];
}

/** Why there is no valid path, in the words of the check that failed. */
function unexplainedFailure({ checks, anchor }: CertificateValidation): string | undefined {
  const failed = checks.filter(({ status }) => status === 'failed');
  const wrong = anchor === undefined ? failed[0] : failed.find(({ id }) => !JUDGED_HERE.has(id));
  if (wrong !== undefined) return wrong.message?.en ?? wrong.id;
  return anchor === undefined ? 'no path to a trusted authority was found' : undefined;
}

/** The status of one certificate of the chain. */
function judgeStatus(
  subject: MaterialSubject,
  { certificate, status }: ChainRevocation[number],
  { policy, tried }: SubjectRequirements,
): readonly MaterialAlert[] {
  const name = formatName(certificate.subject);
  switch (status.kind) {
    case 'not-needed':
      return [];
    case 'unknown': {
      const reasons = status.unused.map(
        ({ problem, facts }) => fillTemplate(EVIDENCE_PROBLEMS[problem].message, facts).en,
      );
      const reason = reasons.length === 0 ? 'none was found' : [...new Set(reasons)].join(' ');
      return [alertOn(subject, 'missing', `no revocation data for "${name}" can be used: ${reason}`, tried)];
    }
    case 'not-checked':
      return [alertOn(subject, 'missing', `nobody was asked about "${name}"`, tried)];
    case 'revoked':
      if (status.revocationTime <= subject.time) {
        const since = status.revocationTime.toISOString();
        return [alertOn(subject, 'untrusted', `"${name}" was revoked on ${since} (${status.reason})`, tried)];
      }
      break;
    case 'on-hold':
      if (status.since <= subject.time) {
        const since = status.since.toISOString();
        return [alertOn(subject, 'untrusted', `"${name}" is on hold since ${since}`, tried)];
      }
      break;
    case 'good':
      break;
    default:
      return assertNever(status);
  }
  if (isFresh(status.source, subject.time, policy)) return [];
  const issued = status.source.thisUpdate.toISOString();
  return [alertOn(subject, 'missing', `the revocation data for "${name}" is too old (${issued})`, tried)];
}

/** Whether the data about the subject itself was issued after its time, for a seal after its grace period. */
function judgeAge(
  subject: MaterialSubject,
  { revocation: [own] }: CertificateValidation,
  { gracePeriodMs, tried }: SubjectRequirements,
): readonly MaterialAlert[] {
  const source = own && sourceOf(own.status);
  if (source === undefined) return [];
  const wanted = wantedAge(subject, gracePeriodMs);
  if (source.thisUpdate >= wanted) return [];
  const kind = subject.role === 'seal' ? 'not-fresh' : 'uncovered';
  const reason = `its revocation data is of ${source.thisUpdate.toISOString()}, wanted is one since ${wanted.toISOString()}`;
  return [alertOn(subject, kind, reason, tried, nextExpected(source, wanted))];
}

/** Since when data about the subject has to be issued. Times of answers have no fractions of seconds. */
export function wantedAge({ role, time }: MaterialSubject, gracePeriodMs: number): Date {
  const since = time.getTime() + (role === 'seal' ? gracePeriodMs : 0);
  return new Date(Math.floor(since / 1000) * 1000);
}

/** A list comes at its next update; a responder that answers from a store too. */
function nextExpected({ nextUpdate }: RevocationSource, wanted: Date): Date {
  return nextUpdate !== undefined && nextUpdate > wanted ? nextUpdate : wanted;
}
