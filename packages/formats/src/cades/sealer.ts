/**
 * What all seals of one Signer have in common, made once.
 *
 * @module
 */
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { type Certificate, isSelfIssued } from '@eseal/core/x509';
import type { CadesOptions } from './options.ts';
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

/** Makes sealers and remembers them. */
export function createSealers(
  included: CadesOptions['includeCertificates'],
): (certificates: SignerCertificates, algorithm: SignatureAlgorithm) => Promise<Sealer> {
  const known = new WeakMap<SignerCertificates, Map<SignatureAlgorithm, Promise<Sealer>>>();
  return (certificates, algorithm) => {
    const ofSigner = known.get(certificates) ?? new Map<SignatureAlgorithm, Promise<Sealer>>();
    known.set(certificates, ofSigner);
    const sealer = ofSigner.get(algorithm) ?? createSealer(certificates, algorithm, included);
    ofSigner.set(algorithm, sealer);
    return sealer;
  };
}

async function createSealer(
  certificates: SignerCertificates,
  algorithm: SignatureAlgorithm,
  included: CadesOptions['includeCertificates'],
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

function chooseCertificates(
  certificates: SignerCertificates,
  included: CadesOptions['includeCertificates'] = 'all',
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
