/**
 * Past certificate validation (EN 319 102-1 §5.6.2.1): a path that was good at some time, and the latest such time.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { type CertificateRole, checkPurpose, purposeOf } from '../blocks/certificate-checks.ts';
import { checkCertificateConstraints } from '../blocks/certificate-constraints.ts';
import { findOwnAnchor } from '../blocks/certificate-validation.ts';
import { concludeBlock } from '../blocks/check.ts';
import type { JudgementContext } from '../blocks/context.ts';
import type { ChainRevocation } from '../blocks/revocation-checks.ts';
import { shortName } from '../blocks/short-name.ts';
import { buildPaths, type CertificateChain } from '../path/build.ts';
import type { PathPolicies } from '../path/valid-policies.ts';
import { validatePath } from '../path/validate.ts';
import type { Proofs } from '../poe/proofs.ts';
import type { Facts } from '../report/finding.ts';
import { serves } from '../trust/anchor-scope.ts';
import { type PastPath, type Sliding, slideValidationTime } from './validation-time-sliding.ts';

/** A certificate whose past is asked about. */
export interface PastCertificate {
  readonly certificate: Certificate;
  readonly role: CertificateRole;
  /** A time at which it is known to have been used, for choosing among the times of a path. */
  readonly used: Date;
}

/** The path that held longest ago, or why there is none: the reason of the chain that came furthest. */
export type PastCertificateValidation =
  | {
      readonly kind: 'valid';
      readonly path: PastPath;
      readonly revocation: ChainRevocation;
      /** What the path is valid for; `undefined` for a certificate that is trusted itself. */
      readonly policies: PathPolicies | undefined;
      /** What existed by then is as good as it was then. */
      readonly controlTime: Date;
    }
  | { readonly kind: 'failed'; readonly reason: PastFailure; readonly facts: Facts };

/** Why a path of the past does not hold; the later ones say more. */
export type PastFailure =
  | 'no-path'
  | 'path-not-valid'
  | 'purpose'
  | Extract<Sliding, { kind: 'no-proof' }>['missing'];

/** Validates a certificate in the past: one prospective chain after another, until one holds. */
export async function validatePastCertificate(
  subject: PastCertificate,
  proofs: Proofs,
  context: JudgementContext,
): Promise<PastCertificateValidation> {
  const { certificate, role, used } = subject;
  const purpose = purposeOf(role);
  const own = await findOwnAnchor(certificate, purpose, { ...context, time: used });
  if (own?.trustedFrom !== undefined && own.trustedFrom > used)
    return { kind: 'failed', reason: 'path-not-valid', facts: {} };
  if (own !== undefined && serves(own, purpose)) {
    const controlTime =
      own.trustedUntil !== undefined && own.trustedUntil < context.time ? own.trustedUntil : context.time;
    const path: PastPath = { chain: [certificate], anchor: own };
    return { kind: 'valid', path, revocation: [], policies: undefined, controlTime };
  }
  let furthest: PastCertificateValidation = { kind: 'failed', reason: 'no-path', facts: {} };
  for await (const candidate of buildPaths(certificate, { ...context, purpose, time: used })) {
    context.checkpoint();
    if (candidate.kind !== 'path' || !serves(candidate.anchor, purpose)) continue;
    const outcome = await tryPast(candidate, { certificate, role, used }, proofs, context);
    if (outcome.kind === 'valid') return outcome;
    if (furthest.reason === 'no-path' || furthest.reason === 'path-not-valid') furthest = outcome;
  }
  return furthest;
}

/** Steps (2) to (4) for one chain. */
async function tryPast(
  path: PastPath,
  { role, used }: PastCertificate,
  proofs: Proofs,
  context: JudgementContext,
): Promise<PastCertificateValidation> {
  const { chain, anchor } = path;
  const { policy, verify, pathPolicies } = context;
  const time = timeWithin(
    chain,
    used,
    policy.validityModel !== undefined && policy.validityModel !== 'shell',
  );
  const isTrusted = anchor.trustedFrom === undefined || (time !== undefined && anchor.trustedFrom <= time);
  if (time === undefined || !isTrusted) return { kind: 'failed', reason: 'path-not-valid', facts: {} };
  const validated = await validatePath<undefined>(chain, anchor, {
    time,
    targetValidity: 'checked',
    ...(policy.validityModel && { model: policy.validityModel }),
    ...(pathPolicies && { policies: pathPolicies }),
    verify,
    checkRevocation: () => undefined,
  });
  if (validated.kind === 'invalid') return { kind: 'failed', reason: 'path-not-valid', facts: {} };
  const slid = await slideValidationTime(path, proofs, context);
  if (slid.kind === 'no-proof') return { kind: 'failed', reason: slid.missing, facts: factsOf(slid) };
  const purpose = concludeBlock(policy, [
    ...checkPurpose(chain[0], role),
    ...checkCertificateConstraints(chain[0], role, policy),
  ]);
  if (purpose.conclusion.indication !== 'PASSED') return { kind: 'failed', reason: 'purpose', facts: {} };
  const { policies } = validated;
  return { kind: 'valid', path, revocation: slid.revocation, policies, controlTime: slid.controlTime };
}

function factsOf({ certificate, controlTime }: Extract<Sliding, { kind: 'no-proof' }>): Facts {
  return { subject: shortName(certificate), controlTime: controlTime.toISOString() };
}

/**
 * (2): a time at which every certificate of the chain was valid (shell model), or the target was; the one asked for where
 * that is one.
 */
function timeWithin(chain: CertificateChain, wanted: Date, ofTargetOnly: boolean): Date | undefined {
  const asked = ofTargetOnly ? [chain[0]] : chain;
  const from = new Date(Math.max(...asked.map(({ notBefore }) => notBefore.getTime())));
  const until = new Date(Math.min(...asked.map(({ notAfter }) => notAfter.getTime())));
  if (from > until) return undefined;
  if (wanted < from) return from;
  return wanted > until ? until : wanted;
}
