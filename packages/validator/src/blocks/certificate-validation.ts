/**
 * X.509 certificate validation (EN 319 102-1 §5.2.6): candidate paths are tried one after another until one holds; what
 * is said of the others is kept. The validity period of the certificate itself is judged last, so that a certificate
 * that expired after the seal was made can still be traced.
 *
 * @module
 */
import { equalBytes, isEsealError } from '@eseal/core';
import { type Certificate, equalNames } from '@eseal/core/x509';
import { buildPaths, type CertificateChain, type PathCandidate } from '../path/build.ts';
import { PATH_RULES } from '../path/rules.ts';
import { type StepRole, stepRoles } from '../path/step-roles.ts';
import type { PathPolicies } from '../path/valid-policies.ts';
import { validatePath } from '../path/validate.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { isInForce, serves } from '../trust/anchor-scope.ts';
import type { TrustAnchor, TrustPurpose } from '../trust/source.ts';
import {
  type CertificateRole,
  checkAlgorithms,
  checkPurpose,
  checkTargetValidity,
  purposeOf,
} from './certificate-checks.ts';
import { checkCertificateConstraints } from './certificate-constraints.ts';
import { type BlockResult, concludeBlock, type Judged } from './check.ts';
import type { JudgementContext } from './context.ts';
import {
  ANCHOR_REACHED,
  brokenRule,
  checkAnchor,
  deadEndCheck,
  interrupted,
  isOtherPurpose,
  remark,
} from './path-checks.ts';
import {
  type ChainRevocation,
  checkFreshness,
  checkRevocationKnown,
  checkRevocations,
} from './revocation-checks.ts';
import {
  checkRevocationSigners,
  remarkExemptions,
  remarkInvalidityDates,
  remarkUnusedEvidence,
} from './revocation-remarks.ts';

/** One path or chain that was tried. */
export interface PathAttempt extends BlockResult {
  /** From the certificate upwards, without the anchor. */
  readonly chain: CertificateChain;
  /** One for every certificate of the chain. */
  readonly roles: readonly StepRole[];
  readonly anchor: TrustAnchor | undefined;
  readonly revocation: ChainRevocation;
  /** What the path is valid for; `undefined` when it is no valid path. */
  readonly policies: PathPolicies | undefined;
}

/** Outcome of the block: of the path that holds, or of the one that came furthest. */
export interface CertificateValidation extends PathAttempt {
  /** Every attempt that failed, in order; the decisive one among them unless a later one passed. */
  readonly failures: readonly PathAttempt[];
}

/** What a certificate was used for, and when. */
interface CertificateUse {
  readonly role: CertificateRole;
  readonly freshAt: Date;
}

/**
 * Validates a certificate in a role.
 *
 * @param freshAt - revocation data issued after this time is never too old; default the control time
 */
export async function validateCertificatePath(
  target: Certificate,
  role: CertificateRole,
  context: JudgementContext,
  freshAt: Date = context.time,
): Promise<CertificateValidation> {
  const use: CertificateUse = { role, freshAt };
  const failures: PathAttempt[] = [];
  for await (const attempt of attempts(target, use, context)) {
    if (isDecisive(attempt))
      return { ...attempt, failures: isPassed(attempt) ? failures : [...failures, attempt] };
    failures.push(attempt);
  }
  const furthest = failures.reduce<PathAttempt | undefined>(
    (best, attempt) => (best === undefined || stage(attempt) > stage(best) ? attempt : best),
    undefined,
  );
  if (furthest !== undefined) return { ...furthest, failures };
  const nothing = withoutPath([target], undefined, context, [interrupted('no path')]);
  return { ...nothing, roles: ['target'], failures };
}

/** An attempt before it is said what its certificates are to one another. */
type JudgedPath = Omit<PathAttempt, 'roles'>;

async function* attempts(
  target: Certificate,
  use: CertificateUse,
  context: JudgementContext,
): AsyncGenerator<PathAttempt, void, undefined> {
  for await (const path of judgedPaths(target, use, context))
    yield { ...path, roles: await stepRoles(path.chain, context.trust) };
}

async function* judgedPaths(
  target: Certificate,
  use: CertificateUse,
  context: JudgementContext,
): AsyncGenerator<JudgedPath, void, undefined> {
  const purpose = purposeOf(use.role);
  try {
    const own = await findOwnAnchor(target, purpose, context);
    if (own !== undefined) {
      yield asAnchor(target, own, use, context);
      if (serves(own, purpose)) return;
    }
    for await (const candidate of buildPaths(target, { ...context, purpose })) {
      context.checkpoint();
      yield await judgeCandidate(candidate, use, context);
    }
  } catch (error) {
    context.checkpoint();
    const reason = isEsealError(error) ? error.message : 'unexpected error';
    yield withoutPath([target], undefined, context, [interrupted(reason)]);
  }
}

async function judgeCandidate(
  candidate: PathCandidate,
  use: CertificateUse,
  context: JudgementContext,
): Promise<JudgedPath> {
  switch (candidate.kind) {
    case 'path':
      return tryPath(candidate, use, context);
    case 'dead-end':
      return withoutPath(candidate.chain, undefined, context, [deadEndCheck(candidate)]);
  }
}

/**
 * Step 1: the certificate itself is trusted; it needs no path, no revocation data and no validity period. Another one of the
 * same name and key is only when that key signed it: what else it says anybody could have written. Of several anchors, the
 * one that is trusted for the purpose, and at the time.
 */
export async function findOwnAnchor(
  target: Certificate,
  purpose: TrustPurpose,
  { time, trust, verify }: Pick<JudgementContext, 'time' | 'trust' | 'verify'>,
): Promise<TrustAnchor | undefined> {
  const named = await trust.anchorsNamed(target.subject);
  const own = named.filter(
    (anchor) =>
      equalBytes(anchor.publicKey.raw, target.publicKey.raw) && equalNames(anchor.name, target.subject),
  );
  if (own.length === 0) return undefined;
  const given = own.filter(
    ({ certificate }) => certificate === undefined || equalBytes(certificate.raw, target.raw),
  );
  if (given.length === 0 && (await verify(target, target.publicKey)) !== 'valid') return undefined;
  const anchors = given.length > 0 ? given : own;
  const fitting = anchors.filter((anchor) => serves(anchor, purpose));
  return fitting.find((anchor) => isInForce(anchor, time)) ?? fitting[0] ?? anchors[0];
}

function asAnchor(
  target: Certificate,
  anchor: TrustAnchor,
  { role }: CertificateUse,
  context: JudgementContext,
): JudgedPath {
  const { time } = context;
  return withoutPath([target], anchor, context, [
    ANCHOR_REACHED,
    ...checkAnchor(anchor, purposeOf(role), time),
    ...checkPurpose(target, role),
    ...checkCertificateConstraints(target, role, context.policy),
  ]);
}

function withoutPath(
  chain: CertificateChain,
  anchor: TrustAnchor | undefined,
  { policy }: JudgementContext,
  outcomes: readonly Judged[],
): JudgedPath {
  return { ...concludeBlock(policy, outcomes), chain, anchor, revocation: [], policies: undefined };
}

/** Steps 3 to 7 for one path. */
async function tryPath(
  { chain, anchor }: Extract<PathCandidate, { kind: 'path' }>,
  { role, freshAt }: CertificateUse,
  context: JudgementContext,
): Promise<JudgedPath> {
  const { policy, time, verify } = context;
  const found = [ANCHOR_REACHED, ...checkAnchor(anchor, purposeOf(role), time)];
  const path = await validatePath<RevocationStatus>(chain, anchor, {
    time,
    ...(policy.validityModel && { model: policy.validityModel }),
    targetValidity: 'left-to-caller',
    ...(context.pathPolicies && { policies: context.pathPolicies }),
    verify,
    checkRevocation: (certificate, issuer) => context.checkRevocation({ certificate, issuer, anchor }),
  });
  if (path.kind === 'invalid')
    return withoutPath(chain, anchor, context, [...found, brokenRule(path.problem)]);
  const { revocation, policies, remarks } = path;
  const [target] = chain;
  const result = concludeBlock(policy, [
    ...found,
    ...checkRevocations(revocation, time, policy),
    ...checkPurpose(target, role),
    ...checkCertificateConstraints(target, role, policy),
    checkAlgorithms(chain, anchor, policy, time),
    checkTargetValidity(target, revocation, time),
    checkRevocationKnown(revocation, context.revocation),
    checkFreshness(revocation, { time, freshAt }, policy),
    ...checkRevocationSigners(revocation, time, policy),
    ...remarkExemptions(revocation),
    ...remarkInvalidityDates(revocation),
    ...remarkUnusedEvidence(revocation),
    ...remarks.map(remark),
  ]);
  return { ...result, chain, anchor, revocation, policies };
}

const isPassed = ({ conclusion }: PathAttempt): boolean => conclusion.indication === 'PASSED';

/** Whether no other path could say anything better: it holds, or the certificate itself is what is wrong. */
function isDecisive(attempt: PathAttempt): boolean {
  const { conclusion } = attempt;
  if (conclusion.indication !== 'INDETERMINATE') return true;
  switch (conclusion.subIndication) {
    case 'REVOKED_NO_POE':
      return true;
    case 'OUT_OF_BOUNDS_NO_POE':
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
      // Another path may have authorities that have not expired.
      return !isBroken(attempt);
    default:
      return false;
  }
}

const PATH_PROBLEMS: ReadonlySet<string> = new Set(Object.values(PATH_RULES).map(({ id }) => id));

function isBroken({ checks }: Pick<PathAttempt, 'checks'>): boolean {
  return checks.some(({ id }) => PATH_PROBLEMS.has(id));
}

/** How far an attempt came: to no anchor, to one for other things, to a path that is not valid, to a valid one. */
function stage(attempt: PathAttempt): number {
  const { anchor, checks } = attempt;
  if (checks.some(isOtherPurpose)) return 1;
  if (isBroken(attempt)) return 2;
  return anchor === undefined ? 0 : 3;
}
