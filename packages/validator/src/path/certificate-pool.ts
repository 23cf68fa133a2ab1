/**
 * The certificates that paths may be built from, each parsed once, however often the received bytes repeat it.
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { type Certificate, equalNames, type Name, parseCertificate } from '@eseal/core/x509';

/** Most certificates that are taken in, those that cannot be read included: no path needs more, and each costs time. */
const MAX_CERTIFICATES = 500;

/** Certificates without any statement about trust. */
export interface CertificatePool {
  /**
   * Takes in certificates and returns them parsed, in order; what cannot be read, or would be too many, is left out and
   * counted.
   */
  add(encodings: readonly (Uint8Array | Certificate)[]): readonly Certificate[];
  /** Certificates with this subject. */
  withSubject(subject: Name): readonly Certificate[];
  all(): readonly Certificate[];
  /** How many encodings could not be read. */
  readonly unreadable: number;
  /** How many were too many. */
  readonly leftOut: number;
}

/** An empty pool. */
export function createCertificatePool(): CertificatePool {
  const certificates: Certificate[] = [];
  const bySubject = new Map<Name, readonly Certificate[]>();
  const unreadable = new Set<Uint8Array>();
  let leftOut = 0;
  const take = (one: Uint8Array | Certificate): readonly Certificate[] => {
    const raw = one instanceof Uint8Array ? one : one.raw;
    const known = certificates.find((certificate) => equalBytes(certificate.raw, raw));
    if (known !== undefined) return [known];
    // Each seal of a file brings the same bytes again.
    if (unreadable.has(raw)) return [];
    if (certificates.length + unreadable.size >= MAX_CERTIFICATES) {
      leftOut++;
      return [];
    }
    // A broken certificate beside the right ones does no harm.
    const certificate = one instanceof Uint8Array ? readable(() => parseCertificate(one)) : one;
    if (certificate === undefined) unreadable.add(raw);
    else certificates.push(certificate);
    bySubject.clear();
    return certificate === undefined ? [] : [certificate];
  };
  return {
    add: (encodings) => encodings.flatMap(take),
    withSubject: (subject) => {
      const known = bySubject.get(subject);
      if (known !== undefined) return known;
      const found = certificates.filter((certificate) => equalNames(certificate.subject, subject));
      bySubject.set(subject, found);
      return found;
    },
    all: () => certificates,
    get unreadable() {
      return unreadable.size;
    },
    get leftOut() {
      return leftOut;
    },
  };
}
