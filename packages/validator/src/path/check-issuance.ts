/**
 * What a certificate must be to have issued those below it in a chain, whatever stands above. Path building gives a chain up
 * as soon as it is not; path validation asks the same again for the path as a whole.
 *
 * @module
 */
import { basicConstraints, type Certificate, isSelfIssued } from '@eseal/core/x509';
import { checkAuthority, checkKeyUsage, checkSignature } from './check-certificate.ts';
import { type PathProblem, problem, readingExtensions } from './problem.ts';
import { PATH_RULES } from './rules.ts';
import type { VerifyCertificate } from './signature-cache.ts';

/**
 * The rule that keeps an issuer from being one.
 *
 * @param below - from the target up to the certificate it is to have issued
 * @param verify - without it the signature is not looked at
 */
export async function checkIssuance(
  issuer: Certificate,
  below: readonly [Certificate, ...Certificate[]],
  verify?: VerifyCertificate,
): Promise<PathProblem | undefined> {
  const unfit = readingExtensions(
    issuer,
    () => checkAuthority(issuer) ?? checkKeyUsage(issuer) ?? checkLength(issuer, below),
  );
  if (unfit !== undefined || verify === undefined) return unfit;
  const issued = below[below.length - 1] ?? below[0];
  const wrong = await checkSignature(issued, issuer.publicKey, verify);
  // What cannot be verified yet may be so with parameters that a key has from above (RFC 3279 §2.3.2).
  return wrong?.rule === PATH_RULES.signature ? wrong : undefined;
}

/** RFC 5280 §4.2.1.9: authorities below, the target and self-issued ones aside. */
function checkLength(issuer: Certificate, below: readonly Certificate[]): PathProblem | undefined {
  const most = basicConstraints(issuer)?.pathLenConstraint;
  if (most === undefined) return undefined;
  const authorities = below.slice(1).filter((certificate) => !isSelfIssued(certificate));
  return authorities.length > most ? problem(PATH_RULES.pathLength, issuer) : undefined;
}
