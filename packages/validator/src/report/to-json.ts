/**
 * Reports as JSON with stable names: times in ISO 8601 UTC, digests in lower-case hexadecimal digits, `null` for what
 * was not judged.
 *
 * @module
 */
import type { ContainedFiles, PdfScope, SealScope } from '@eseal/core/container';
import { subIndicationOf } from './conclusion.ts';
import type { Finding } from './finding.ts';
import type {
  CertificateReport,
  ReportedAttempt,
  ReportedCertificate,
  ReportedPath,
  SealReport,
  TimestampReport,
  ValidationReport,
} from './report.ts';
import type { RetrievalAttempt } from './retrieval-attempt.ts';
import { signaturePolicyToJson, statementsToJson } from './statements-to-json.ts';

/** A value of JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object of JSON. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Language of texts in reports. */
export type ReportLanguage = 'ja' | 'en';

/** How to write a report. */
export interface ReportFormatOptions {
  /** Default `en`. */
  readonly language?: ReportLanguage;
}

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
    seals: report.seals.map((seal) => sealToJson(seal, language)),
    timestamps: report.timestamps.map((one) => timestampToJson(one, language)),
    findings: findingsToJson(report.findings, language),
    retrieval: retrievalToJson(report.retrieval),
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
    policies: report.policies?.map(({ policy }) => policy) ?? null,
    policyInformation: report.policies?.map(({ policy, cps, notices }) => ({ policy, cps, notices })) ?? null,
    validationTime: validationTime.toISOString(),
    attempts: path.attempts.map((attempt) => attemptToJson(attempt, language)),
    findings: findingsToJson(report.findings, language),
    retrieval: retrievalToJson(report.retrieval),
    policy: report.policy,
    trust: trustToJson(path),
    revocation: revocationToJson(path),
    organization: organizationToJson(report),
    kind,
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

function indication(conclusion: ValidationReport['conclusion'] | TimestampReport['conclusion']): JsonObject {
  return { indication: conclusion.indication, subIndication: subIndicationOf(conclusion) };
}

function sealToJson(seal: SealReport, language: ReportLanguage): JsonObject {
  const { id, format, adesLevel, counterSignatureOf, form, structure, cryptography, scope, path } = seal;
  const { referencesFound, referencesIntact, signatureIntact, digestAlgorithm, signatureAlgorithm } =
    cryptography;
  const { present, unique, digestMatch, issuerSerialMatch } = seal.signingCertificateReference;
  return {
    id,
    ...(seal.file !== null && { file: seal.file }),
    format,
    adesLevel,
    counterSignatureOf,
    form,
    structure: { valid: structure.valid, messages: structure.messages },
    ...indication(seal.conclusion),
    cryptography: {
      referencesFound,
      referencesIntact,
      signatureIntact,
      digestAlgorithm,
      signatureAlgorithm,
      references: cryptography.references.map(({ kind, uri, found, intact }) =>
        uri === null ? { kind, found, intact } : { kind, uri, found, intact },
      ),
    },
    claimedTime: time(seal.claimedTime),
    bestSignatureTime: seal.bestSignatureTime.toISOString(),
    proofOfExistence: seal.proofOfExistence,
    signingCertificate:
      seal.signingCertificate === null ? null : reportedCertificateToJson(seal.signingCertificate),
    signingCertificateReference: { present, unique, digestMatch, issuerSerialMatch },
    chain: path.chain,
    trust: trustToJson(path),
    organization: organizationToJson(seal),
    kind: seal.kind,
    assuranceLevel: seal.assuranceLevel,
    euQualification: seal.euQualification,
    scope: scopeToJson(scope),
    signaturePolicy: signaturePolicyToJson(seal),
    statements: statementsToJson(seal),
    timestamps: seal.timestamps.map((one) => timestampToJson(one, language)),
    revocation: revocationToJson(path),
    findings: findingsToJson(seal.findings, language),
    attempts: path.attempts.map((attempt) => attemptToJson(attempt, language)),
  };
}

function reportedCertificateToJson(certificate: ReportedCertificate): JsonObject {
  const { subject, issuer, serialNumber, sha256, notBefore, notAfter } = certificate;
  return {
    subject,
    issuer,
    serialNumber,
    sha256,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
  };
}

function organizationToJson({ organization }: Pick<SealReport, 'organization'>): JsonObject | null {
  if (organization === null) return null;
  const identifiers = organization.identifiers.map(
    ({ scheme, country, reference, raw, place, checkDigit }) => ({
      scheme,
      country,
      reference,
      raw,
      place,
      checkDigit,
    }),
  );
  return { name: organization.name, identifiers };
}

function trustToJson({ trust }: ReportedPath): JsonObject {
  const { route, anchor, anchorName, service } = trust;
  return { route, anchor, anchorName, service };
}

function revocationToJson({ revocation }: ReportedPath): readonly JsonObject[] {
  return revocation.map(({ certificate, source, status, reason, ...times }) => ({
    certificate,
    source,
    status,
    thisUpdate: time(times.thisUpdate),
    nextUpdate: time(times.nextUpdate),
    revocationTime: time(times.revocationTime),
    reason,
    invalidityDate: time(times.invalidityDate),
  }));
}

function attemptToJson({ chain, reason }: ReportedAttempt, language: ReportLanguage): JsonObject {
  const { id, message, citation } = reason;
  return { chain, reason: { id, message: message[language], citation } };
}

function scopeToJson({ coversWholeDocument, description, pdf, uncovered }: SealScope): JsonObject {
  return {
    coversWholeDocument,
    description,
    ...(uncovered && { uncovered }),
    ...(pdf && pdfScopeToJson(pdf)),
  };
}

function pdfScopeToJson({
  revision,
  byteRange,
  byteRangeValid,
  dictionaryConsistent,
  permission,
  lock,
  bytesAfter,
  modifications,
}: PdfScope): JsonObject {
  return {
    revision,
    byteRange: byteRange ?? null,
    byteRangeValid,
    dictionaryConsistent,
    permission,
    lock: lock && { action: lock.action, fields: lock.fields, permission: lock.permission },
    modifications: modifications.map(({ revision: changedBy, kind, object, permitted, page, covers }) => ({
      revision: changedBy,
      kind,
      object,
      permitted,
      ...(page !== undefined && { page }),
      ...(covers !== undefined && { covers }),
    })),
    bytesAfter,
  };
}

function timestampToJson(timestamp: TimestampReport, language: ReportLanguage): JsonObject {
  const { id, type, authority, imprintFound, imprintIntact, signatureIntact, conclusion } = timestamp;
  return {
    id,
    ...(timestamp.file !== null && { file: timestamp.file }),
    type,
    time: time(timestamp.time),
    tsa: authority,
    ...indication(conclusion),
    imprintFound,
    imprintIntact,
    signatureIntact,
    ...(timestamp.archive !== null && {
      version: timestamp.archive.version,
      hashIndex: timestamp.archive.hashIndex?.name ?? null,
      hashIndexValid: timestamp.archive.hashIndex?.valid ?? null,
    }),
    chain: timestamp.path.chain,
    findings: findingsToJson(timestamp.findings, language),
  };
}

function findingsToJson(findings: readonly Finding[], language: ReportLanguage): readonly JsonObject[] {
  return findings.map(({ id, severity, message, citation, repair }) => ({
    id,
    severity,
    message: message[language],
    citation,
    ...(repair !== undefined && { repair: repair[language] }),
  }));
}

function time(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
