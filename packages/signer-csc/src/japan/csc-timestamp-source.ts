/**
 * Timestamps of a service of keys, by the authority that the caller chose.
 *
 * @see CSC API v1.0.4.0 §11.10, v2.0.0.2 §11.16; RFC 3161 §2.4
 * @module
 */
import { type CallOptions, CoreError } from '@eseal/core';
import { type DigestAlgorithm, digestRow } from '@eseal/core/crypto';
import {
  askInOrder,
  checkToken,
  createMeasuredSource,
  createNonce,
  parseTimestampToken,
  type TimestampSource,
} from '@eseal/core/timestamp';
import type { Certificate } from '@eseal/core/x509';
import type { CscClient } from '../client/client.ts';
import { tell } from '../client/events.ts';
import { CscError } from '../errors.ts';
import { timestampAuthority } from './timestamp-authorities.ts';

/** One attempt to get a timestamp: for the audit log of whoever seals. */
export type CscTimestampEvent = {
  /** The authority that was asked; `undefined`: the service's own choice, which the caller left to it. */
  readonly timestampId: string | undefined;
} & (
  | { readonly kind: 'stamped'; readonly time: Date; readonly policy: string }
  | { readonly kind: 'failed'; readonly code: string }
);

/** Options of {@link createCscTimestampSource}. */
export interface CscTimestampSourceOptions {
  readonly client: CscClient;
  /** The authority, one of `listTimestampAuthorities`. Default: the service chooses, which needs no extension. */
  readonly timestampId?: string;
  /** Further authorities, asked in this order when one gives no usable answer. Default none. */
  readonly fallbackIds?: readonly string[];
  /** Object identifier of the policy to ask for; another policy in the token is refused. Default: the authority's own. */
  readonly policy?: string;
  /** Digest of the imprints. Default `SHA-256`. */
  readonly digestAlgorithm?: DigestAlgorithm;
  /** Farthest that the stated time may lie from the clock, in milliseconds. Default 5 minutes. */
  readonly maxClockSkewMs?: number;
  /** Hears of each attempt. What it throws is dropped. */
  readonly onEvent?: (event: CscTimestampEvent) => void;
}

/**
 * A TimestampSource over a service. Each token is checked before it is returned: imprint, nonce, policy, time, certificate
 * reference, key purpose, signature, and that it is of the authority that was asked for, as `timestamps/info` shows it. Another
 * authority is asked only if the caller named it, each time with another nonce.
 *
 * @throws CscError `INVALID_ARGUMENT` for `fallbackIds` without `timestampId`
 * @experimental `timestampId` belongs to the Japanese extension; without it this is `signatures/timestamp` of the API itself.
 * @example
 * ```ts
 * import type { CscClient } from '@eseal/signer-csc';
 * import { createCscTimestampSource } from '@eseal/signer-csc/japan';
 *
 * export const timestampsOf = (client: CscClient) =>
 *   createCscTimestampSource({ client, timestampId: 'tsa-a', fallbackIds: ['tsa-b'] });
 * ```
 */
export function createCscTimestampSource(options: CscTimestampSourceOptions): TimestampSource {
  const { client, timestampId, fallbackIds = [], digestAlgorithm = 'SHA-256' } = options;
  if (timestampId === undefined && fallbackIds.length > 0) {
    throw new CscError('INVALID_ARGUMENT', 'fallbackIds are for those who chose an authority', {
      outcome: 'not-sent',
    });
  }
  const known = rememberCertificates(client);
  return createMeasuredSource(digestAlgorithm, (digest, call) => {
    const ask = (id: string | undefined): Promise<Uint8Array> =>
      reported(options, id, () => stamp(options, { id, digest, known }, call));
    return askInOrder([timestampId, ...fallbackIds], ask, call?.signal);
  });
}

/** What authorities are known by. */
interface KnownCertificates {
  of(id: string, call?: CallOptions): Promise<Certificate>;
  forget(id: string): void;
}

interface StampTerms {
  readonly id: string | undefined;
  readonly digest: Uint8Array;
  readonly known: KnownCertificates;
}

async function stamp(
  { client, policy, digestAlgorithm = 'SHA-256', maxClockSkewMs = 300_000 }: CscTimestampSourceOptions,
  { id, digest, known }: StampTerms,
  call?: CallOptions,
): Promise<Uint8Array> {
  const authority = id === undefined ? undefined : await ofTimestamps(() => known.of(id, call));
  const nonce = createNonce();
  const wanted = { ...(policy !== undefined && { policy }), ...(id !== undefined && { timestampId: id }) };
  const hashAlgorithm = digestRow(digestAlgorithm).oid;
  const token = await ofTimestamps(() =>
    client.timestamp({ hash: digest, hashAlgorithm, nonce, ...wanted }, call),
  );
  const request = { digestAlgorithm, digest, nonce, ...(policy !== undefined && { policy }) };
  const expectation = { request, now: client.context.now(), maxClockSkewMs, ...(authority && { authority }) };
  try {
    await checkToken(`${client.baseUrl}/signatures/timestamp`, token, expectation);
  } catch (error) {
    // It may have got another certificate since: the next attempt reads it anew.
    if (id !== undefined) known.forget(id);
    throw error;
  }
  return token;
}

/** Asked for once each, and again when a token did not fit. */
function rememberCertificates(client: CscClient): KnownCertificates {
  const remembered = new Map<string, Certificate>();
  return {
    async of(id, call) {
      const certificate = remembered.get(id) ?? (await firstCertificate(client, id, call));
      remembered.set(id, certificate);
      return certificate;
    },
    forget: (id) => {
      remembered.delete(id);
    },
  };
}

async function firstCertificate(client: CscClient, id: string, call?: CallOptions): Promise<Certificate> {
  const [certificate] = (await timestampAuthority(client, id, call)).certificates;
  if (certificate !== undefined) return certificate;
  throw new CscError('CSC_ANSWER_INVALID', `timestamps/info: ${id} has no certificate to know it by`, {
    outcome: 'rejected',
    facts: { method: 'timestamps/info' },
  });
}

/** Codes under which failures of the authority, or of the way to it, are told as those of any other source. */
const TIMESTAMP_CODES: ReadonlyMap<
  string,
  'TIMESTAMP_UNAVAILABLE' | 'TIMESTAMP_REFUSED' | 'TIMESTAMP_INVALID'
> = new Map([
  ['SIGNER_UNAVAILABLE', 'TIMESTAMP_UNAVAILABLE'],
  ['CSC_OUTCOME_UNKNOWN', 'TIMESTAMP_UNAVAILABLE'],
  ['CSC_REQUEST_INVALID', 'TIMESTAMP_REFUSED'],
  ['UNSUPPORTED_ALGORITHM', 'TIMESTAMP_REFUSED'],
  ['CSC_ANSWER_INVALID', 'TIMESTAMP_INVALID'],
]);

/** Errors that another authority could mend become errors of timestamps; those of access to the service stay as they are. */
async function ofTimestamps<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    const code = cause instanceof CscError ? TIMESTAMP_CODES.get(cause.code) : undefined;
    if (code === undefined || !(cause instanceof CscError)) throw cause;
    const { message, retryable, facts } = cause;
    throw new CoreError(code, message, { cause, retryable, facts });
  }
}

async function reported(
  { onEvent }: CscTimestampSourceOptions,
  timestampId: string | undefined,
  attempt: () => Promise<Uint8Array>,
): Promise<Uint8Array> {
  try {
    const token = await attempt();
    const { genTime: time, policy } = parseTimestampToken(token).tstInfo;
    tell(onEvent, { timestampId, kind: 'stamped', time, policy });
    return token;
  } catch (error) {
    const code = error instanceof CoreError || error instanceof CscError ? error.code : 'UNEXPECTED';
    tell(onEvent, { timestampId, kind: 'failed', code });
    throw error;
  }
}
