/**
 * The record of each use of a remote key, for the audit log of whoever seals. It holds no secret.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6
 * @module
 */
import { isEsealError, toHex } from '@eseal/core';
import type { Certificate } from '@eseal/core/x509';
import { tell } from '../client/events.ts';
import { type CallOutcome, CscError } from '../errors.ts';
import type { AuthorizationManifest } from '../key-authorization/key-authorizer.ts';
import type { Credential } from '../model/credential.ts';

/** What was asked for, and when. */
export interface SigningRecord {
  /** Digest of the manifest that was approved, or was to be. */
  readonly manifestDigest: string;
  readonly credentialId: string;
  /** Serial number of the seal's certificate in lower-case hexadecimal digits; `undefined` where the service chooses it. */
  readonly certificateSerialNumber: string | undefined;
  readonly count: number;
  readonly begunAt: Date;
  readonly endedAt: Date;
}

/** One use of the key, when it has ended. What a listener throws is dropped: values that were paid for are not lost for it. */
export type SigningEvent =
  /** Every value was verified. */
  | ({ readonly kind: 'signed' } & SigningRecord)
  /** The service has begun; the values are fetched later. */
  | ({ readonly kind: 'started' } & SigningRecord)
  /** `outcome` says whether a signature may exist all the same. */
  | ({ readonly kind: 'failed'; readonly code: string; readonly outcome: CallOutcome } & SigningRecord);

/** What records the uses of a key. */
export interface SigningLog {
  readonly now: () => Date;
  readonly onEvent?: ((event: SigningEvent) => void) | undefined;
}

/** The credential that is used, with its certificates where they are known. */
export interface UsedCredential {
  readonly credential: Pick<Credential, 'id'>;
  readonly certificates: readonly Certificate[];
}

/** Runs one use of the key and reports how it ended. */
export async function recordUse<T>(
  kind: 'signed' | 'started',
  { now, onEvent }: SigningLog,
  { credential, certificates: [certificate] }: UsedCredential,
  manifest: AuthorizationManifest,
  use: () => Promise<T>,
): Promise<T> {
  const begunAt = now();
  const record = (): SigningRecord => ({
    manifestDigest: manifest.digest,
    credentialId: credential.id,
    certificateSerialNumber: certificate && toHex(certificate.serialNumber),
    count: manifest.hashes.length,
    begunAt,
    endedAt: now(),
  });
  try {
    const result = await use();
    tell<SigningEvent>(onEvent, { kind, ...record() });
    return result;
  } catch (error) {
    tell<SigningEvent>(onEvent, { kind: 'failed', ...record(), ...describe(error) });
    throw error;
  }
}

/** An error of anyone else's says nothing of what the service did. */
function describe(error: unknown): { readonly code: string; readonly outcome: CallOutcome } {
  const code = isEsealError(error) ? error.code : 'UNEXPECTED';
  return { code, outcome: error instanceof CscError ? error.outcome : 'unknown' };
}
