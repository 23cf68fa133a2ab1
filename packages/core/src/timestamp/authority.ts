/**
 * Whether a token was made by the authority that was asked: an identity, not trust.
 *
 * @module
 */
import { identifySignature } from '../crypto/identify-signature.ts';
import { equalBytes } from '../util/bytes.ts';
import { readable } from '../util/readable.ts';
import type { Certificate } from '../x509/certificate.ts';
import { orderChain } from '../x509/chain.ts';
import { basicConstraints } from '../x509/extensions.ts';

/**
 * Whether a unit belongs to an authority. An authority known by the certificate of a unit is that unit alone; one known by
 * the certificate of a CA is every unit below it.
 *
 * @param unit - what the token verifies under
 * @param authority - the certificate that the authority is known by
 * @param between - certificates that may stand between the two, such as those of the token
 */
export async function belongsToAuthority(
  unit: Certificate,
  authority: Certificate,
  between: readonly Certificate[],
): Promise<boolean> {
  if (equalBytes(unit.raw, authority.raw)) return true;
  if (readable(() => basicConstraints(authority)?.cA) !== true) return false;
  const [, ...issuers] = orderChain(unit, [authority, ...between]);
  const end = issuers.indexOf(authority);
  if (end < 0) return false;
  let subject = unit;
  for (const issuer of issuers.slice(0, end + 1)) {
    if (!(await isIssuedBy(subject, issuer))) return false;
    subject = issuer;
  }
  return true;
}

async function isIssuedBy(subject: Certificate, issuer: Certificate): Promise<boolean> {
  if (readable(() => basicConstraints(issuer)?.cA) !== true) return false;
  const identified = identifySignature(subject.signatureAlgorithm);
  if (identified === undefined || issuer.publicKey.type === undefined) return false;
  const { algorithm, saltLength } = identified;
  return issuer.publicKey.verify(algorithm, subject.tbs, subject.signatureValue, saltLength);
}
