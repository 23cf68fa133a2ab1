/**
 * What key files and WebCrypto signers need of the platform. Private keys stay CryptoKeys; nothing here exports one.
 *
 * @module
 */
import { provider } from '#crypto';
import type { SignatureAlgorithm } from './algorithms.ts';
import type { MaybePromise, Pbkdf2Request } from './provider.ts';

/**
 * Signs with a CryptoKey of this platform's own WebCrypto. ECDSA values are DER.
 *
 * @param many - the call is one of several at once, which may run beside each other
 */
export function signWithCryptoKey(
  key: CryptoKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  many: boolean,
): MaybePromise<Uint8Array> {
  return provider.sign(key, algorithm, data, many);
}

/** PBKDF2 (RFC 8018 §5.2). */
export function pbkdf2(request: Pbkdf2Request): MaybePromise<Uint8Array> {
  return provider.pbkdf2(request);
}

/** HMAC with SHA-256 (RFC 2104). */
export function hmacSha256(key: Uint8Array, data: Uint8Array): MaybePromise<Uint8Array> {
  return provider.hmacSha256(key, data);
}
