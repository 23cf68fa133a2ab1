/**
 * Validation time sliding (EN 319 102-1 §5.6.2.2): how far back one has to go for a path to have been good, from the anchor
 * downwards, with nothing relied on but what is proven to have existed by then.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { JudgementContext } from '../blocks/context.ts';
import type { ChainRevocation } from '../blocks/revocation-checks.ts';
import { countsAgainst } from '../blocks/revocation-relevance.ts';
import { REVOCATION_SIGNER_VALID } from '../blocks/revocation-remarks.ts';
import type { CertificateChain } from '../path/build.ts';
import { issuersOf, type PathIssuer } from '../path/path-issuers.ts';
import { earliestProof, type Proofs } from '../poe/proofs.ts';
import { levelOf } from '../policy/policy.ts';
import type { DatedStatus } from '../revocation/check-status.ts';
import { revocationExemption } from '../revocation/exemption.ts';
import { freshUntil, isFresh } from '../revocation/freshness.ts';
import { revokedSince } from '../revocation/revoked-since.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import type { TrustAnchor } from '../trust/source.ts';
import { reliableUntil } from './reliable-until.ts';

/** A path of the past. */
export interface PastPath {
  readonly chain: CertificateChain;
  readonly anchor: TrustAnchor;
}

/** How far the control time slid, or where a proof was missing. */
export type Sliding =
  | { readonly kind: 'slid'; readonly controlTime: Date; readonly revocation: ChainRevocation }
  | {
      readonly kind: 'no-proof';
      readonly missing: 'certificate' | 'revocation-data' | 'reliable-algorithm';
      readonly certificate: Certificate;
      readonly controlTime: Date;
    };

/** Slides the control time along a path. */
export async function slideValidationTime(
  path: PastPath,
  proofs: Proofs,
  context: JudgementContext,
): Promise<Sliding> {
  const { chain, anchor } = path;
  const revocation: ChainRevocation[number][] = [];
  let controlTime = earlierOf(context.time, anchor.trustedUntil);
  for (let index = chain.length - 1; index >= 0; index--) {
    context.checkpoint();
    const step = await slideAlong(path, index, controlTime, proofs, context);
    if (step.kind === 'no-proof') return step;
    controlTime = earlierOf(step.controlTime, endOfAuthority(path, index, context));
    revocation.unshift(...step.revocation);
  }
  return { kind: 'slid', controlTime, revocation };
}

/**
 * In the shell model an authority shows nothing of what came after its end, stricter than the standard: whoever gets hold of
 * the key of an expired one could issue certificates, and lists about them, for ever.
 */
function endOfAuthority(
  { chain }: PastPath,
  index: number,
  { policy: { validityModel = 'shell' } }: JudgementContext,
): Date | undefined {
  return index > 0 && validityModel === 'shell' ? chain[index]?.notAfter : undefined;
}

/** Steps (2) (a) to (d) for one certificate. */
async function slideAlong(
  { chain, anchor }: PastPath,
  index: number,
  controlTime: Date,
  proofs: Proofs,
  context: JudgementContext,
): Promise<Sliding> {
  const certificate = chain[index] ?? chain[0];
  const issuer = issuersOf(chain, anchor)[index] ?? anchor;
  const noProof = { kind: 'no-proof', certificate, controlTime } as const;
  if ((await earliestProof(proofs, certificate.raw)).time > controlTime)
    return { ...noProof, missing: 'certificate' };
  const statuses = await context.collectStatuses(
    { certificate, issuer, anchor },
    async ({ encoded }) => (await earliestProof(proofs, encoded)).time,
  );
  const status = decisiveStatus(statuses, { index, chain, controlTime }, context);
  if (status === undefined) return { ...noProof, missing: 'revocation-data' };
  const slid = slideByStatus(status, { index, chain, controlTime }, context);
  const reliable = reliableTime(certificate, issuer, status, slid, context);
  if (reliable === undefined) return { ...noProof, missing: 'reliable-algorithm' };
  return { kind: 'slid', controlTime: reliable, revocation: [{ certificate, status }] };
}

interface Step {
  readonly chain: CertificateChain;
  readonly index: number;
  readonly controlTime: Date;
}

/**
 * (a), (b): the newest data from before the control time that is proven to have existed then. An earlier revocation counts
 * even without a proof, stricter than the standard: nobody gains by forging one.
 */
function decisiveStatus(
  statuses: readonly DatedStatus[],
  { index, chain, controlTime }: Step,
  { policy, revocation: mode }: JudgementContext,
): RevocationStatus | undefined {
  const revoked = statuses.find(
    ({ status }) =>
      status.kind === 'revoked' &&
      revokedSince(status, policy) <= controlTime &&
      countsAgainst(status, { index, chain }, controlTime, policy),
  );
  if (revoked !== undefined) return revoked.status;
  const needsValidSigner = levelOf(policy, REVOCATION_SIGNER_VALID, 'fail') === 'fail';
  const usable = statuses.filter(
    ({ status: { source }, existed }) =>
      source.thisUpdate <= controlTime &&
      existed <= controlTime &&
      (!needsValidSigner ||
        source.decidedBy.every(({ signerChain: [signer] }) => isValidAt(signer, existed))),
  );
  const [newest] = usable.sort(
    (a, b) => b.status.source.thisUpdate.getTime() - a.status.source.thisUpdate.getTime(),
  );
  if (newest !== undefined) return newest.status;
  const exemption = chain[index] && revocationExemption(chain[index]);
  if (exemption !== undefined) return { kind: 'not-needed', exemption };
  // What nobody knows proves nothing about the past, although the present may be judged without it.
  return mode === 'none' ? { kind: 'not-checked' } : undefined;
}

function isValidAt(signer: Certificate | undefined, time: Date): boolean {
  return signer === undefined || (signer.notBefore <= time && time <= signer.notAfter);
}

/**
 * (c): back to before a revocation, or to when the data was still fresh. The standard goes back to thisUpdate, as this does
 * where the policy allows data no age; laxer than it otherwise, because a validation at the time when the data was fresh
 * would have accepted it.
 */
function slideByStatus(
  status: RevocationStatus,
  { index, chain, controlTime }: Step,
  { policy }: JudgementContext,
): Date {
  switch (status.kind) {
    case 'revoked':
    case 'on-hold':
      return status.kind === 'on-hold' || countsAgainst(status, { index, chain }, controlTime, policy)
        ? earlierOf(controlTime, revokedSince(status, policy))
        : controlTime;
    case 'good':
      return isFresh(status.source, controlTime, policy)
        ? controlTime
        : earlierOf(controlTime, freshUntil(status.source, policy));
    case 'not-needed':
    case 'unknown':
    case 'not-checked':
      return controlTime;
  }
}

/** (d): back to when the algorithms of the certificate and of the data about it were reliable. */
function reliableTime(
  { signatureAlgorithm }: Certificate,
  { publicKey }: PathIssuer,
  status: RevocationStatus,
  controlTime: Date,
  { policy }: JudgementContext,
): Date | undefined {
  const signed = 'source' in status ? status.source.decidedBy.map(({ signature }) => signature) : [];
  let time: Date | undefined = controlTime;
  for (const { algorithm, key } of [{ algorithm: signatureAlgorithm, key: publicKey }, ...signed])
    time = time && reliableUntil(policy, algorithm, key, time);
  return time;
}

function earlierOf(a: Date, b: Date | undefined): Date {
  return b !== undefined && b < a ? b : a;
}
