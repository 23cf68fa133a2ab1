/**
 * What the SDK needs of a platform's cryptography: `node:crypto` in Node, `crypto.subtle` elsewhere, chosen by export
 * condition (`#crypto`). The only callers are the files of this folder.
 *
 * @module
 */
import type { CurveRow, DigestAlgorithm, SignatureAlgorithm } from './algorithms.ts';

/** A value that a platform may give at once; awaiting it costs nothing then. */
export type MaybePromise<T> = T | Promise<T>;

/** A digest over data that arrives in pieces. */
export interface StreamingDigest {
  update(chunk: Uint8Array): MaybePromise<void>;
  /** Another digest over the same data so far. */
  copy(): StreamingDigest;
  digest(): MaybePromise<Uint8Array>;
}

/** A platform's own form of a public key. */
export type PlatformPublicKey = { readonly platform: unknown };

/** AES-CBC parameters (NIST SP 800-38A §6.2). */
export interface AesCbcRequest {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly data: Uint8Array;
  /** `none` for data of whole blocks. Default PKCS #7 (RFC 5652 §6.3). */
  readonly padding?: 'pkcs7' | 'none';
}

/** PBKDF2 parameters (RFC 8018 §5.2). */
export interface Pbkdf2Request {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly keyLength: number;
  readonly hash: DigestAlgorithm;
}

/** One platform's cryptography. Every function rejects with `UNSUPPORTED_ALGORITHM` for what the platform lacks. */
export interface CryptoProvider {
  readonly name: 'node' | 'web';
  digest(algorithm: DigestAlgorithm, data: Uint8Array): MaybePromise<Uint8Array>;
  createDigest(algorithm: DigestAlgorithm): MaybePromise<StreamingDigest>;
  /**
   * The key of a SubjectPublicKeyInfo; the caller has checked its kind. Under a broken key, such as a point beside its
   * curve, nothing verifies.
   */
  importPublicKey(
    subjectPublicKeyInfo: Uint8Array,
    curve: CurveRow | undefined,
  ): MaybePromise<PlatformPublicKey>;
  /** Whether the value is the key's over the data. ECDSA values are DER, those of plain ECDSA too. */
  verify(
    key: PlatformPublicKey,
    algorithm: SignatureAlgorithm,
    data: Uint8Array,
    signatureValue: Uint8Array,
    saltLength?: number,
  ): MaybePromise<boolean>;
  /** Signs with a private CryptoKey of this platform. ECDSA values are DER. */
  sign(
    key: CryptoKey,
    algorithm: SignatureAlgorithm,
    data: Uint8Array,
    many: boolean,
  ): MaybePromise<Uint8Array>;
  hmacSha256(key: Uint8Array, data: Uint8Array): MaybePromise<Uint8Array>;
  encryptAesCbc(request: AesCbcRequest): MaybePromise<Uint8Array>;
  decryptAesCbc(request: AesCbcRequest): MaybePromise<Uint8Array>;
  pbkdf2(request: Pbkdf2Request): MaybePromise<Uint8Array>;
  randomBytes(length: number): Uint8Array;
}
