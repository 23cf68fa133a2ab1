/**
 * Certificates, their paths and the organisations they name as JSON.
 *
 * @module
 */
import { type JsonObject, type ReportLanguage, time } from './json.ts';
import type {
  ReportedAttempt,
  ReportedCertificate,
  ReportedOrganization,
  ReportedPath,
  ReportedStep,
} from './report.ts';

/** A certificate. */
export function reportedCertificateToJson(certificate: ReportedCertificate): JsonObject {
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

/** The organisation that a certificate names. */
export function organizationToJson(organization: ReportedOrganization | null): JsonObject | null {
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

/** Whose word is taken. */
export function trustToJson({ trust }: ReportedPath): JsonObject {
  const { route, routes, anchor, anchorName, service } = trust;
  return { route, routes, anchor, anchorName, service };
}

/** What is known of the revocation of each certificate. */
export function revocationToJson({ revocation }: ReportedPath): readonly JsonObject[] {
  return revocation.map(({ certificate, source, status, reason, evidence, ...times }) => ({
    certificate,
    source,
    status,
    thisUpdate: time(times.thisUpdate),
    nextUpdate: time(times.nextUpdate),
    revocationTime: time(times.revocationTime),
    reason,
    invalidityDate: time(times.invalidityDate),
    evidence: evidence.map(({ sha256 }) => sha256),
  }));
}

/** Each certificate of a chain with its role. */
export function stepsToJson({ steps }: { readonly steps: readonly ReportedStep[] }): readonly JsonObject[] {
  return steps.map(({ certificate, role }) => ({ certificate, role }));
}

function attemptToJson(attempt: ReportedAttempt, language: ReportLanguage): JsonObject {
  const { chain, reason } = attempt;
  const { id, message, citation } = reason;
  return { chain, steps: stepsToJson(attempt), reason: { id, message: message[language], citation } };
}

/** The chains that were tried and failed. */
export function attemptsToJson({ attempts }: ReportedPath, language: ReportLanguage): readonly JsonObject[] {
  return attempts.map((attempt) => attemptToJson(attempt, language));
}
