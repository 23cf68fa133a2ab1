/**
 * TimeStampReq (RFC 3161 §2.4.1).
 *
 * @module
 */
import { boolean, encode, integer, objectIdentifier, octetString, sequence } from '../asn1/writer.ts';
import { digestIdentifier } from '../crypto/algorithm-identifier.ts';
import type { DigestAlgorithm } from '../crypto/algorithms.ts';

/** What is asked of an authority. */
export interface TimestampRequest {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
  /** Big-endian, without sign; at least 64 random bits. */
  readonly nonce: Uint8Array;
  /** Object identifier of the policy that is wanted. */
  readonly policy?: string;
}

/** TimeStampReq that asks for the authority's certificate. */
export function encodeTimestampRequest(request: TimestampRequest): Uint8Array {
  return encode(
    sequence([
      integer(1),
      sequence([digestIdentifier(request.digestAlgorithm), octetString(request.digest)]),
      ...(request.policy === undefined ? [] : [objectIdentifier(request.policy)]),
      integer(request.nonce),
      boolean(true),
    ]),
  );
}
