/**
 * A Signer from a PKCS #8 private key.
 *
 * @module
 */
import type { Signer } from '@eseal/core';
import { chooseAlgorithms, type SignatureAlgorithm } from '@eseal/core/crypto';
import { type CertificateInput, toCertificates } from '@eseal/core/x509';
import { createSigner } from './create-signer.ts';
import type { WebCrypto } from './key-ring.ts';
import type { PasswordInput } from './password.ts';
import { importKeyRing } from './pkcs8/import-key.ts';
import { openPrivateKey } from './pkcs8/open-private-key.ts';

/** Options of {@link createPkcs8Signer}. */
export interface Pkcs8SignerOptions {
  /** PrivateKeyInfo or EncryptedPrivateKeyInfo, in PEM or DER. Not changed; destroy it when it is no longer needed. */
  readonly privateKey: string | Uint8Array;
  /** Password of an encrypted key; a function is called only when there is one. */
  readonly password?: PasswordInput;
  /** The seal's certificate and its issuers, in any order. */
  readonly certificates: CertificateInput;
  /** Which of the key's algorithms to offer, in order of preference. Default: all, shortest digest first. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** The implementation that is to hold the key. Default: the platform's. */
  readonly crypto?: WebCrypto;
}

/**
 * A Signer over a key file. The key is imported into WebCrypto non-extractable; nothing writes it back.
 *
 * @throws CoreError `SIGNER_PIN_INCORRECT` for a missing or wrong password; `CERTIFICATE_KEY_MISMATCH` when no
 * certificate belongs to the key; `SIGNER_KEY_UNUSABLE` for a key that cannot sign or is too weak;
 * `UNSUPPORTED_ALGORITHM` for an encryption or a key the platform lacks; `BUDGET_EXCEEDED` for a file that asks for too
 * much work; `DECODE_FAILED` for other bytes
 * @see RFC 5958 §2, §3
 *
 * @example
 * ```ts
 * import { createPkcs8Signer } from '@eseal/signer-webcrypto';
 *
 * export async function openSeal(privateKey: Uint8Array, chain: Uint8Array, askPassword: () => Promise<string>) {
 *   return createPkcs8Signer({ privateKey, certificates: chain, password: askPassword });
 * }
 * ```
 */
export async function createPkcs8Signer(options: Pkcs8SignerOptions): Promise<Signer> {
  const pool = toCertificates(options.certificates);
  const key = await openPrivateKey(options.privateKey, options.password);
  const algorithms = chooseAlgorithms(key.algorithms, options.algorithms);
  return createSigner(await importKeyRing(key, algorithms, options.crypto), algorithms, pool);
}
