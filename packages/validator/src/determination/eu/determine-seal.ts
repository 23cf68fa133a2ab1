/**
 * What a seal is in the EU: qualified, supported by a qualified certificate, advanced, or neither
 * (ETSI TS 119 615 §4.4, §4.5; TS 119 172-4 §4.4).
 *
 * @module
 */
import type { EuDetermination, ReportedRecognition } from '../../report/determination.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import { reportService } from '../../trust/reported-service.ts';
import { type CertificateContent, certificateContent } from '../certificate-content.ts';
import type { DeterminationInput } from '../input.ts';
import { reportRecognition } from '../recognition/recognize.ts';
import type { AppliedService, Subject } from './applied-service.ts';
import { combine, qualificationOf } from './qualification-matrix.ts';
import { claimsQualification } from './qualified-content.ts';
import { type QualificationAtTime, qualifyCertificate } from './qualify-certificate.ts';
import { CLAIM_NOT_CONFIRMED, NO_SERVICE, TYPE_NOT_KNOWN } from './rules.ts';
import { usableServices } from './usable-services.ts';

/**
 * Determines what the seal is, by the services that were listed when its certificate was issued and when it was made.
 * Without a service that may decide, and where services contradict each other, that is `N/A`. Findings say why; none of
 * them touches the verdict of EN 319 102-1.
 */
export function determineEuSeal(input: DeterminationInput): EuDetermination {
  const { bestSignatureTime, certificate, conclusion, validationTime } = input;
  const subject: Subject = { certificate, content: certificateContent(certificate) };
  // A service issues certificates; one whose identity is the certificate of the seal itself issued nothing here.
  const issuers = input.services.filter(({ depth }) => depth > 0).map(({ service }) => service);
  const usable = usableServices(issuers, validationTime);
  if (usable.services.length === 0) return withoutService(subject, usable.findings);
  const atIssuance = qualifyCertificate(subject, usable.services, certificate.notBefore);
  const atBest = qualifyCertificate(subject, usable.services, bestSignatureTime);
  const combined =
    atIssuance.qualification && atBest.qualification
      ? combine(atIssuance.qualification, atBest.qualification)
      : undefined;
  const findings = [...usable.findings, ...distinct([...atIssuance.findings, ...atBest.findings])];
  return {
    qualification: combined === undefined ? 'N/A' : qualificationOf(combined, conclusion),
    atIssuance: atIssuance.qualification,
    atBestSignatureTime: atBest.qualification,
    services: reportServices([...atIssuance.services, ...atBest.services]),
    recognition: recognitionOf(atIssuance, atBest),
    findings: [
      ...findings,
      ...typeFindings(atIssuance, atBest),
      ...(combined?.qualified === true ? [] : claimFindings(subject.content, certificate.notBefore)),
    ],
  };
}

function withoutService(subject: Subject, findings: readonly Finding[]): EuDetermination {
  return {
    qualification: 'N/A',
    atIssuance: null,
    atBestSignatureTime: null,
    services: [],
    recognition: null,
    findings: [
      ...findings,
      findingOf(NO_SERVICE, 'warning'),
      ...claimFindings(subject.content, subject.certificate.notBefore),
    ],
  };
}

/** Whoever claims to be qualified, and is not confirmed by a list, is named. */
function claimFindings(content: CertificateContent, issuance: Date): readonly Finding[] {
  return claimsQualification(content, issuance) ? [findingOf(CLAIM_NOT_CONFIRMED, 'warning')] : [];
}

function typeFindings(atIssuance: QualificationAtTime, atBest: QualificationAtTime): readonly Finding[] {
  const [before, then] = [atIssuance.qualification?.type, atBest.qualification?.type];
  if (before === undefined || then === undefined) return [];
  if (before === then && then !== 'unknown') return [];
  return [findingOf(TYPE_NOT_KNOWN, 'warning', { atIssuance: before, atBestSignatureTime: then })];
}

/** The agreement of the time of the seal, when one was in force at the issuance, too. */
function recognitionOf(
  atIssuance: QualificationAtTime,
  atBest: QualificationAtTime,
): ReportedRecognition | null {
  const [selected] = atBest.services.filter(({ recognition }) => recognition !== undefined);
  const before = atIssuance.services.some(({ recognition }) => recognition !== undefined);
  if (selected?.recognition === undefined || !before) return null;
  return reportRecognition(selected.service, selected.recognition);
}

/** Each state of each service once, as its own list has it. */
function reportServices(applied: readonly AppliedService[]): EuDetermination['services'] {
  const byState = new Map(applied.map(({ original, service }) => [original, service]));
  return [...byState].map(([original, service]) => reportService(service, original));
}

/** Findings that say the same are said once: both times may be one. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.message.en, finding])).values()];
}
