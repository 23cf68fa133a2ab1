/**
 * Reports as JSON with stable names: times in ISO 8601 UTC, digests in lower-case hexadecimal digits, `null` for what
 * was not judged.
 *
 * @module
 */
import type { ContainedFiles } from '@eseal/core/container';
import {
  checksToJson,
  findingsToJson,
  indication,
  type JsonObject,
  type ReportFormatOptions,
} from './json.ts';
import {
  attemptsToJson,
  organizationToJson,
  reportedCertificateToJson,
  revocationToJson,
  stepsToJson,
  trustToJson,
} from './path-to-json.ts';
import type { CertificateReport, ReportedCertificate, ValidationReport } from './report.ts';
import type { RetrievalAttempt } from './retrieval-attempt.ts';
import { sealToJson, timestampToJson } from './seal-to-json.ts';

/** The report on a document as JSON. */
export function toJson(report: ValidationReport, options: ReportFormatOptions = {}): JsonObject {
  const { language = 'en' } = options;
  const { name, format, size, sha256 } = report.document;
  return {
    document: { name, format, size, sha256 },
    ...(report.contained !== null && { container: containedToJson(report.contained) }),
    conclusion: indication(report.conclusion),
    validationTime: report.validationTime.toISOString(),
    policy: report.policy,
    process: report.process,
    seals: report.seals.map((seal) => sealToJson(seal, language)),
    timestamps: report.timestamps.map((one) => timestampToJson(one, language)),
    findings: findingsToJson(report.findings, language),
    retrieval: retrievalToJson(report.retrieval),
    certificates: certificatesOf(report).map(reportedCertificateToJson),
  };
}

/** The report on a certificate as JSON. */
export function certificateToJson(report: CertificateReport, options: ReportFormatOptions = {}): JsonObject {
  const { language = 'en' } = options;
  const { certificate, conclusion, path, kind, validationTime } = report;
  return {
    certificate: certificate === null ? null : reportedCertificateToJson(certificate),
    ...indication(conclusion),
    chain: path.chain,
    steps: stepsToJson(path),
    policies: report.policies?.map(({ policy }) => policy) ?? null,
    policyInformation: report.policies?.map(({ policy, cps, notices }) => ({ policy, cps, notices })) ?? null,
    validationTime: validationTime.toISOString(),
    attempts: attemptsToJson(path, language),
    findings: findingsToJson(report.findings, language),
    retrieval: retrievalToJson(report.retrieval),
    policy: report.policy,
    trust: trustToJson(path),
    revocation: revocationToJson(path),
    organization: organizationToJson(report.organization),
    kind,
    checks: checksToJson(report.checks, language),
    certificates: path.certificates.map(reportedCertificateToJson),
  };
}

function retrievalToJson(attempts: readonly RetrievalAttempt[]): readonly JsonObject[] {
  return attempts.map(({ kind, url, outcome, detail = null }) => ({ kind, url, outcome, detail }));
}

function containedToJson({ comment, entries, files, manifests, mimetype }: ContainedFiles): JsonObject {
  return {
    mimetype: mimetype ?? null,
    comment: comment === '' ? null : comment,
    entries,
    files: files.map(({ name, size, compressed, isDocument }) => ({ name, size, compressed, isDocument })),
    manifests: manifests.map(({ name, sealedBy, uris }) => ({ name, sealedBy, uris })),
  };
}

/** Every certificate of a path once: chains and attempts name them by their digests. */
function certificatesOf({ seals, timestamps }: ValidationReport): readonly ReportedCertificate[] {
  const paths = [...seals.flatMap((seal) => [seal, ...seal.timestamps]), ...timestamps].map(
    ({ path }) => path,
  );
  const all = paths.flatMap(({ certificates }) => certificates);
  return [...new Map(all.map((certificate) => [certificate.sha256, certificate])).values()];
}
