/**
 * Timestamps as reports show them.
 *
 * @module
 */
import { formatName } from '@eseal/core/x509';
import { isValueIntact } from '../facts/signature-value.ts';
import type { TimestampValidation } from '../processes/timestamp.ts';
import { findingsOfChecks } from '../report/check-result.ts';
import type { TimestampReport } from '../report/report.ts';
import { sha256Of } from '../util/sha256.ts';
import type { ReportContext } from './context.ts';
import { determineTimestamp } from './determinations.ts';
import { reportPath } from './path-report.ts';

/** The report on a timestamp. */
export async function reportTimestamp(
  validation: TimestampValidation,
  context: ReportContext,
): Promise<TimestampReport> {
  const { facts, conclusion, checks, basic } = validation;
  const { id, file = null, type, token, archive = null } = facts.parsed;
  const read = facts.kind === 'read' ? facts : undefined;
  const certificate = basic?.identification.certificate ?? read?.signature.signingCertificate.hinted;
  return {
    id,
    file,
    type,
    token,
    sha256: await sha256Of(token),
    time: read?.token.tstInfo.genTime ?? null,
    authority: certificate === undefined ? null : formatName(certificate.subject),
    conclusion,
    imprintFound: read?.imprintFound ?? false,
    imprintIntact: read?.imprintIntact ?? false,
    signatureIntact:
      read !== undefined &&
      isValueIntact(read.signature.value, context.policy.acceptsUnsortedAttributes) &&
      read.signature.references.every(({ intact }) => intact),
    archive,
    path: await reportPath(basic?.certificate, context.fingerprint),
    determination: await determineTimestamp(validation, context),
    checks,
    findings: findingsOfChecks(checks),
  };
}
