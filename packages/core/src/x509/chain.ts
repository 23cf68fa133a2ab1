/**
 * Order among certificates by name, without any judgement of trust.
 *
 * @module
 */
import type { Certificate } from './certificate.ts';
import { equalNames } from './name.ts';

/** Whether a certificate names itself as its issuer (RFC 5280 §3.2 "self-issued"). */
export function isSelfIssued(certificate: Certificate): boolean {
  return equalNames(certificate.subject, certificate.issuer);
}

/**
 * A certificate followed by its issuers as far as the pool has them; certificates that are none of its issuers are left out.
 */
export function orderChain(leaf: Certificate, pool: readonly Certificate[]): [Certificate, ...Certificate[]] {
  const chain: [Certificate, ...Certificate[]] = [leaf];
  let current = leaf;
  while (!isSelfIssued(current)) {
    const issuer = pool.find(
      (candidate) => !chain.includes(candidate) && equalNames(candidate.subject, current.issuer),
    );
    if (issuer === undefined) break;
    chain.push(issuer);
    current = issuer;
  }
  return chain;
}
