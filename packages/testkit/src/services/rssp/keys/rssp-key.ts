/**
 * Keys that sign digests, as a signature creation device does: what is signed is never seen, only its digest.
 *
 * @module
 */

/** Digests that a key signs, by their object identifiers. */
export type HashOid = '2.16.840.1.101.3.4.2.1' | '2.16.840.1.101.3.4.2.2' | '2.16.840.1.101.3.4.2.3';

/** Ways in which a key signs. */
export type HashScheme = 'rsa-pkcs1' | 'rsa-pss' | 'rsa-bare' | 'ecdsa';

/** A key of the service: one of the test PKI, or one in a device. */
export interface RsspKey {
  readonly kind: 'rssp-key';
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  readonly scheme: 'rsa' | 'ecdsa';
  /** Bits of the modulus, or of the field. */
  readonly bits: number;
  /** Object identifier of the curve. */
  readonly curve: string | undefined;
  /**
   * Signs a digest. RSA: PKCS #1 v1.5 over the DigestInfo made of it, PSS with a salt as long as the digest,
   * or PKCS #1 v1.5 over the bare digest, which nobody should want. ECDSA: DER
   * `SEQUENCE { r, s }`.
   */
  signHash(scheme: HashScheme, hashOid: HashOid, hash: Uint8Array): Promise<Uint8Array>;
}
