/**
 * AES in CBC mode, for encrypted key files (RFC 8018 §B.2.5) and encrypted PDFs (ISO 32000-2 §7.6).
 *
 * @module
 */
import { provider } from '#crypto';
import type { AesCbcRequest, MaybePromise } from './provider.ts';

/** Encrypts; the key's length chooses AES-128 or AES-256. Without padding, data is whole blocks. */
export function encryptAesCbc(request: AesCbcRequest): MaybePromise<Uint8Array> {
  return provider.encryptAesCbc(request);
}

/** Decrypts. Throws, or rejects, with an error of the platform where the padding is wrong. */
export function decryptAesCbc(request: AesCbcRequest): MaybePromise<Uint8Array> {
  return provider.decryptAesCbc(request);
}
