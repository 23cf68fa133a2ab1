/**
 * The Signer that every way of getting at a key ends in.
 *
 * @module
 */
import { type CallOptions, CoreError, type Signer, type SignRequest } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { type Certificate, matchCertificate, orderChain } from '@eseal/core/x509';
import { type KeyRing, signWithRing } from './key-ring.ts';

/** Most requests in one call: far more than one authorisation of any provider, little memory. */
const MAX_BATCH = 1000;

/** Values computed at a time: enough for the threads of Node's pool, few enough that files are not kept waiting for it. */
const CONCURRENCY = 8;

/**
 * A Signer over a key ring.
 *
 * @param pool - certificates in any order, among them the key's own
 */
export async function createSigner(
  ring: KeyRing,
  algorithms: readonly SignatureAlgorithm[],
  pool: readonly Certificate[],
): Promise<Signer> {
  const [preferred] = algorithms;
  if (preferred === undefined) throw new CoreError('SIGNER_KEY_UNUSABLE', 'the key signs with no algorithm');
  const probe = (dataToBeSigned: Uint8Array) =>
    signWithRing(ring, { algorithm: preferred, dataToBeSigned }, false);
  const own = await matchCertificate(probe, preferred, pool);
  return {
    certificates: orderChain(own, pool),
    algorithms,
    maxBatch: MAX_BATCH,
    sign: (requests, options = {}) => signAll(ring, requests, options),
  };
}

async function signAll(
  ring: KeyRing,
  requests: readonly SignRequest[],
  { signal }: CallOptions,
): Promise<readonly Uint8Array[]> {
  if (requests.length === 0 || requests.length > MAX_BATCH)
    throw new CoreError(
      'INVALID_ARGUMENT',
      `${requests.length} requests in a call; 1 to ${MAX_BATCH} are taken`,
    );
  const values: Uint8Array[] = [];
  const queue = requests.entries();
  const work = async (): Promise<void> => {
    for (const [index, request] of queue) {
      if (signal?.aborted) throw new CoreError('ABORTED', 'sealing was aborted', { cause: signal.reason });
      values[index] = await signWithRing(ring, request, requests.length > 1);
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, requests.length) }, work));
  return values;
}
