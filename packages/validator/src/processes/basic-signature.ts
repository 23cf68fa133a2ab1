/**
 * Basic signature validation (EN 319 102-1 §5.3): is the signature good at the control time, with nothing but itself as
 * proof of when it was made?
 *
 * @module
 */

import type { CertificateRole } from '../blocks/certificate-checks.ts';
import { type CertificateValidation, validateCertificatePath } from '../blocks/certificate-validation.ts';
import type { BlockResult } from '../blocks/check.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { checkCryptography } from '../blocks/cryptographic-verification.ts';
import {
  type AcceptanceSubject,
  checkAcceptance,
  RELIABILITY_CHECKS,
} from '../blocks/signature-acceptance.ts';
import { type IdentificationResult, identifyCertificate } from '../blocks/signing-certificate.ts';
import type { SignatureElementFacts } from '../facts/signature-elements.ts';
import type { SignatureFacts, VerifiableSignature } from '../facts/signature-facts.ts';
import type { ProofOfExistence } from '../poe/proof-of-existence.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import type { CheckResult } from '../report/check-result.ts';
import {
  type BlockConclusion,
  failed,
  indeterminate,
  PASSED,
  subIndicationOf,
} from '../report/conclusion.ts';
import { revokedSince } from '../revocation/revoked-since.ts';

/** A signature with everything that is known of it. */
export interface JudgedSignature {
  readonly signature: VerifiableSignature;
  readonly facts: SignatureFacts;
  /** Outcome of format checking, which differs by format. */
  readonly format: BlockResult;
  /** Outcome of validation context initialisation; tokens name no policy of their own. */
  readonly context?: BlockResult;
  readonly claimedTime: Date | undefined;
  /** Of a seal: its elements, which a policy may have demands on. */
  readonly elements?: SignatureElementFacts;
  readonly role: CertificateRole;
  /** Revocation data issued after this time is never too old. Default: the control time. */
  readonly freshAt?: Date;
}

/** Outcome of basic validation. */
export interface BasicValidation {
  readonly conclusion: BlockConclusion;
  /** Of all blocks that ran, in their order. */
  readonly checks: readonly CheckResult[];
  readonly identification: IdentificationResult;
  /** Absent when no signing certificate was identified. */
  readonly certificate: CertificateValidation | undefined;
  /** What a repetition of signature acceptance at another time needs; absent when no certificate was identified. */
  readonly acceptance: AcceptanceSubject | undefined;
}

/**
 * Runs basic validation.
 *
 * @param content - proofs that the signed content existed, so that the signature is not older
 */
export async function validateBasic(
  judged: JudgedSignature,
  context: JudgementContext,
  content: readonly ProofOfExistence[] = [],
): Promise<BasicValidation> {
  const { signature, facts, format, context: policyContext = NO_POLICY, claimedTime, elements } = judged;
  const { role, freshAt } = judged;
  const { policy } = context;
  const identification = identifyCertificate(facts.signingCertificate, policy);
  const cryptography = checkCryptography(facts, signature.signature.algorithmName, policy);
  const target = identification.certificate;
  if (target === undefined) {
    const blocks = [format, identification, policyContext, cryptography];
    return { ...conclude(blocks), identification, certificate: undefined, acceptance: undefined };
  }
  const certificate = await validateCertificatePath(target, role, context, freshAt);
  const { chain } = certificate;
  const subject = { signature, claimedTime, ...(elements && { elements }), certificate: target, chain };
  const acceptance = await checkAcceptance(subject, context.time, { policy, now: context.time });
  const notBefore = latest(content);
  const path = { ...certificate, conclusion: withContentTime(certificate, notBefore, policy) };
  const accepted = await acceptanceWithContentTime(acceptance, subject, notBefore, context);
  // A forged signature is reported as such, whatever its certificate: cryptography decides before the path (§5.3.4).
  const blocks = [format, identification, policyContext, cryptography, path, accepted];
  return { ...conclude(blocks), identification, certificate: path, acceptance: subject };
}

/** No rules but the caller's. */
const NO_POLICY: BlockResult = { conclusion: PASSED, checks: [] };

function conclude(blocks: readonly BlockResult[]): Pick<BasicValidation, 'conclusion' | 'checks'> {
  const decisive = blocks.find(({ conclusion }) => conclusion.indication !== 'PASSED');
  return { conclusion: decisive?.conclusion ?? PASSED, checks: blocks.flatMap(({ checks }) => checks) };
}

function latest(proofs: readonly ProofOfExistence[]): Date | undefined {
  return proofs.reduce<Date | undefined>(
    (last, { time }) => (last === undefined || time > last ? time : last),
    undefined,
  );
}

/** §5.3.4 (4): the content was stamped, and so the signature made, after the certificate was revoked or expired. */
function withContentTime(
  { conclusion, chain, revocation }: CertificateValidation,
  notBefore: Date | undefined,
  policy: ValidationPolicy,
): BlockConclusion {
  if (notBefore === undefined) return conclusion;
  switch (subIndicationOf(conclusion)) {
    case 'REVOKED_NO_POE': {
      const status = revocation[0]?.status;
      const after = status?.kind === 'revoked' && notBefore > revokedSince(status, policy);
      return after ? failed('REVOKED') : conclusion;
    }
    case 'OUT_OF_BOUNDS_NO_POE':
    case 'OUT_OF_BOUNDS_NOT_REVOKED': {
      const [target] = chain;
      return notBefore > target.notAfter ? failed('EXPIRED') : conclusion;
    }
    default:
      return conclusion;
  }
}

/** §5.3.4 (6): the signature was made after its algorithms had ceased to be reliable. */
async function acceptanceWithContentTime(
  acceptance: BlockResult,
  subject: AcceptanceSubject,
  notBefore: Date | undefined,
  { policy, time }: JudgementContext,
): Promise<BlockResult> {
  if (notBefore === undefined || !isWeakOnly(acceptance)) return acceptance;
  const then = await checkAcceptance(subject, notBefore, { policy, now: time });
  return isWeakOnly(then)
    ? { ...acceptance, conclusion: indeterminate('CRYPTO_CONSTRAINTS_FAILURE') }
    : acceptance;
}

/** Whether signature acceptance failed for nothing but its algorithms. */
function isWeakOnly({ checks }: Pick<BlockResult, 'checks'>): boolean {
  const failures = checks.filter(({ status }) => status === 'failed');
  return failures.length > 0 && failures.every(({ id }) => RELIABILITY_CHECKS.has(id));
}
