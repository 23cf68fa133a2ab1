/**
 * A service as all methods use it: what it says of itself, the version it speaks, and its methods.
 *
 * @module
 */
import { type CallOptions, untilAborted } from '@eseal/core';
import { CscError } from '../errors.ts';
import type { MethodAnswer, MethodCall } from '../model/requests.ts';
import type { ServiceInfo } from '../model/service.ts';
import type { AuthenticationContext } from '../use-authentication/use-authentication.ts';
import { readServiceInfo } from '../wire/info-answer.ts';
import { dialectOf, WIRE_NAMES } from '../wire/names.ts';
import type { Writing } from '../wire/request-bodies.ts';
import type { CscClient } from './client.ts';
import { orNotBegun } from './not-begun.ts';
import { type Sending, send } from './send.ts';

/** What the groups of methods are made over. */
export interface Service extends Pick<CscClient, 'info' | 'dialect' | 'call'> {
  readonly context: AuthenticationContext;
  /** How requests are written. */
  writing(options?: CallOptions): Promise<Writing>;
}

/** A service that has not been asked anything yet. */
export function createService(sending: Sending): Service {
  const { context, language } = sending;
  const { profile } = context;
  let asked: Promise<ServiceInfo> | undefined;
  const ask = async (): Promise<ServiceInfo> => {
    const { body } = await send(sending, { method: 'info', body: { lang: language } });
    return readServiceInfo(body);
  };
  const info = async (options: CallOptions = {}): Promise<ServiceInfo> => {
    if (!hasInfo(context)) throw methodMissing('info');
    // Shared by all callers, so without the signal of one of them.
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    const answer = asked;
    return orNotBegun('info', () => untilAborted(answer, options.signal));
  };
  const dialect: Service['dialect'] = async (options) =>
    profile.dialect === 'auto' ? dialectOf(profile, (await info(options)).specs) : profile.dialect;
  return {
    context,
    info,
    dialect,
    writing: async (options) => ({ names: WIRE_NAMES[await dialect(options)], profile, language }),
    call: (request, options) =>
      orNotBegun(request.method, async (): Promise<MethodAnswer> => {
        if (hasInfo(context) && request.method !== 'info') assertOffered(request, await info(options));
        return send(sending, request, options);
      }),
  };
}

/** Only a profile can tell that a service has no `info`. */
function hasInfo({ profile }: AuthenticationContext): boolean {
  return profile.dialect === 'auto' || WIRE_NAMES[profile.dialect].hasInfo;
}

/** A service that lists no method at all is taken to have all of them. */
function assertOffered({ method }: MethodCall, { methods }: ServiceInfo): void {
  if (methods.length > 0 && !methods.includes(method)) throw methodMissing(method);
}

function methodMissing(method: string): CscError {
  return new CscError('CSC_METHOD_MISSING', `${method}: the service does not offer this method`, {
    outcome: 'not-sent',
    facts: { method },
  });
}
