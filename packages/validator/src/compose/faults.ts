/**
 * Faults of the validator itself: they are reported, and nothing passes because of them.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { type Conclusion, failed, indeterminate, totalConclusion } from '../report/conclusion.ts';
import { type Finding, findingOf, type Rule } from '../report/finding.ts';
import type { SealReport, TimestampReport } from '../report/report.ts';
import { sha256Of } from '../util/sha256.ts';
import { UNDETERMINED, UNDETERMINED_TIMESTAMP } from './determinations.ts';
import { NO_PATH } from './path-report.ts';
import { identityOf } from './seal-report.ts';

const INTERRUPTED: Rule = {
  id: 'VALIDATION_INTERRUPTED',
  citation: 'EN 319 102-1 §5.1.3',
  message: {
    ja: '検証を終えることができませんでした: {reason}',
    en: 'The validation could not be completed: {reason}',
  },
};

const UNREADABLE: Rule = {
  id: 'DOCUMENT_UNREADABLE',
  citation: 'EN 319 102-1 §5.2.2',
  message: {
    ja: '文書を読めません({code}): {reason}',
    en: 'The document cannot be read ({code}): {reason}',
  },
};

/** Codes of errors that say nothing against the document: it may be good, and another attempt find so. */
const UNDECIDED: ReadonlySet<string> = new Set([
  'BUDGET_EXCEEDED',
  'DOCUMENT_TOO_LARGE',
  'UNSUPPORTED_ALGORITHM',
  'PDF_PASSWORD_REQUIRED',
  'PDF_PASSWORD_WRONG',
  'PDF_ENCRYPTION_UNSUPPORTED',
  'PDF_LIMIT_EXCEEDED',
  'PDF_FILTER_UNSUPPORTED',
  'ZIP_LIMIT_EXCEEDED',
  'ZIP_UNSUPPORTED',
]);

/** What an error of the parser says of the document: broken bytes are a proof, everything else is not. */
export function unreadableDocument(error: unknown): {
  readonly conclusion: Conclusion;
  readonly findings: readonly Finding[];
} {
  if (!isEsealError(error))
    return { conclusion: totalConclusion(indeterminate(null)), findings: [faultFinding(error)] };
  const conclusion = UNDECIDED.has(error.code) ? indeterminate(null) : failed('FORMAT_FAILURE');
  const finding = findingOf(UNREADABLE, 'error', { code: error.code, reason: error.message });
  return { conclusion: totalConclusion(conclusion), findings: [finding] };
}

/** The finding about a fault. */
export function faultFinding(error: unknown): Finding {
  const reason = isEsealError(error)
    ? error.message
    : `unexpected ${error instanceof Error ? error.name : 'error'}`;
  return findingOf(INTERRUPTED, 'error', { reason });
}

/** The report on a seal whose judgement failed. */
export function faultySeal(parsed: ParsedSignature, time: Date, error: unknown): SealReport {
  const { signature, signingCertificateReferences } = parsed;
  return {
    ...identityOf(parsed),
    conclusion: totalConclusion(indeterminate(null)),
    policyDocument: null,
    cryptography: {
      referencesFound: false,
      referencesIntact: false,
      signatureIntact: false,
      digestAlgorithm: signature.digestAlgorithm ?? null,
      signatureAlgorithm: signature.algorithm ?? signature.algorithmName,
      signatureValue: signature.value,
      signedDataDigest: null,
      references: [],
    },
    bestSignatureTime: time,
    proofOfExistence: 'now',
    signingCertificate: null,
    signingCertificateReference: {
      present: signingCertificateReferences.references.length > 0,
      unique: false,
      digestMatch: false,
      issuerSerialMatch: null,
    },
    path: NO_PATH,
    organization: null,
    kind: 'unknown',
    assuranceLevel: null,
    euQualification: null,
    determinations: UNDETERMINED,
    timestamps: [],
    checks: [],
    findings: [faultFinding(error)],
  };
}

/** The report on a timestamp whose judgement failed. */
export async function faultyTimestamp(
  { archive, file, id, token, type }: ParsedTimestamp,
  error: unknown,
): Promise<TimestampReport> {
  return {
    id,
    file: file ?? null,
    type,
    token,
    sha256: await sha256Of(token),
    time: null,
    authority: null,
    conclusion: indeterminate(null),
    imprintFound: false,
    imprintIntact: false,
    signatureIntact: false,
    archive: archive ?? null,
    path: NO_PATH,
    determination: UNDETERMINED_TIMESTAMP,
    checks: [],
    findings: [faultFinding(error)],
  };
}
