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
  for (let current: Certificate | undefined = leaf; current !== undefined; ) {
    current = findIssuer(
      current,
      pool.filter((candidate) => !chain.includes(candidate)),
    );
    if (current !== undefined) chain.push(current);
  }
  return chain;
}

/** A certificate of a root is the end; one that an authority's other key signed names that key (RFC 4210 §4.4). */
function findIssuer(certificate: Certificate, pool: readonly Certificate[]): Certificate | undefined {
  const issuers = pool.filter((candidate) => equalNames(candidate.subject, certificate.issuer));
  const wanted = readable(() => authorityKeyIdentifier(certificate)?.keyIdentifier);
  const named = issuers.find((candidate) => {
    const own = readable(() => subjectKeyIdentifier(candidate));
    return wanted !== undefined && own !== undefined && equalBytes(wanted, own);
  });
  if (isSelfIssued(certificate)) return namesOtherKey(certificate) ? named : undefined;
  return named ?? issuers[0];
}

function namesOtherKey(certificate: Certificate): boolean {
  const issuer = readable(() => authorityKeyIdentifier(certificate)?.keyIdentifier);
  const own = readable(() => subjectKeyIdentifier(certificate));
  return issuer !== undefined && own !== undefined && !equalBytes(issuer, own);
}
