/**
 * Values that a service makes when it can: asked for now, fetched later, perhaps by another process.
 *
 * @see CSC API v2.0.0.2 §11.9, §11.15
 * @module
 */
import { type CallOptions, equalBytes, type SignRequest } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import type { CscClient } from '../client/client.ts';
import { tell } from '../client/events.ts';
import { CscError } from '../errors.ts';
import { authorizeUse, designate, type UseOptions } from './authorize-use.ts';
import { clockOf, openCredential } from './open-credential.ts';
import { openResumeToken, type ResumeState, sealResumeToken } from './resume-token.ts';
import { assertAcceptable, batchLimit, logOf, verifyValues } from './sign-hashes.ts';
import { recordUse, type SigningEvent } from './signing-event.ts';

/** Options of {@link startSigning}. */
export interface StartSigningOptions extends UseOptions {
  /** Secret of at least 32 bytes that encrypts the token; the same is needed to resume. */
  readonly tokenKey: Uint8Array;
  /** How long the service is to keep the values, in milliseconds. Default as the service likes. */
  readonly validityPeriodMs?: number;
}

/**
 * Has values made in the asynchronous mode. They are approved now; what comes back is a token to be stored, with which
 * {@link resumeSigning} fetches them.
 *
 * @param requests - all for the same algorithm
 * @throws CscError `CSC_METHOD_MISSING` when the service has no such mode, and what `createCscSigner` and its Signer throw
 */
export async function startSigning(
  requests: readonly SignRequest[],
  options: StartSigningOptions,
  call?: CallOptions,
): Promise<Uint8Array> {
  const { client, tokenKey, validityPeriodMs } = options;
  const open = await openCredential(options, call);
  const algorithms = open.algorithms.map(({ algorithm }) => algorithm);
  assertAcceptable(requests, algorithms, batchLimit(open, options));
  const designation = await designate(requests, open);
  const { algorithm } = designation.algorithm;
  if (requests.some((request) => request.algorithm !== algorithm))
    throw new CscError('INVALID_ARGUMENT', 'the requests name several algorithms', { outcome: 'not-sent' });
  await assertAsynchronous(client, call);
  const state = {
    baseUrl: client.baseUrl,
    credentialId: open.credential.id,
    certificateDigest: await digestBytes('SHA-256', open.certificates[0].raw),
    algorithm,
    dataToBeSigned: requests.map(({ dataToBeSigned }) => dataToBeSigned),
  };
  // A key that is too short is refused before anything is approved.
  await sealResumeToken({ ...state, responseId: '' }, tokenKey);
  return recordUse('started', logOf(options), open, designation.manifest, async () => {
    const request = await authorizeUse(designation, open, options, call);
    const period = validityPeriodMs === undefined ? {} : { validityPeriodMs };
    const { responseId } = await client.startSignHash(request, period, call);
    return sealResumeToken({ ...state, responseId }, tokenKey);
  });
}

async function assertAsynchronous(client: CscClient, call?: CallOptions): Promise<void> {
  const { methods, supportsAsynchronous } = await client.info(call);
  if (supportsAsynchronous && methods.includes('signatures/signPolling')) return;
  throw new CscError('CSC_METHOD_MISSING', 'the service has no asynchronous mode', {
    outcome: 'not-sent',
    facts: { method: 'signatures/signPolling' },
  });
}

/** Options of {@link resumeSigning}. */
export interface ResumeSigningOptions {
  /** Of the service that was asked. */
  readonly client: CscClient;
  /** The key that encrypted the token. */
  readonly tokenKey: Uint8Array;
  /** Shortest time between two questions, in milliseconds; the service may ask for more. Default as in its profile. */
  readonly pollIntervalMs?: number;
  /** How long to ask before giving up for now, in milliseconds; the token stays good. Default 5 minutes. */
  readonly patienceMs?: number;
  /** The clock. Default the client's. */
  readonly now?: () => Date;
  /** Told when the values are there, or when they are refused. */
  readonly onEvent?: (event: ResumeEvent) => void;
}

/** The end of an asynchronous signature, beside the `started` event of its begin. */
export type ResumeEvent = Pick<
  Extract<SigningEvent, { readonly kind: 'signed' }>,
  'credentialId' | 'count'
> & {
  readonly kind: 'fetched';
  readonly endedAt: Date;
};

/**
 * Fetches the values of an asynchronous signature, in the order of the requests, each verified under the certificate that the
 * data to be signed names.
 *
 * @throws CscError `STATE_INVALID` for a token that was altered, is of another key or of another service;
 * `CSC_CERTIFICATE_CHANGED`; `SIGNER_ANSWER_INVALID`; `SIGNER_UNAVAILABLE`, retryable with the same token, when the values
 * are not there yet
 */
export async function resumeSigning(
  token: Uint8Array,
  options: ResumeSigningOptions,
  call?: CallOptions,
): Promise<readonly Uint8Array[]> {
  const { client, onEvent } = options;
  const state = await openResumeToken(token, options.tokenKey);
  if (state.baseUrl !== client.baseUrl)
    throw new CscError('STATE_INVALID', 'the resume token is of another service', { outcome: 'not-sent' });
  const { credentialId, dataToBeSigned, algorithm } = state;
  const open = await openCredential({ ...options, credentialId, algorithms: [algorithm] }, call);
  if (!equalBytes(await digestBytes('SHA-256', open.certificates[0].raw), state.certificateDigest))
    throw new CscError('CSC_CERTIFICATE_CHANGED', 'the credential has another certificate than before', {
      outcome: 'unknown',
    });
  const values = await pollUntilDone(state, options, call);
  const requests = dataToBeSigned.map((data) => ({ dataToBeSigned: data, algorithm }));
  const verified = await verifyValues(values, requests, open, options, call);
  tell<ResumeEvent>(onEvent, {
    kind: 'fetched',
    credentialId,
    count: verified.length,
    endedAt: clockOf(options)(),
  });
  return verified;
}

const PATIENCE_MS = 300_000;

async function pollUntilDone(
  { responseId, dataToBeSigned }: ResumeState,
  { client, pollIntervalMs = client.profile.pollIntervalMs, patienceMs = PATIENCE_MS }: ResumeSigningOptions,
  call?: CallOptions,
): Promise<readonly Uint8Array[]> {
  const { timer } = client.context;
  const end = timer.now() + patienceMs;
  for (;;) {
    const polled = await client.pollSignatures({ responseId }, dataToBeSigned.length, call);
    if (polled.kind === 'done') return polled.values;
    const pause = Math.max(pollIntervalMs, polled.retryAfterMs ?? 0);
    if (timer.now() + pause > end)
      throw new CscError('SIGNER_UNAVAILABLE', 'the values are not there yet; resume later', {
        outcome: 'unknown',
        retryable: true,
        facts: { method: 'signatures/signPolling' },
      });
    await timer.wait(pause, call?.signal);
  }
}
