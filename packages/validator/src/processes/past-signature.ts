/**
 * Past signature validation (EN 319 102-1 §5.6.2.4): a signature that is not good now may be shown to have been good when it
 * is proven to have existed.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { CERTIFICATE_ALGORITHMS_RELIABLE, type CertificateRole } from '../blocks/certificate-checks.ts';
import type { CertificateValidation } from '../blocks/certificate-validation.ts';
import {
  type BlockResult,
  type CheckDefinition,
  concludeBlock,
  defineCheck,
  judged,
} from '../blocks/check.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { OLDER_PROOF } from '../blocks/repairs.ts';
import { REVOCATION_CHECKED } from '../blocks/revocation-checks.ts';
import { checkAcceptance, RELIABILITY_CHECKS } from '../blocks/signature-acceptance.ts';
import { isWithinValidity } from '../path/check-certificate.ts';
import { stepRoles } from '../path/step-roles.ts';
import type { ProofOfExistence } from '../poe/proof-of-existence.ts';
import { earliestProof, type Proofs } from '../poe/proofs.ts';
import {
  type BlockConclusion,
  type BlockFailure,
  failed,
  indeterminate,
  PASSED,
} from '../report/conclusion.ts';
import type { Facts } from '../report/finding.ts';
import { isTrustedAt } from '../revocation/revoked-since.ts';
import type { BasicValidation } from './basic-signature.ts';
import {
  type PastCertificateValidation,
  type PastFailure,
  validatePastCertificate,
} from './past-certificate.ts';
import { type FailedCheck, isFailed, overcome, remainingFailure } from './repair.ts';

/** A signature of a seal or token. */
export interface PastSignature {
  /** What is found at the control time. */
  readonly basic: BasicValidation;
  readonly role: CertificateRole;
  /** Whose existence matters: the signature value, or the token around it. */
  readonly object: Uint8Array;
}

/** Outcome of the process. */
export interface PastSignatureValidation extends BlockResult {
  /** Since when the signature is proven to exist. */
  readonly proof: ProofOfExistence;
  /** The path that held then, or the one that was tried. */
  readonly certificate: CertificateValidation | undefined;
}

/** What is missing, in words. */
const MISSING: Readonly<Record<PastFailure | 'signature', string>> = {
  'no-path': 'there is no path to a trusted authority',
  'path-not-valid': 'no path was valid as a whole at any time',
  purpose: 'the certificate was not for this purpose',
  certificate: 'a certificate of the path is not proven to have existed by then',
  'revocation-data': 'no revocation data is proven to have existed by then',
  'reliable-algorithm': 'an algorithm of the path was not reliable then',
  signature: 'the signature is not proven to have existed by then',
};

const PAST_PROVEN = defineCheck({
  id: 'PAST_VALIDITY_PROVEN',
  citation: 'EN 319 102-1 §5.6.2.4',
  level: 'inform',
  fixed: true,
  failure: indeterminate('NO_POE'),
  message: {
    ja: '{time} に存在したことの証明により、その時点で有効であったことが確認されました。認証パスは {controlTime} まで有効でした。',
    en: 'A proof of existence at {time} shows that the signature was good then; its path held until {controlTime}.',
  },
});

const PAST_NOT_PROVEN = defineCheck({
  id: 'PAST_VALIDITY_NOT_PROVEN',
  citation: 'EN 319 102-1 §5.6.2.4',
  level: 'inform',
  failure: indeterminate('NO_POE'),
  message: {
    ja: '過去の時点で有効であったことを証明できません(必要な時点: {controlTime} まで、対象: {subject}、理由: {reason})。',
    en: 'It cannot be proven that the signature was good in the past (needed by {controlTime}, for {subject}): {reason}.',
  },
  repair: OLDER_PROOF,
});

/** Judges a signature for the time at which it is proven to have existed. */
export async function validatePastSignature(
  { basic, role, object }: PastSignature,
  proofs: Proofs,
  context: JudgementContext,
): Promise<PastSignatureValidation> {
  const proof = await earliestProof(proofs, object);
  const { acceptance: subject } = basic;
  if (subject === undefined) return { ...basic, proof };
  const { certificate } = subject;
  const past = await validatePastCertificate({ certificate, role, used: proof.time }, proofs, context);
  const missing = missingProof(past, proof);
  if (past.kind === 'failed' || missing !== undefined)
    return { ...keep(basic, missing, context), proof, certificate: basic.certificate };
  const acceptance = await checkAcceptance(subject, proof.time, {
    policy: context.policy,
    now: context.time,
  });
  const steps = [
    withdrawn(basic, proof.time, context),
    outOfBounds(basic, proof.time, certificate),
    remaining(basic),
    acceptance.conclusion,
  ];
  const failure = steps.find(({ indication }) => indication !== 'PASSED');
  const { policies, revocation } = past;
  const roles = await stepRoles(past.path.chain, context.trust);
  const held = basic.certificate && { ...basic.certificate, ...past.path, roles, policies, revocation };
  if (failure !== undefined) return { conclusion: failure, checks: basic.checks, proof, certificate: held };
  const facts = { time: proof.time.toISOString(), controlTime: past.controlTime.toISOString() };
  const proven = concludeBlock(context.policy, [judged(PAST_PROVEN, false, facts)]);
  return {
    conclusion: PASSED,
    checks: [...overcome(basic.checks), ...proven.checks],
    proof,
    certificate: held,
  };
}

/** What is missing for the past, in words; `undefined` when nothing is. */
function missingProof(past: PastCertificateValidation, { time }: ProofOfExistence): Facts | undefined {
  if (past.kind === 'failed')
    return { subject: '-', controlTime: '-', ...past.facts, reason: MISSING[past.reason] };
  const controlTime = past.controlTime.toISOString();
  return time > past.controlTime ? { subject: '-', controlTime, reason: MISSING.signature } : undefined;
}

/** Whether past validation may repair everything that keeps a signature from being good now. */
export function mayBeRepaired(
  { checks, acceptance }: BasicValidation,
  { revocation }: JudgementContext,
): boolean {
  const failures = checks.filter(isFailed);
  // Without revocation nobody can tell whether what has expired was revoked before.
  return (
    acceptance !== undefined &&
    failures.length > 0 &&
    failures.every(
      (check) =>
        isRepairable(check) &&
        !(revocation === 'none' && check.failure.subIndication === 'OUT_OF_BOUNDS_NO_POE'),
    )
  );
}

/** The current status stays, unless the policy wants the missing proof to be the verdict. */
function keep(
  { conclusion, checks }: BasicValidation,
  facts: Facts | undefined,
  { policy }: JudgementContext,
): BlockResult {
  const missing = concludeBlock(policy, [judged(PAST_NOT_PROVEN, false, facts)]);
  const isDecisive = missing.conclusion.indication !== 'PASSED';
  return {
    conclusion: isDecisive ? missing.conclusion : conclusion,
    checks: [...checks, ...missing.checks],
  };
}

/** Failures whose repair was shown by a path that held at the control time, or is judged again. */
function remaining({ checks }: BasicValidation): BlockConclusion {
  return remainingFailure(checks, isRepairable);
}

const REPAIRABLE_CRYPTO: ReadonlySet<string> = new Set([
  ...RELIABILITY_CHECKS,
  CERTIFICATE_ALGORITHMS_RELIABLE,
  REVOCATION_CHECKED,
]);

function isRepairable({ id, failure }: FailedCheck): boolean {
  switch (failure.subIndication) {
    case 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE':
    case 'REVOKED_NO_POE':
    case 'REVOKED_CA_NO_POE':
    case 'REVOCATION_OUT_OF_BOUNDS_NO_POE':
    case 'TRY_LATER':
    case 'OUT_OF_BOUNDS_NOT_REVOKED':
    case 'OUT_OF_BOUNDS_NO_POE':
      return true;
    case 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE':
      return REPAIRABLE_CRYPTO.has(id);
    default:
      return false;
  }
}

/** Whatever else is found in the past: what is known now of the certificate's revocation is not forgotten. */
function withdrawn(
  { certificate, conclusion }: BasicValidation,
  best: Date,
  { policy }: JudgementContext,
): BlockConclusion {
  const status = certificate?.revocation[0]?.status;
  return status === undefined || isTrustedAt(best, status, policy) ? PASSED : conclusion;
}

/** (3): the signature existed while its certificate was valid. */
function outOfBounds({ checks }: BasicValidation, best: Date, certificate: Certificate): BlockConclusion {
  if (isWithinValidity(certificate, best)) return PASSED;
  if (best < certificate.notBefore) return failed('NOT_YET_VALID');
  const current = checks.find(isFailed)?.failure;
  return outOfBoundsAfter(current);
}

function outOfBoundsAfter(current: BlockFailure | undefined): BlockFailure {
  switch (current?.subIndication) {
    case 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE':
    case 'OUT_OF_BOUNDS_NO_POE':
      return indeterminate('OUT_OF_BOUNDS_NO_POE');
    default:
      return indeterminate('OUT_OF_BOUNDS_NOT_REVOKED');
  }
}

/** Every check of this file. */
export const PAST_SIGNATURE_CHECKS: readonly CheckDefinition[] = [PAST_PROVEN, PAST_NOT_PROVEN];
