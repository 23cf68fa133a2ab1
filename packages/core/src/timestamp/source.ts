/**
 * The seam to a time-stamping authority.
 *
 * @module
 */
import type { DigestAlgorithm } from '../crypto/algorithms.ts';
import type { CallOptions } from '../seal/signer.ts';

/** Something that stamps digests (RFC 3161): `createTimestampClient`, a pool, or a provider's own service. */
export interface TimestampSource {
  /** Digest algorithm of the message imprints it wants. */
  readonly digestAlgorithm: DigestAlgorithm;
  /**
   * Size in bytes that a token of this source will not exceed. Called before a container with a fixed place for the
   * token is laid out; may ask the authority once and remember.
   */
  tokenSize(options?: CallOptions): Promise<number>;
  /**
   * Stamps a digest.
   *
   * @returns the DER or BER of the TimeStampToken (a ContentInfo), checked against the request
   * @throws CoreError `TIMESTAMP_REFUSED`, `TIMESTAMP_INVALID` or `TIMESTAMP_UNAVAILABLE`
   */
  stamp(digest: Uint8Array, options?: CallOptions): Promise<Uint8Array>;
}
