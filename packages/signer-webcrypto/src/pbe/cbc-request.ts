/** What is needed to decrypt in CBC mode. */

/** Ciphers of key files; the number of RC2 is its effective key length in bits (RFC 2268 §2). */
export type CbcCipher = 'aes' | 'triple-des' | 'rc2-40' | 'rc2-128';

/** A cipher with its key. */
export interface CbcRequest {
  readonly cipher: CbcCipher;
  /** Overwritten by whoever derived it. */
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}
