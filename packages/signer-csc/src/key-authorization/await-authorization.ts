/**
 * Waits until whoever approves has acted elsewhere. Only questions are asked meanwhile: nothing is authorised anew.
 *
 * @see CSC API v2.0.0.2 §11.9 (credentials/authorizeCheck)
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { CscClient } from '../client/client.ts';
import { CscError } from '../errors.ts';
import type { Authorization, AuthorizationAnswer } from '../model/authorization.ts';
import type { AuthorizeRequest } from '../model/requests.ts';

/** How long to wait. */
export interface AwaitAuthorizationOptions extends CallOptions {
  /** For the approval, in milliseconds. Default: the profile's. */
  readonly approvalTimeoutMs?: number;
}

/**
 * The authorisation, at once or when it was given.
 *
 * @throws CscError `CSC_OUTCOME_UNKNOWN` when it was not given in time: it may still be
 */
export async function awaitAuthorization(
  client: CscClient,
  request: AuthorizeRequest,
  first: AuthorizationAnswer,
  options: AwaitAuthorizationOptions = {},
): Promise<Authorization> {
  const { context, profile } = client;
  const deadline = context.timer.now() + (options.approvalTimeoutMs ?? profile.authorizeTimeoutMs);
  let answer = first;
  while (answer.kind === 'pending') {
    const pause = Math.max(profile.pollIntervalMs, answer.retryAfterMs ?? 0);
    if (context.timer.now() + pause > deadline) throw notInTime();
    await context.timer.wait(pause, options.signal);
    answer = await client.authorizeCheck(request, answer.handle, options);
  }
  return answer.authorization;
}

function notInTime(): CscError {
  return new CscError('CSC_OUTCOME_UNKNOWN', 'the use of the key was not approved in time', {
    outcome: 'unknown',
    facts: { method: 'credentials/authorizeCheck' },
  });
}
