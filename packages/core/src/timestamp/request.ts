/**
 * TimeStampReq (RFC 3161 §2.4.1).
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { boolean, encode, integer, objectIdentifier, octetString, sequence } from '../asn1/writer.ts';
import { digestIdentifier, readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { type DigestAlgorithm, digestByOid } from '../crypto/algorithms.ts';

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

/** A request as received. */
export interface ReceivedTimestampRequest {
  readonly version: number;
  /** `undefined` for one that the SDK does not know. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** Object identifier of the digest algorithm. */
  readonly digestAlgorithmOid: string;
  readonly digest: Uint8Array;
  readonly policy: string | undefined;
  /** Content octets of the INTEGER. */
  readonly nonce: Uint8Array | undefined;
  /** The authority is to send its certificate. */
  readonly wantsCertificate: boolean;
}

/**
 * Reads a TimeStampReq. Its extensions are passed over.
 *
 * @throws DecodeError for anything else
 */
export function parseTimestampRequest(der: Uint8Array): ReceivedTimestampRequest {
  const outer = DerReader.over(der, 'TimeStampReq');
  const reader = outer.sequence('TimeStampReq');
  outer.end();
  const version = reader.smallInteger('version');
  const imprint = reader.sequence('messageImprint');
  const { oid } = readAlgorithmIdentifier(imprint, 'hashAlgorithm');
  const digest = imprint.octetString('hashedMessage');
  imprint.end();
  const policy = reader.has(0x06) ? reader.objectIdentifier('reqPolicy') : undefined;
  const nonce = reader.has(0x02) ? reader.integer('nonce') : undefined;
  const wantsCertificate = reader.has(0x01) && reader.boolean('certReq');
  if (reader.has(0xa0)) reader.raw('extensions');
  reader.end();
  const digestAlgorithm = digestByOid(oid)?.name;
  return { version, digestAlgorithm, digestAlgorithmOid: oid, digest, policy, nonce, wantsCertificate };
}
