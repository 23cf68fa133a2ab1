/**
 * Seals and timestamps as JSON.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import type { PdfScope, SealScope } from '@eseal/core/container';
import { determinationsToJson, timestampDeterminationToJson } from './determination-to-json.ts';
import {
  checksToJson,
  findingsToJson,
  indication,
  type JsonObject,
  type ReportLanguage,
  time,
} from './json.ts';
import {
  attemptsToJson,
  organizationToJson,
  reportedCertificateToJson,
  revocationToJson,
  stepsToJson,
  trustToJson,
} from './path-to-json.ts';
import type { ReportedReference, SealReport, TimestampReport } from './report.ts';
import { signaturePolicyToJson, statementsToJson } from './statements-to-json.ts';

/** A seal. */
export function sealToJson(seal: SealReport, language: ReportLanguage): JsonObject {
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
      references: cryptography.references.map(referenceToJson),
    },
    claimedTime: time(seal.claimedTime),
    bestSignatureTime: seal.bestSignatureTime.toISOString(),
    proofOfExistence: seal.proofOfExistence,
    signingCertificate:
      seal.signingCertificate === null ? null : reportedCertificateToJson(seal.signingCertificate),
    signingCertificateReference: { present, unique, digestMatch, issuerSerialMatch },
    chain: path.chain,
    steps: stepsToJson(path),
    policies: path.policies,
    trust: trustToJson(path),
    organization: organizationToJson(seal.organization),
    kind: seal.kind,
    assuranceLevel: seal.assuranceLevel,
    euQualification: seal.euQualification,
    determinations: determinationsToJson(seal.determinations),
    scope: scopeToJson(scope),
    signaturePolicy: signaturePolicyToJson(seal),
    statements: statementsToJson(seal),
    timestamps: seal.timestamps.map((one) => timestampToJson(one, language)),
    revocation: revocationToJson(path),
    findings: findingsToJson(seal.findings, language),
    attempts: attemptsToJson(path, language),
    checks: checksToJson(seal.checks, language),
  };
}

function referenceToJson({
  kind,
  uri,
  digest,
  digestAlgorithm,
  found,
  intact,
}: ReportedReference): JsonObject {
  return {
    kind,
    ...(uri !== null && { uri }),
    found,
    intact,
    digestAlgorithm,
    digest: digest === null ? null : toHex(digest),
  };
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

/** A timestamp. */
export function timestampToJson(timestamp: TimestampReport, language: ReportLanguage): JsonObject {
  const { id, type, authority, imprintFound, imprintIntact, signatureIntact, conclusion, path } = timestamp;
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
    sha256: timestamp.sha256,
    determination: timestampDeterminationToJson(timestamp.determination),
    chain: path.chain,
    steps: stepsToJson(path),
    policies: path.policies,
    trust: trustToJson(path),
    revocation: revocationToJson(path),
    findings: findingsToJson(timestamp.findings, language),
    attempts: attemptsToJson(path, language),
    checks: checksToJson(timestamp.checks, language),
  };
}
