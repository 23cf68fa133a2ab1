/**
 * Whether a certificate can have issued another, whatever stands above it. Path building gives a chain up as soon as it
 * cannot; path validation asks the same again for the path as a whole.
 *
 * @module
 */
import { basicConstraints, type Certificate, isSelfIssued } from '@eseal/core/x509';
import type { TrustAnchor } from '../trust/source.ts';
import { checkAuthority, checkKeyUsage } from './check-certificate.ts';
import { keyIdentifiersMatch } from './key-identifiers.ts';
import { type PathProblem, problem, readingExtensions } from './problem.ts';
import { PATH_RULES } from './rules.ts';
import type { VerifyCertificate } from './signature-cache.ts';

/**
 * The rule that keeps an issuer from being one.
 *
 * @param below - from the target up to the certificate it is to have issued
 */
export function checkIssuer(issuer: Certificate, below: readonly Certificate[]): PathProblem | undefined {
  return readingExtensions(
    issuer,
    () => checkAuthority(issuer) ?? checkKeyUsage(issuer) ?? checkLength(issuer, below),
  );
}

/** RFC 5280 §4.2.1.9: authorities below, the target and self-issued ones aside. */
function checkLength(issuer: Certificate, below: readonly Certificate[]): PathProblem | undefined {
  const most = basicConstraints(issuer)?.pathLenConstraint;
  if (most === undefined) return undefined;
  const authorities = below.slice(1).filter((certificate) => !isSelfIssued(certificate));
  return authorities.length > most ? problem(PATH_RULES.pathLength, issuer) : undefined;
}

/**
 * Who signed: `possible`, this issuer, or nobody can tell yet; `other-key`, another authority of the same name; `broken`,
 * none, since the certificate names this issuer's key and does not verify under it.
 */
export type IssuerTrace = 'possible' | 'other-key' | 'broken';

/** Holds the signature of a certificate against a possible issuer's key. */
export async function traceIssuer(
  certificate: Certificate,
  issuer: Pick<TrustAnchor, 'publicKey' | 'certificate'>,
  verify: VerifyCertificate,
): Promise<IssuerTrace> {
  // What cannot be verified yet may be so with parameters that a key has from above (RFC 3279 §2.3.2).
  if ((await verify(certificate, issuer.publicKey)) !== 'invalid') return 'possible';
  const named = issuer.certificate && keyIdentifiersMatch(certificate, issuer.certificate);
  return named === true ? 'broken' : 'other-key';
}
