/**
 * Certificates and paths as reports show them.
 *
 * @module
 */
import { equalBytes, toHex } from '@eseal/core';
import { organizationOf } from '@eseal/core/identity';
import { type Certificate, equalNames, formatName } from '@eseal/core/x509';
import type { CertificateValidation, PathAttempt } from '../blocks/certificate-validation.ts';
import { pathRoute } from '../path/path-route.ts';
import { findingsOfChecks } from '../report/check-result.ts';
import type { Finding } from '../report/finding.ts';
import type {
  ReportedAttempt,
  ReportedCertificate,
  ReportedEvidence,
  ReportedOrganization,
  ReportedPath,
  ReportedRevocation,
  ReportedStep,
  ReportedTrust,
} from '../report/report.ts';
import type { RevocationSource, RevocationStatus } from '../revocation/status.ts';
import type { TrustAnchor } from '../trust/source.ts';
import { sha256Of } from '../util/sha256.ts';

/** SHA-256 of a certificate in hexadecimal digits. */
export type Fingerprint = (certificate: Certificate) => Promise<string>;

/** A certificate for a report. */
export async function reportCertificate(
  certificate: Certificate,
  fingerprint: Fingerprint,
): Promise<ReportedCertificate> {
  const { subject, issuer, serialNumber, notBefore, notAfter, raw } = certificate;
  return {
    subject: formatName(subject),
    issuer: formatName(issuer),
    serialNumber: toHex(withoutSignOctet(serialNumber)),
    sha256: await fingerprint(certificate),
    notBefore,
    notAfter,
    encoding: raw,
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
  steps: [],
  policies: null,
  certificates: [],
  trust: { route: 'none', routes: [], anchor: null, anchorName: null, service: null },
  revocation: [],
  attempts: [],
};

/** Most failed chains that a report lists. */
const MAX_ATTEMPTS = 20;

/** The first ones and the last, which tells why the search ended. */
function shownOf(failures: readonly PathAttempt[]): readonly PathAttempt[] {
  if (failures.length <= MAX_ATTEMPTS) return failures;
  return [...failures.slice(0, MAX_ATTEMPTS - 1), ...failures.slice(-1)];
}

/** The path of a certificate, and those that failed. */
export async function reportPath(
  validation: CertificateValidation | undefined,
  fingerprint: Fingerprint,
): Promise<ReportedPath> {
  if (validation === undefined) return NO_PATH;
  const { chain, anchor, policies } = validation;
  const failures = shownOf(validation.failures);
  const attempts: ReportedAttempt[] = [];
  for (const failure of failures) attempts.push(...(await reportAttempt(failure, fingerprint)));
  return {
    chain: await chainOf(chain, anchor, fingerprint),
    steps: await stepsOf(validation, fingerprint),
    policies: policies?.userConstrained.map(({ policy }) => policy) ?? null,
    certificates: await certificatesOf([validation, ...failures], fingerprint),
    trust: await reportTrust(validation, fingerprint),
    revocation: await reportRevocations(validation, fingerprint),
    attempts,
  };
}

/** A chain with the certificate of its anchor, unless that is in the chain itself. */
export function pathOf({
  chain,
  anchor,
}: {
  readonly chain: readonly Certificate[];
  readonly anchor: TrustAnchor | undefined;
}): readonly Certificate[] {
  const above = anchor?.certificate;
  return above === undefined || chain.some(({ raw }) => equalBytes(raw, above.raw))
    ? chain
    : [...chain, above];
}

/** Every certificate of several chains once, the anchors' included. */
async function certificatesOf(
  paths: readonly PathAttempt[],
  fingerprint: Fingerprint,
): Promise<readonly ReportedCertificate[]> {
  const known = new Map<string, ReportedCertificate>();
  for (const { chain, anchor } of paths) {
    const above = anchor?.certificate;
    for (const certificate of above === undefined ? chain : [...chain, above]) {
      const reported = await reportCertificate(certificate, fingerprint);
      known.set(reported.sha256, reported);
    }
  }
  return [...known.values()];
}

async function chainOf(
  chain: readonly Certificate[],
  anchor: TrustAnchor | undefined,
  fingerprint: Fingerprint,
): Promise<readonly string[]> {
  const digests: string[] = [];
  for (const certificate of pathOf({ chain, anchor })) digests.push(await fingerprint(certificate));
  return [...new Set(digests)];
}

/** Every certificate with its role; the anchor's last, unless it is the one validated. */
async function stepsOf(
  { chain, roles, anchor }: PathAttempt,
  fingerprint: Fingerprint,
): Promise<readonly ReportedStep[]> {
  const steps: ReportedStep[] = [];
  for (const [index, certificate] of chain.entries())
    steps.push({ certificate: await fingerprint(certificate), role: roles[index] ?? 'intermediate' });
  const [above] = pathOf({ chain, anchor }).slice(chain.length);
  return above === undefined ? steps : [...steps, { certificate: await fingerprint(above), role: 'anchor' }];
}

async function reportTrust(
  { anchor, roles }: Pick<PathAttempt, 'anchor' | 'roles'>,
  fingerprint: Fingerprint,
): Promise<ReportedTrust> {
  if (anchor === undefined) return NO_PATH.trust;
  const { certificate, name, otherRoutes = [], service } = anchor;
  const route = pathRoute(anchor, roles);
  return {
    route,
    routes: [...new Set([route, ...otherRoutes])],
    anchor: certificate === undefined ? null : await fingerprint(certificate),
    anchorName: formatName(name),
    service: service ?? null,
  };
}

/**
 * The status of every certificate below the anchor; those of a chain that did not hold were not asked for, and that is
 * said.
 */
async function reportRevocations(
  { chain, anchor, revocation }: PathAttempt,
  fingerprint: Fingerprint,
): Promise<readonly ReportedRevocation[]> {
  const reported: ReportedRevocation[] = [];
  for (const certificate of chain) {
    if (isAnchorItself(certificate, anchor)) continue;
    const known = revocation.find((one) => one.certificate === certificate);
    const status: RevocationStatus = known?.status ?? { kind: 'not-checked' };
    reported.push(await reportRevocation(await fingerprint(certificate), status));
  }
  return reported;
}

function isAnchorItself({ publicKey, subject }: Certificate, anchor: TrustAnchor | undefined): boolean {
  return (
    anchor !== undefined &&
    equalBytes(publicKey.raw, anchor.publicKey.raw) &&
    equalNames(subject, anchor.name)
  );
}

const NO_DATA: Omit<ReportedRevocation, 'certificate' | 'status'> = {
  source: 'none',
  thisUpdate: null,
  nextUpdate: null,
  revocationTime: null,
  reason: null,
  invalidityDate: null,
  evidence: [],
};

async function reportRevocation(certificate: string, status: RevocationStatus): Promise<ReportedRevocation> {
  const { kind } = status;
  const reported = { ...NO_DATA, certificate, status: kind };
  switch (kind) {
    case 'unknown':
    case 'not-needed':
    case 'not-checked':
      return reported;
    case 'good':
      return { ...reported, ...(await reportSource(status.source)) };
    case 'on-hold':
      return { ...reported, ...(await reportSource(status.source)), revocationTime: status.since };
    case 'revoked': {
      const { revocationTime, reason, invalidityDate = null } = status;
      return { ...reported, ...(await reportSource(status.source)), revocationTime, reason, invalidityDate };
    }
  }
}

async function reportSource({
  kind,
  thisUpdate,
  nextUpdate,
  decidedBy,
}: RevocationSource): Promise<Pick<ReportedRevocation, 'source' | 'thisUpdate' | 'nextUpdate' | 'evidence'>> {
  const evidence: ReportedEvidence[] = [];
  for (const { evidence: one } of decidedBy)
    evidence.push({ kind: one.kind, sha256: await sha256Of(one.encoded), encoding: one.encoded });
  return { source: kind, thisUpdate, nextUpdate: nextUpdate ?? null, evidence };
}

async function reportAttempt(
  attempt: PathAttempt,
  fingerprint: Fingerprint,
): Promise<readonly ReportedAttempt[]> {
  const reason = decisive(attempt);
  if (reason === undefined) return [];
  const { chain, anchor } = attempt;
  return [
    {
      chain: await chainOf(chain, anchor, fingerprint),
      steps: await stepsOf(attempt, fingerprint),
      reason,
    },
  ];
}

function decisive({ checks }: PathAttempt): Finding | undefined {
  return findingsOfChecks(checks).find(({ severity }) => severity === 'error');
}
