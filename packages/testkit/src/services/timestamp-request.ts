/** Requests to a time-stamping authority as it reads them (RFC 3161 §2.4.1). */
import { TimeStampReq } from 'pkijs';
import { DIGEST_LENGTHS } from './digests.ts';

/** Bits of PKIFailureInfo (RFC 3161 §2.4.2). */
export const TIMESTAMP_FAILURES = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const;

/** Why an authority refuses. */
export type TimestampFailure = keyof typeof TIMESTAMP_FAILURES;

/** A request that can be answered. */
export interface TimestampRequest {
  /** AlgorithmIdentifier of the message imprint. */
  readonly imprintAlgorithm: Uint8Array;
  readonly imprint: Uint8Array;
  /** Content octets of the nonce. */
  readonly nonce: Uint8Array | undefined;
  readonly wantsCertificates: boolean;
}

/** The request, or why it is refused. */
export function readTimestampRequest(body: Uint8Array, policy: string): TimestampRequest | TimestampFailure {
  let request: TimeStampReq;
  try {
    request = TimeStampReq.fromBER(Uint8Array.from(body));
  } catch {
    return 'badDataFormat';
  }
  const { hashAlgorithm, hashedMessage } = request.messageImprint;
  const imprint = Uint8Array.from(hashedMessage.valueBlock.valueHexView);
  const length = DIGEST_LENGTHS.get(hashAlgorithm.algorithmId);
  if (request.version !== 1) return 'badRequest';
  if (length === undefined) return 'badAlg';
  if (imprint.length !== length) return 'badDataFormat';
  if (request.reqPolicy !== undefined && request.reqPolicy !== policy) return 'unacceptedPolicy';
  if (request.extensions !== undefined && request.extensions.length > 0) return 'unacceptedExtension';
  return {
    imprintAlgorithm: new Uint8Array(hashAlgorithm.toSchema().toBER()),
    imprint,
    nonce: request.nonce && Uint8Array.from(request.nonce.valueBlock.valueHexView),
    wantsCertificates: request.certReq ?? false,
  };
}
