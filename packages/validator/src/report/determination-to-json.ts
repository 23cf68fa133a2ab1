/**
 * Determinations by trusted lists as JSON.
 *
 * @module
 */
import type {
  CertificateQualification,
  EuDetermination,
  JapaneseDetermination,
  ReportedRecognition,
  ReportedService,
  SealDeterminations,
  TimestampDetermination,
} from './determination.ts';
import { type JsonObject, time } from './json.ts';

/** What lists make of a seal, under each set of rules; `null` where none was consulted. */
export function determinationsToJson({ eu, japan }: SealDeterminations): JsonObject {
  return { eu: eu && euToJson(eu), japan: japan && japaneseToJson(japan) };
}

/** What lists make of a timestamp. */
export function timestampDeterminationToJson({ eu, japan, services }: TimestampDetermination): JsonObject {
  return { eu, japan, services: services.map(serviceToJson) };
}

function euToJson(determination: EuDetermination): JsonObject {
  const { atBestSignatureTime, atIssuance, findings, qualification, recognition, services } = determination;
  return {
    qualification,
    atIssuance: atIssuance && qualificationToJson(atIssuance),
    atBestSignatureTime: atBestSignatureTime && qualificationToJson(atBestSignatureTime),
    services: services.map(serviceToJson),
    recognition: recognition && recognitionToJson(recognition),
    findings: findings.map(({ id }) => id),
  };
}

function japaneseToJson(determination: JapaneseDetermination): JsonObject {
  const { assuranceLevel, findings, identity, keyProtection, kind, kindEvidence, level } = determination;
  const { recognition, services, statusAtBestSignatureTime, statusAtIssuance } = determination;
  return {
    level,
    assuranceLevel,
    kind,
    kindEvidence,
    identity,
    statusAtIssuance,
    statusAtBestSignatureTime,
    time: determination.time,
    keyProtection,
    services: services.map(serviceToJson),
    recognition: recognition && recognitionToJson(recognition),
    findings: findings.map(({ id }) => id),
  };
}

function qualificationToJson({ qscd, qualified, time: at, type }: CertificateQualification): JsonObject {
  return { time: at.toISOString(), qualified, type, qscd };
}

function serviceToJson(reported: ReportedService): JsonObject {
  const { from, list, provider, sequenceNumber, service, status, territory, type, until } = reported;
  return {
    territory,
    provider,
    service,
    type,
    status,
    from: from.toISOString(),
    until: time(until),
    list,
    sequenceNumber,
  };
}

function recognitionToJson(recognition: ReportedRecognition): JsonObject {
  const { enactedFrom, legalIdentifier, recognizedBy, territory } = recognition;
  return { recognizedBy, territory, legalIdentifier, enactedFrom: enactedFrom.toISOString() };
}
