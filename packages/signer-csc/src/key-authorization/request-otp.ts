/**
 * Has one-time passwords and challenges sent to whoever approves, not too often: each costs a message, and a flood of them is
 * an attack on the one who gets them.
 *
 * @see CSC API v1.0.4.0 §11.7 (credentials/sendOTP), v2.0.0.2 §11.10 (credentials/getChallenge)
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { CscClient } from '../client/client.ts';
import type { FactorDescription } from '../model/credential.ts';
import { WIRE_NAMES } from '../wire/names.ts';

/** Least time between two messages for the same factor, in milliseconds. */
const SPACING_MS = 30_000;

/** Has what a factor needs sent; gives the challenge where the service shows it here. */
export type OtpRequester = (
  client: CscClient,
  credentialId: string,
  factor: FactorDescription,
  options?: CallOptions,
) => Promise<string | undefined>;

/** Makes a requester that remembers when it asked. */
export function createOtpRequester(): OtpRequester {
  const lastAsked = new Map<string, number>();
  return async (client, credentialId, factor, options) => {
    const { timer } = client.context;
    const key = JSON.stringify([client.baseUrl, credentialId, factor.id]);
    const last = lastAsked.get(key);
    const wait = last === undefined ? 0 : last + SPACING_MS - timer.now();
    if (wait > 0) await timer.wait(wait, options?.signal);
    lastAsked.set(key, timer.now());
    const names = WIRE_NAMES[await client.dialect(options)];
    if (names.factors === 'authData') return client.challenge(credentialId, factor.id, options);
    await client.sendOtp(credentialId, options);
    return undefined;
  };
}

/** Whether something has to be sent before a factor can be given. */
export function needsRequest({ kind, delivery }: FactorDescription): boolean {
  return kind === 'challenge' || (kind === 'otp' && delivery === 'online');
}
