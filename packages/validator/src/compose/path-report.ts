/**
 * Certificates and paths as reports show them.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import { organizationOf } from '@eseal/core/identity';
import { type Certificate, formatName } from '@eseal/core/x509';
import type { CertificateValidation, PathAttempt } from '../blocks/certificate-validation.ts';
import { findingsOfChecks } from '../report/check-result.ts';
import type { Finding } from '../report/finding.ts';
import type {
  ReportedAttempt,
  ReportedCertificate,
  ReportedOrganization,
  ReportedPath,
  ReportedRevocation,
  ReportedTrust,
} from '../report/report.ts';
import type { RevocationSource, RevocationStatus } from '../revocation/status.ts';
import type { TrustAnchor } from '../trust/source.ts';

/** SHA-256 of a certificate in hexadecimal digits. */
export type Fingerprint = (certificate: Certificate) => Promise<string>;

/** A certificate for a report. */
export async function reportCertificate(
  certificate: Certificate,
  fingerprint: Fingerprint,
): Promise<ReportedCertificate> {
  const { subject, issuer, serialNumber, notBefore, notAfter } = certificate;
  return {
    subject: formatName(subject),
    issuer: formatName(issuer),
    serialNumber: toHex(withoutSignOctet(serialNumber)),
    sha256: await fingerprint(certificate),
    notBefore,
    notAfter,
  };
}

/** The zero octet that keeps a DER INTEGER positive is no part of the number. */
function withoutSignOctet(serialNumber: Uint8Array): Uint8Array {
  return serialNumber.length > 1 && serialNumber[0] === 0 ? serialNumber.subarray(1) : serialNumber;
}

/** The organisation a certificate names. */
export function reportOrganization(certificate: Certificate): ReportedOrganization | null {
  const organization = organizationOf(certificate);
  if (organization === undefined) return null;
  const { name, identifiers } = organization;
  return {
    name: name ?? null,
    identifiers: identifiers.map(({ scheme, country, reference, raw, place, checkDigit }) => ({
      scheme,
      country,
      reference: reference ?? null,
      raw,
      place,
      checkDigit,
    })),
  };
}

/** A path that was never looked for. */
export const NO_PATH: ReportedPath = {
  chain: [],
  trust: { route: 'none', anchor: null, anchorName: null, service: null },
  revocation: [],
  attempts: [],
};

/** The path of a certificate, and those that failed. */
export async function reportPath(
  validation: CertificateValidation | undefined,
  fingerprint: Fingerprint,
): Promise<ReportedPath> {
  if (validation === undefined) return NO_PATH;
  const { chain, anchor, revocation, failures } = validation;
  const attempts: ReportedAttempt[] = [];
  for (const failure of failures.slice(0, MAX_ATTEMPTS))
    attempts.push(...(await reportAttempt(failure, fingerprint)));
  return {
    chain: await chainOf(chain, anchor, fingerprint),
    trust: await reportTrust(anchor, fingerprint),
    revocation: await Promise.all(
      revocation.map(async ({ certificate, status }) =>
        reportRevocation(await fingerprint(certificate), status),
      ),
    ),
    attempts,
  };
}

/** Most failed chains that a report lists. */
const MAX_ATTEMPTS = 20;

async function chainOf(
  chain: readonly Certificate[],
  anchor: TrustAnchor | undefined,
  fingerprint: Fingerprint,
): Promise<readonly string[]> {
  const digests: string[] = [];
  const above = anchor?.certificate;
  const all = above === undefined || chain.includes(above) ? chain : [...chain, above];
  for (const certificate of all) digests.push(await fingerprint(certificate));
  return [...new Set(digests)];
}

async function reportTrust(
  anchor: TrustAnchor | undefined,
  fingerprint: Fingerprint,
): Promise<ReportedTrust> {
  if (anchor === undefined) return NO_PATH.trust;
  const { certificate, name, route, service } = anchor;
  return {
    route,
    anchor: certificate === undefined ? null : await fingerprint(certificate),
    anchorName: formatName(name),
    service: service ?? null,
  };
}

function reportRevocation(certificate: string, status: RevocationStatus): ReportedRevocation {
  const nothing = { revocationTime: null, reason: null, invalidityDate: null };
  switch (status.kind) {
    case 'unknown':
    case 'not-needed':
    case 'not-checked':
      return {
        certificate,
        source: 'none',
        status: status.kind,
        thisUpdate: null,
        nextUpdate: null,
        ...nothing,
      };
    case 'good':
      return { certificate, status: status.kind, ...reportSource(status.source), ...nothing };
    case 'on-hold':
      return {
        certificate,
        status: status.kind,
        ...reportSource(status.source),
        ...nothing,
        revocationTime: status.since,
      };
    case 'revoked':
      return {
        certificate,
        status: status.kind,
        ...reportSource(status.source),
        revocationTime: status.revocationTime,
        reason: status.reason,
        invalidityDate: status.invalidityDate ?? null,
      };
  }
}

function reportSource({
  kind,
  thisUpdate,
  nextUpdate,
}: RevocationSource): Pick<ReportedRevocation, 'source' | 'thisUpdate' | 'nextUpdate'> {
  return { source: kind, thisUpdate, nextUpdate: nextUpdate ?? null };
}

async function reportAttempt(
  attempt: PathAttempt,
  fingerprint: Fingerprint,
): Promise<readonly ReportedAttempt[]> {
  const reason = decisive(attempt);
  if (reason === undefined) return [];
  return [{ chain: await chainOf(attempt.chain, attempt.anchor, fingerprint), reason }];
}

function decisive({ checks }: PathAttempt): Finding | undefined {
  return findingsOfChecks(checks).find(({ severity }) => severity === 'error');
}
