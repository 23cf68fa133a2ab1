/**
 * Path validation by RFC 5280 §6.1, in its own order, for one candidate path.
 *
 * Not applied yet: name constraints (§6.1.3 (b), (c)) and required policies (§6.1.3 (d) to (f)); paths that hold either
 * are refused. Revocation (§6.1.3 (a)(3)) is asked for through a function, since it takes paths of its own.
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { basicConstraints, type Certificate, equalNames, isSelfIssued } from '@eseal/core/x509';
import type { TrustAnchor } from '../trust/source.ts';
import type { CertificateChain } from './build.ts';
import {
  checkAuthority,
  checkConsistency,
  checkExtensions,
  checkKeyUsage,
  checkMappings,
  checkValidity,
  type PathProblem,
  problem,
  readingExtensions,
  remarksOn,
} from './check-certificate.ts';
import { PATH_RULES } from './rules.ts';
import type { VerifyCertificate } from './signature-cache.ts';

/** Who issued a certificate of the path: the one above it, or the anchor. */
export type PathIssuer = Pick<TrustAnchor, 'name' | 'publicKey' | 'certificate'>;

/** Inputs of path validation (RFC 5280 §6.1.1). */
export interface PathInputs<RevocationStatus> {
  readonly time: Date;
  /** Whether the target itself has to be valid at the time; the authorities always have to. */
  readonly targetValidity: 'checked' | 'left-to-caller';
  readonly verify: VerifyCertificate;
  /** Asked for every certificate below the anchor once everything else holds. */
  readonly checkRevocation: (certificate: Certificate, issuer: PathIssuer) => MaybePromise<RevocationStatus>;
}

/** Revocation status of a certificate of the path. */
export interface CertificateRevocation<RevocationStatus> {
  readonly certificate: Certificate;
  readonly status: RevocationStatus;
}

/** Outcome for one path. */
export type PathValidation<RevocationStatus> =
  | {
      readonly kind: 'valid';
      /** From the target upwards. */
      readonly revocation: readonly CertificateRevocation<RevocationStatus>[];
      readonly remarks: readonly PathProblem[];
    }
  | { readonly kind: 'invalid'; readonly problem: PathProblem };

/**
 * Validates one path.
 *
 * @param chain - from the target upwards, without the anchor
 */
export async function validatePath<RevocationStatus>(
  chain: CertificateChain,
  anchor: TrustAnchor,
  inputs: PathInputs<RevocationStatus>,
): Promise<PathValidation<RevocationStatus>> {
  const downwards = [...chain].reverse();
  // §6.1.2 (k): the length of the path is the first bound.
  let maxPathLength = downwards.length;
  let issuer: PathIssuer = anchor;
  for (const [index, certificate] of downwards.entries()) {
    const isTarget = index === downwards.length - 1;
    const found =
      (await processBasics(certificate, issuer, isTarget, inputs)) ??
      (isTarget ? undefined : prepareNext(certificate, maxPathLength)) ??
      readingExtensions(certificate, () => checkExtensions(certificate));
    if (found !== undefined) return { kind: 'invalid', problem: found };
    if (!isTarget) maxPathLength = nextPathLength(certificate, maxPathLength);
    issuer = issuerOf(certificate, anchor);
  }
  const revocation: CertificateRevocation<RevocationStatus>[] = [];
  const remarks: PathProblem[] = [];
  for (const [index, certificate] of chain.entries()) {
    const above = issuerOf(chain[index + 1], anchor);
    revocation.push({ certificate, status: await inputs.checkRevocation(certificate, above) });
    remarks.push(...remarksOn(certificate, above.certificate));
  }
  return { kind: 'valid', revocation, remarks };
}

function issuerOf(above: Certificate | undefined, anchor: TrustAnchor): PathIssuer {
  return above === undefined
    ? anchor
    : { name: above.subject, publicKey: above.publicKey, certificate: above };
}

/** RFC 5280 §6.1.3 (a), revocation apart. */
async function processBasics(
  certificate: Certificate,
  issuer: PathIssuer,
  isTarget: boolean,
  inputs: Pick<PathInputs<unknown>, 'time' | 'targetValidity' | 'verify'>,
): Promise<PathProblem | undefined> {
  const inconsistent = checkConsistency(certificate);
  if (inconsistent !== undefined) return inconsistent;
  const signature = await inputs.verify(certificate, issuer.publicKey);
  if (signature === 'algorithm-unknown')
    return problem(PATH_RULES.algorithm, certificate, { algorithm: certificate.signatureAlgorithm.oid });
  if (signature === 'invalid') return problem(PATH_RULES.signature, certificate);
  if (!isTarget || inputs.targetValidity === 'checked') {
    const outside = checkValidity(certificate, inputs.time);
    if (outside !== undefined) return outside;
  }
  return equalNames(certificate.issuer, issuer.name)
    ? undefined
    : problem(PATH_RULES.nameChaining, certificate);
}

/** RFC 5280 §6.1.4: what a certificate must allow for another below it; steps (a), (k), (l) and (n). */
function prepareNext(certificate: Certificate, maxPathLength: number): PathProblem | undefined {
  return readingExtensions(certificate, () => {
    const wrong = checkMappings(certificate) ?? checkAuthority(certificate);
    if (wrong !== undefined) return wrong;
    if (!isSelfIssued(certificate) && maxPathLength <= 0) return problem(PATH_RULES.pathLength, certificate);
    return checkKeyUsage(certificate);
  });
}

/** RFC 5280 §6.1.4 (l), (m): self-issued certificates do not count. */
function nextPathLength(certificate: Certificate, maxPathLength: number): number {
  const left = isSelfIssued(certificate) ? maxPathLength : maxPathLength - 1;
  const own = basicConstraints(certificate)?.pathLenConstraint;
  return own === undefined ? left : Math.min(left, own);
}
