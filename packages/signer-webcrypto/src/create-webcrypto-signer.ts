/**
 * A Signer from a CryptoKey.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import { chooseAlgorithms, type SignatureAlgorithm } from '@eseal/core/crypto';
import { type CertificateInput, toCertificates } from '@eseal/core/x509';
import { createSigner } from './create-signer.ts';
import { algorithmsOfCryptoKey } from './key-algorithms.ts';
import type { WebCrypto } from './key-ring.ts';

/** Options of {@link createWebCryptoSigner}. */
export interface WebCryptoSignerOptions {
  /** A private key with usage `sign`; it may and should be non-extractable. */
  readonly key: CryptoKey;
  /** The seal's certificate and its issuers, in any order. */
  readonly certificates: CertificateInput;
  /** Which of the key's algorithms to offer, in order of preference. Default: all, shortest digest first. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** The implementation that the key belongs to, such as `@peculiar/webcrypto`. Default: the platform's. */
  readonly crypto?: WebCrypto;
}

/**
 * A Signer over a key that WebCrypto holds, made by the organisation itself or imported elsewhere. The key signs a short
 * text once, to find its certificate.
 *
 * @throws CoreError `CERTIFICATE_KEY_MISMATCH` when no certificate belongs to the key; `SIGNER_KEY_UNUSABLE` for a key
 * that cannot sign or is too weak; `UNSUPPORTED_ALGORITHM` for algorithms that are not the key's
 *
 * @example
 * ```ts
 * import { createWebCryptoSigner } from '@eseal/signer-webcrypto';
 *
 * export async function openSeal(key: CryptoKey, pem: string) {
 *   return createWebCryptoSigner({ key, certificates: pem });
 * }
 * ```
 */
export async function createWebCryptoSigner(options: WebCryptoSignerOptions): Promise<Signer> {
  const { key, crypto } = options;
  const algorithms = chooseAlgorithms(algorithmsOfCryptoKey(key), options.algorithms);
  const keys = new Map(algorithms.map((algorithm) => [algorithm, key]));
  return createSigner({ keys, ...(crypto && { crypto }) }, algorithms, toCertificates(options.certificates));
}
