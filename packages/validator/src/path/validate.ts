/**
 * Path validation by RFC 5280 §6.1, in its own order, for one candidate path. Policies are processed as RFC 9618 has it.
 *
 * Revocation (§6.1.3 (a)(3)) is asked for through a function, since it takes paths of its own.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { basicConstraints, type Certificate, equalNames, isSelfIssued } from '@eseal/core/x509';
import type { ValidityModel } from '../policy/policy.ts';
import type { TrustAnchor } from '../trust/source.ts';
import type { CertificateChain } from './build.ts';
import {
  checkAuthority,
  checkConsistency,
  checkExtensions,
  checkKeyUsage,
  checkMappings,
  checkSignature,
  checkValidity,
} from './check-certificate.ts';
import { addConstraints, checkNames, initialLimits, type NameLimits } from './name-constraints.ts';
import { issuersOf, type PathIssuer } from './path-issuers.ts';
import { ANY_POLICY_ACCEPTED, boundsOf, type PathPolicyInputs } from './policy-inputs.ts';
import {
  concludePolicies,
  initialPolicyState,
  lacksRequiredPolicy,
  type PolicyState,
  preparePolicies,
  processPolicies,
} from './policy-state.ts';
import { type PathProblem, problem, readingExtensions } from './problem.ts';
import { type PathRemark, remarksOn } from './remarks.ts';
import { PATH_RULES } from './rules.ts';
import type { VerifyCertificate } from './signature-cache.ts';
import type { PathPolicies } from './valid-policies.ts';
import { validityTime } from './validity-model.ts';

export type { PathIssuer };

/** Inputs of path validation (RFC 5280 §6.1.1). */
export interface PathInputs<RevocationStatus> {
  readonly time: Date;
  /** Default `shell`. */
  readonly model?: ValidityModel;
  /** Whether the target itself has to be valid at the time; the authorities always have to. */
  readonly targetValidity: 'checked' | 'left-to-caller';
  /** What is asked of policies and names. Default: nothing. */
  readonly policies?: PathPolicyInputs;
  readonly verify: VerifyCertificate;
  /** Asked for every certificate below the anchor once everything else holds. */
  readonly checkRevocation: (certificate: Certificate, issuer: PathIssuer) => MaybePromise<RevocationStatus>;
}

/** Revocation status of a certificate of the path. */
export interface CertificateRevocation<RevocationStatus> {
  readonly certificate: Certificate;
  readonly status: RevocationStatus;
}

/** Outcome for one path (RFC 5280 §6.1.6). */
export type PathValidation<RevocationStatus> =
  | {
      readonly kind: 'valid';
      /** From the target upwards. */
      readonly revocation: readonly CertificateRevocation<RevocationStatus>[];
      readonly policies: PathPolicies;
      /** Departures from the profile of certificates (RFC 5280 §4). */
      readonly remarks: readonly PathRemark[];
    }
  | { readonly kind: 'invalid'; readonly problem: PathProblem };

/**
 * Validates one path. What holds at no time is told before what only a certificate's validity period forbids: a proof of an
 * earlier time repairs the latter alone.
 *
 * @param chain - from the target upwards, without the anchor
 */
export async function validatePath<RevocationStatus>(
  chain: CertificateChain,
  anchor: TrustAnchor,
  inputs: PathInputs<RevocationStatus>,
): Promise<PathValidation<RevocationStatus>> {
  const downwards = [...chain].reverse();
  const bounds = boundsOf(inputs.policies ?? ANY_POLICY_ACCEPTED, anchor.constraints, downwards.length);
  const state = initialState(bounds, downwards.length);
  const issuers = issuersOf(chain, anchor);
  let outside: PathProblem | undefined;
  for (const [index, certificate] of downwards.entries()) {
    const isTarget = index === downwards.length - 1;
    const time = validityTime(downwards, index, inputs.time, inputs.model ?? 'shell');
    const issuer = issuers[chain.length - 1 - index] ?? anchor;
    const found =
      (await processBasics(certificate, issuer, inputs)) ??
      readingExtensions(
        certificate,
        () =>
          processNamesAndPolicies(certificate, state, isTarget) ??
          (isTarget ? undefined : prepareNext(certificate, state)) ??
          checkExtensions(certificate),
      );
    if (found !== undefined) return { kind: 'invalid', problem: found };
    if (!isTarget || inputs.targetValidity === 'checked') outside ??= checkValidity(certificate, time);
  }
  const policies = concludePolicies(state.policies, chain[0], bounds.initialPolicies);
  if (policies === undefined)
    return { kind: 'invalid', problem: problem(PATH_RULES.policyNotAccepted, chain[0]) };
  if (outside !== undefined) return { kind: 'invalid', problem: outside };
  const revocation: CertificateRevocation<RevocationStatus>[] = [];
  const remarks: PathRemark[] = [];
  for (const [index, certificate] of chain.entries()) {
    const issuer = issuers[index] ?? anchor;
    revocation.push({ certificate, status: await inputs.checkRevocation(certificate, issuer) });
    remarks.push(...remarksOn(certificate, issuer.certificate));
  }
  return { kind: 'valid', revocation, policies, remarks };
}

/** The state variables of RFC 5280 §6.1.2. Those of this object change while a path is walked down. */
interface PathState {
  maxPathLength: number;
  names: NameLimits;
  policies: PolicyState;
}

function initialState(bounds: ReturnType<typeof boundsOf>, pathLength: number): PathState {
  return {
    maxPathLength: bounds.maxPathLength,
    names: initialLimits(bounds.names),
    policies: initialPolicyState(bounds, pathLength),
  };
}

/** RFC 5280 §6.1.3 (a), times and revocation apart. */
async function processBasics(
  certificate: Certificate,
  issuer: PathIssuer,
  { verify }: Pick<PathInputs<unknown>, 'verify'>,
): Promise<PathProblem | undefined> {
  const wrong =
    checkConsistency(certificate) ?? (await checkSignature(certificate, issuer.publicKey, verify));
  if (wrong !== undefined) return wrong;
  return equalNames(certificate.issuer, issuer.name)
    ? undefined
    : problem(PATH_RULES.nameChaining, certificate);
}

/** RFC 5280 §6.1.3 (b) to (f). */
function processNamesAndPolicies(
  certificate: Certificate,
  state: PathState,
  isTarget: boolean,
): PathProblem | undefined {
  const outside = checkNames(certificate, state.names, isTarget);
  if (outside !== undefined) return outside;
  state.policies = processPolicies(state.policies, certificate, isTarget);
  return lacksRequiredPolicy(state.policies) ? problem(PATH_RULES.explicitPolicy, certificate) : undefined;
}

/** RFC 5280 §6.1.4: what a certificate must allow for another below it. */
function prepareNext(certificate: Certificate, state: PathState): PathProblem | undefined {
  const wrong = checkMappings(certificate) ?? checkAuthority(certificate);
  if (wrong !== undefined) return wrong;
  state.policies = preparePolicies(state.policies, certificate);
  state.names = addConstraints(state.names, certificate);
  if (!isSelfIssued(certificate) && state.maxPathLength <= 0)
    return problem(PATH_RULES.pathLength, certificate);
  state.maxPathLength = nextPathLength(certificate, state.maxPathLength);
  return checkKeyUsage(certificate);
}

/** RFC 5280 §6.1.4 (l), (m): self-issued certificates do not count. */
function nextPathLength(certificate: Certificate, maxPathLength: number): number {
  const left = isSelfIssued(certificate) ? maxPathLength : maxPathLength - 1;
  const own = basicConstraints(certificate)?.pathLenConstraint;
  return own === undefined ? left : Math.min(left, own);
}
