/**
 * Whether an issuer of the right name is the one that signed. Path building leaves the others out; path validation asks the
 * same again for the path as a whole.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { TrustAnchor } from '../trust/source.ts';
import { keyIdentifiersMatch } from './key-identifiers.ts';
import type { VerifyCertificate } from './signature-cache.ts';

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
