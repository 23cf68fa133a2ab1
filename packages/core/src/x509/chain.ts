/**
 * Order among certificates by name, without any judgement of trust.
 *
 * @module
 */

import { equalBytes } from '../util/bytes.ts';
import { readable } from '../util/readable.ts';
import type { Certificate } from './certificate.ts';
import { authorityKeyIdentifier, subjectKeyIdentifier } from './extensions.ts';
import { equalNames } from './name.ts';

/** Whether a certificate names itself as its issuer (RFC 5280 §3.2 "self-issued"). */
export function isSelfIssued(certificate: Certificate): boolean {
  return equalNames(certificate.subject, certificate.issuer);
}

/**
 * A certificate followed by its issuers as far as the pool has them; certificates that are none of its issuers are left out.
 * Among issuers of one name the one with the key that the certificate names comes first (RFC 5280 §4.2.1.1).
 */
export function orderChain(leaf: Certificate, pool: readonly Certificate[]): [Certificate, ...Certificate[]] {
  const chain: [Certificate, ...Certificate[]] = [leaf];
  let current = leaf;
  while (!isSelfIssued(current)) {
    const issuer = findIssuer(
      current,
      pool.filter((candidate) => !chain.includes(candidate)),
    );
    if (issuer === undefined) break;
    chain.push(issuer);
    current = issuer;
  }
  return chain;
}

function findIssuer(certificate: Certificate, pool: readonly Certificate[]): Certificate | undefined {
  const issuers = pool.filter((candidate) => equalNames(candidate.subject, certificate.issuer));
  const wanted = readable(() => authorityKeyIdentifier(certificate)?.keyIdentifier);
  const named = issuers.find((candidate) => {
    const own = readable(() => subjectKeyIdentifier(candidate));
    return wanted !== undefined && own !== undefined && equalBytes(wanted, own);
  });
  return named ?? issuers[0];
}
