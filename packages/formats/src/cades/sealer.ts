/**
 * What all seals of one Signer have in common, made once.
 *
 * @module
 */
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { type Certificate, isSelfIssued } from '@eseal/core/x509';
import { buildCertificateReference } from './signed-attributes.ts';
import { buildSealFrame, type SealFrame } from './signed-data.ts';

/** The certificates of a Signer: the seal's first, then its issuers. */
export type SignerCertificates = readonly [Certificate, ...Certificate[]];

/** A Signer's certificates and algorithm, with everything that is made of them alone. */
export interface Sealer {
  readonly algorithm: SignatureAlgorithm;
  readonly certificates: SignerCertificates;
  readonly certificateReference: Uint8Array;
  readonly frame: SealFrame;
}

/** Which of a Signer's certificates a seal carries: all, all but self-signed ones, or the seal's alone. */
export type IncludedCertificates = 'all' | 'without-root' | 'seal';

/** Makes sealers and remembers them. */
export function createSealers(
  included: IncludedCertificates | undefined,
): (certificates: SignerCertificates, algorithm: SignatureAlgorithm) => Promise<Sealer> {
  return rememberBySigner((certificates, algorithm) => createSealer(certificates, algorithm, included));
}

/** Makes something once for each Signer and algorithm. */
export function rememberBySigner<T>(
  create: (certificates: SignerCertificates, algorithm: SignatureAlgorithm) => Promise<T>,
): (certificates: SignerCertificates, algorithm: SignatureAlgorithm) => Promise<T> {
  const known = new WeakMap<SignerCertificates, Map<SignatureAlgorithm, Promise<T>>>();
  return (certificates, algorithm) => {
    const ofSigner = known.get(certificates) ?? new Map<SignatureAlgorithm, Promise<T>>();
    known.set(certificates, ofSigner);
    const made = ofSigner.get(algorithm) ?? create(certificates, algorithm);
    ofSigner.set(algorithm, made);
    return made;
  };
}

async function createSealer(
  certificates: SignerCertificates,
  algorithm: SignatureAlgorithm,
  included: IncludedCertificates | undefined,
): Promise<Sealer> {
  const [certificate] = certificates;
  const carried = chooseCertificates(certificates, included);
  return {
    algorithm,
    certificates,
    certificateReference: await buildCertificateReference(certificate, algorithm),
    frame: buildSealFrame({ algorithm, certificate, certificates: carried }),
  };
}

/** The certificates that a seal carries. */
export function chooseCertificates(
  certificates: SignerCertificates,
  included: IncludedCertificates = 'all',
): readonly Certificate[] {
  switch (included) {
    case 'all':
      return certificates;
    case 'without-root':
      return certificates.filter((certificate, at) => at === 0 || !isSelfIssued(certificate));
    case 'seal':
      return certificates.slice(0, 1);
  }
}
