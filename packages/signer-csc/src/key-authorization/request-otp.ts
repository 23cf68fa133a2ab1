/**
 * Has one-time passwords and challenges sent to whoever approves. The client refuses to do so too often: then it is waited
 * for the time that it names.
 *
 * @see CSC API v1.0.4.0 §11.7 (credentials/sendOTP), v2.0.0.2 §11.10 (credentials/getChallenge)
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { CscClient } from '../client/client.ts';
import { CscError } from '../errors.ts';
import type { FactorDescription } from '../model/credential.ts';
import { WIRE_NAMES } from '../wire/names.ts';

/** Whether something has to be sent before a factor can be given. */
export function needsRequest({ kind, delivery }: FactorDescription): boolean {
  return kind === 'challenge' || (kind === 'otp' && delivery === 'online');
}

/** Has what a factor needs sent; gives the challenge where the service shows it here. */
export async function requestOtp(
  client: CscClient,
  credentialId: string,
  factor: FactorDescription,
  call: CallOptions = {},
): Promise<string | undefined> {
  const send = async (): Promise<string | undefined> => {
    const names = WIRE_NAMES[await client.dialect(call)];
    if (names.factors === 'authData') return client.challenge(credentialId, factor.id, call);
    await client.sendOtp(credentialId, call);
    return undefined;
  };
  try {
    return await send();
  } catch (error) {
    const pause = pauseBefore(error);
    if (pause === undefined) throw error;
    await client.context.timer.wait(pause, call.signal);
    return send();
  }
}

/** Milliseconds to wait where the client itself held the request back. */
function pauseBefore(error: unknown): number | undefined {
  if (!(error instanceof CscError) || error.outcome !== 'not-sent') return undefined;
  const { retryAfterMs } = error.facts;
  return typeof retryAfterMs === 'number' ? retryAfterMs : undefined;
}
