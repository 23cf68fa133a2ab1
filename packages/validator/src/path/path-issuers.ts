/**
 * Who issued each certificate of a path, with the key that verifies it.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { TrustAnchor } from '../trust/source.ts';

/** Who issued a certificate of the path: the one above it, or the anchor. */
export type PathIssuer = Pick<TrustAnchor, 'name' | 'publicKey' | 'certificate'>;

/**
 * The issuers of a chain's certificates, in its order. A key without parameters of its own has those of the key above it
 * (RFC 5280 §6.1.4 (d) to (f)).
 *
 * @param chain - from the target upwards, without the anchor
 */
export function issuersOf(chain: readonly Certificate[], anchor: PathIssuer): readonly PathIssuer[] {
  const issuers: PathIssuer[] = [anchor];
  let above = anchor;
  for (const certificate of chain.slice(1).reverse()) {
    const publicKey = certificate.publicKey.withParametersOf(above.publicKey);
    above = { name: certificate.subject, publicKey, certificate };
    issuers.unshift(above);
  }
  return issuers;
}
