/**
 * What all seals of one Signer have in common, made once.
 *
 * @module
 */
import { type DigestAlgorithm, type SignatureAlgorithm, signatureRow } from '@eseal/core/crypto';
import {
  type Sealer as CadesSealer,
  chooseCertificates,
  rememberBySigner,
  type SignerCertificates,
} from '../cades/sealer.ts';
import type { CanonicalizationMethod } from '../xml/canonicalization-method.ts';
import { CANONICALIZATIONS } from './canonicalization.ts';
import { buildKeyInfo } from './key-info.ts';
import { type Markup, writeMarkup } from './markup.ts';
import type { XadesOptions } from './options.ts';
import { buildCertificateReference } from './signed-properties.ts';

/** A Signer's certificates and algorithms, with everything that is made of them alone. */
export interface Sealer extends Pick<CadesSealer, 'algorithm' | 'certificates'> {
  /** Of references and of the certificate. */
  readonly digestAlgorithm: DigestAlgorithm;
  readonly canonicalization: CanonicalizationMethod;
  readonly certificateReference: Markup;
  /** ds:KeyInfo as it stands in every seal. */
  readonly keyInfo: string;
}

/** Makes sealers and remembers them. */
export function createSealers(
  options: Pick<XadesOptions, 'canonicalization' | 'digestAlgorithm' | 'includeCertificates'>,
): (certificates: SignerCertificates, algorithm: SignatureAlgorithm) => Promise<Sealer> {
  const canonicalization = CANONICALIZATIONS[options.canonicalization ?? 'exc-c14n'];
  return rememberBySigner(async (certificates, algorithm) => {
    const digestAlgorithm = options.digestAlgorithm ?? defaultDigest(algorithm);
    const carried = chooseCertificates(certificates, options.includeCertificates);
    return {
      algorithm,
      certificates,
      digestAlgorithm,
      canonicalization,
      certificateReference: await buildCertificateReference(certificates[0], digestAlgorithm),
      keyInfo: writeMarkup(buildKeyInfo(carried)),
    };
  });
}

/** The digest of the signature algorithm; SHAKE256 of Ed448 has no fixed length in XML, so SHA-512 in its place. */
function defaultDigest(algorithm: SignatureAlgorithm): DigestAlgorithm {
  const { digest } = signatureRow(algorithm);
  return digest === 'SHAKE256' ? 'SHA-512' : digest;
}
