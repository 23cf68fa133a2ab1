/**
 * The verdict on a certificate by itself.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { checkPurposes } from './blocks/certificate-purposes.ts';
import { type CertificateValidation, validateCertificatePath } from './blocks/certificate-validation.ts';
import { type BlockResult, concludeBlock } from './blocks/check.ts';
import { faultFinding } from './compose/faults.ts';
import { kindNotes } from './compose/notes.ts';
import { NO_PATH, reportCertificate, reportOrganization, reportPath } from './compose/path-report.ts';
import { certificateKind } from './profile/kind.ts';
import { findingsOfChecks } from './report/check-result.ts';
import { failed, indeterminate, totalConclusion } from './report/conclusion.ts';
import { type Finding, findingOf, type Rule } from './report/finding.ts';
import type { CertificateReport } from './report/report.ts';
import { type JudgementOptions, openSession, type Session } from './session.ts';

const UNREADABLE: Rule = {
  id: 'CERTIFICATE_UNREADABLE',
  citation: 'RFC 5280 §4.1',
  message: { ja: '証明書を読めません: {reason}', en: 'The certificate cannot be read: {reason}' },
};

/** What a certificate is judged by. */
export interface CertificateValidationOptions extends JudgementOptions {
  /** Key purposes that its extKeyUsage, when there is one, has to allow (RFC 5280 §4.2.1.12). Default: none. */
  readonly purposes?: readonly string[];
}

/**
 * Validates a certificate: a path to an anchor, revocation, algorithms and validity period. What it may be used for is
 * judged as far as `purposes` ask.
 *
 * @param certificate - parsed, or its DER; other bytes give a report too
 * @throws CoreError as `validate` does
 *
 * @example
 * ```ts
 * import { validateCertificate } from '@eseal/validator';
 *
 * export async function whyNot(leafDer: Uint8Array, rootDer: Uint8Array): Promise<readonly string[]> {
 *   const { path } = await validateCertificate(leafDer, { trust: [rootDer] });
 *   return path.attempts.map(({ reason }) => reason.message.en);
 * }
 * ```
 *
 * @see EN 319 102-1 §5.2.6; RFC 5280 §6
 */
export async function validateCertificate(
  certificate: Certificate | Uint8Array,
  options: CertificateValidationOptions,
): Promise<CertificateReport> {
  const session = openSession(options);
  session.rethrowIfAborted();
  const target = read(certificate);
  if (!('raw' in target)) return { ...emptyReport(session), findings: [target] };
  try {
    const validation = await validateCertificatePath(target, 'any', session.context([]));
    const purposes = concludeBlock(session.policy, checkPurposes(target, options.purposes ?? []));
    return await report(target, validation, purposes, session);
  } catch (error) {
    session.rethrowIfAborted(error);
    const conclusion = totalConclusion(indeterminate(null));
    return { ...emptyReport(session), conclusion, findings: [faultFinding(error)] };
  }
}

function read(certificate: Certificate | Uint8Array): Certificate | Finding {
  if (!(certificate instanceof Uint8Array)) return certificate;
  try {
    return parseCertificate(certificate);
  } catch (error) {
    if (!isEsealError(error)) return faultFinding(error);
    return findingOf(UNREADABLE, 'error', { reason: error.message });
  }
}

async function report(
  target: Certificate,
  validation: CertificateValidation,
  purposes: BlockResult,
  session: Session,
): Promise<CertificateReport> {
  const kind = certificateKind(target);
  const checks = [...validation.checks, ...purposes.checks];
  const { conclusion } = validation.conclusion.indication === 'PASSED' ? purposes : validation;
  return {
    ...emptyReport(session),
    certificate: await reportCertificate(target, session.fingerprint),
    conclusion: totalConclusion(conclusion),
    path: await reportPath(validation, session.fingerprint),
    policies: validation.policies?.userConstrained ?? null,
    organization: reportOrganization(target),
    kind,
    checks,
    findings: [...findingsOfChecks(checks), ...kindNotes(kind), ...session.findings()],
  };
}

function emptyReport({ time, policy, retrieval }: Session): CertificateReport {
  return {
    certificate: null,
    conclusion: totalConclusion(failed('FORMAT_FAILURE')),
    path: NO_PATH,
    policies: null,
    validationTime: time,
    policy: policy.id,
    organization: null,
    kind: 'unknown',
    checks: [],
    findings: [],
    retrieval,
  };
}
