/**
 * Values from a service: approved once, asked for once, checked one by one. Nothing here is ever tried again.
 *
 * @see CSC API v1.0.4.0 §11.9, v2.0.0.2 §11.9
 * @module
 */
import type { CallOptions, SignRequest } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { CscError } from '../errors.ts';
import { authorizeUse, designate, type UseOptions } from './authorize-use.ts';
import { verifyAnswer } from './check-answer.ts';
import { assertSameCertificate, clockOf, type OpenCredential } from './open-credential.ts';
import { recordUse, type SigningLog } from './signing-event.ts';

/** Most values of one call, whatever the service allows: what a request and its answer hold. */
const MAX_BATCH = 500;

/** How many values one authorisation of a credential is for. */
export function batchLimit({ credential }: OpenCredential, { client }: Pick<UseOptions, 'client'>): number {
  return Math.max(1, Math.min(credential.maxSignatures, client.profile.maxBatch ?? MAX_BATCH, MAX_BATCH));
}

/** Values in the order of the requests; one authorisation for each algorithm that occurs among them. */
export async function signHashes(
  requests: readonly SignRequest[],
  open: OpenCredential,
  options: UseOptions,
  call?: CallOptions,
): Promise<readonly Uint8Array[]> {
  const values = new Map<SignRequest, Uint8Array>();
  for (const wanted of new Set(requests.map(({ algorithm }) => algorithm))) {
    const group = requests.filter(({ algorithm }) => algorithm === wanted);
    const verified = await signGroup(group, open, options, call).catch((error: unknown) => {
      throw values.size === 0 ? error : afterOthers(error);
    });
    for (const [at, value] of verified.entries()) {
      const request = group[at];
      if (request !== undefined) values.set(request, value);
    }
  }
  return requests.flatMap((request) => values.get(request) ?? []);
}

/** Values of another algorithm were made before, so it is not true of the whole call that nothing was done. */
function afterOthers(error: unknown): unknown {
  if (!(error instanceof CscError) || error.outcome === 'unknown') return error;
  const { code, facts, message } = error;
  return new CscError(code, `${message}; values of another algorithm were made before`, {
    outcome: 'unknown',
    cause: error,
    facts,
  });
}

async function signGroup(
  requests: readonly SignRequest[],
  open: OpenCredential,
  options: UseOptions,
  call?: CallOptions,
): Promise<readonly Uint8Array[]> {
  const designation = await designate(requests, open);
  return recordUse('signed', logOf(options), open, designation.manifest, async () => {
    const request = await authorizeUse(designation, open, options, call);
    const values = await options.client.signHash(request, call);
    return verifyValues(values, requests, open, options, call);
  });
}

/** Where uses of the key are told of. */
export function logOf(options: UseOptions): SigningLog {
  return { now: clockOf(options), onEvent: options.onEvent };
}

/**
 * The values, verified. Where one does not verify for no reason of its own, the credential may have got another
 * certificate since it was read.
 *
 * @throws CscError `SIGNER_ANSWER_INVALID`, `CSC_CERTIFICATE_CHANGED`
 */
export async function verifyValues(
  values: readonly Uint8Array[],
  requests: readonly SignRequest[],
  open: OpenCredential,
  { client }: Pick<UseOptions, 'client'>,
  call?: CallOptions,
): Promise<readonly Uint8Array[]> {
  const [{ publicKey }] = open.certificates;
  try {
    return await verifyAnswer(values, requests, publicKey, client.profile.ecdsaOutput);
  } catch (error) {
    if (!(error instanceof CscError) || error.facts.problem !== 'unverifiable') throw error;
    const now = await client.credential(open.credential.id, call).catch(() => undefined);
    if (now !== undefined) assertSameCertificate(open, now.certificates[0]?.raw, 'unknown');
    throw error;
  }
}

/** What a batch may not be, as every Signer refuses it. */
export function assertAcceptable(
  requests: readonly SignRequest[],
  algorithms: readonly SignatureAlgorithm[],
  maxBatch: number,
): void {
  if (requests.length === 0) throw refused('INVALID_ARGUMENT', 'nothing to sign');
  if (requests.length > maxBatch)
    throw refused('INVALID_ARGUMENT', `${requests.length} requests, at most ${maxBatch} are taken`);
  const foreign = requests.find(({ algorithm }) => !algorithms.includes(algorithm));
  if (foreign !== undefined)
    throw refused('UNSUPPORTED_ALGORITHM', `the credential does not sign with ${foreign.algorithm}`);
}

function refused(code: 'INVALID_ARGUMENT' | 'UNSUPPORTED_ALGORITHM', message: string): CscError {
  return new CscError(code, message, { outcome: 'not-sent' });
}
