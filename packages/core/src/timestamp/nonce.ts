/**
 * Nonces of requests (RFC 3161 §2.4.1).
 *
 * @module
 */
import { randomBytes } from '../crypto/random.ts';

/** 126 random bits in 16 bytes: the first bit is clear and the second set, so that the INTEGER is positive and never shorter. */
export function createNonce(): Uint8Array {
  const nonce = randomBytes(16);
  nonce[0] = ((nonce[0] as number) & 0x7f) | 0x40;
  return nonce;
}
