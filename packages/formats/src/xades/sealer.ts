/**
 * What all seals of one Signer have in common, made once.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
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
import { buildCertificateReference, buildPolicyStore } from './signed-properties.ts';

/** A Signer's certificates and algorithms, with everything that is made of them alone. */
export interface Sealer extends Pick<CadesSealer, 'algorithm' | 'certificates'> {
  /** Of references and of the certificate. */
  readonly digestAlgorithm: DigestAlgorithm;
  readonly canonicalization: CanonicalizationMethod;
  /** URI of the signature algorithm. */
  readonly signatureMethod: string;
  readonly certificateReference: Markup;
  /** ds:KeyInfo as it stands in every seal. */
  readonly keyInfo: string;
  /** Properties beside the signed bytes that every seal has from the beginning. */
  readonly unsignedProperties: readonly Markup[];
}

/**
 * Makes sealers and remembers them.
 *
 * @throws CoreError `UNSUPPORTED_ALGORITHM` from the function returned, for a signature algorithm without a URI
 */
export function createSealers(
  options: Pick<
    XadesOptions,
    'canonicalization' | 'digestAlgorithm' | 'includeCertificates' | 'signaturePolicy'
  >,
): (certificates: SignerCertificates, algorithm: SignatureAlgorithm) => Promise<Sealer> {
  const { signaturePolicy: policy } = options;
  const canonicalization = CANONICALIZATIONS[options.canonicalization ?? 'exc-c14n'];
  return rememberBySigner(async (certificates, algorithm) => {
    const digestAlgorithm = options.digestAlgorithm ?? defaultDigest(algorithm);
    const carried = chooseCertificates(certificates, options.includeCertificates);
    return {
      algorithm,
      certificates,
      digestAlgorithm,
      canonicalization,
      signatureMethod: requireUri(algorithm),
      certificateReference: await buildCertificateReference(certificates[0], digestAlgorithm),
      keyInfo: writeMarkup(buildKeyInfo(carried)),
      unsignedProperties: typeof policy === 'object' ? await buildPolicyStore(policy) : [],
    };
  });
}

/** The digest of the signature algorithm; SHAKE256 of Ed448 has no fixed length in XML, so SHA-512 in its place. */
export function defaultDigest(algorithm: SignatureAlgorithm): DigestAlgorithm {
  const { digest } = signatureRow(algorithm);
  return digest === 'SHAKE256' ? 'SHA-512' : digest;
}

/** RFC 9231 has no URI for some algorithms, RSASSA-PKCS1-v1_5 with SHA-3 among them. */
function requireUri(algorithm: SignatureAlgorithm): string {
  const { xmlUri } = signatureRow(algorithm);
  if (xmlUri !== undefined) return xmlUri;
  throw new CoreError('UNSUPPORTED_ALGORITHM', `XML signatures have no name for ${algorithm}`);
}
