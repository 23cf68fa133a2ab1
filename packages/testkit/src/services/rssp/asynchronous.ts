/**
 * The asynchronous mode: the result is kept under a `responseID` and asked for with `signatures/signPolling`.
 *
 * @see CSC API v2.0.0.2 §11.12, §11.14
 * @module
 */
import type { RsspContext } from './context.ts';
import { type IdentifiedCall, type MethodAnswer, ok } from './method.ts';
import { oneOf, optionalInteger, optionalString, type Parameters } from './parameters.ts';
import { invalidRequest } from './problem.ts';
import { newHandle } from './store.ts';

/** How long a result is to be kept. */
export interface AsynchronousTerms {
  readonly milliseconds: number;
}

/** Reads `operationMode` and what belongs to it; `undefined` for the synchronous mode. */
export function readAsynchronous(
  { settings }: RsspContext,
  { parameters, dialect }: IdentifiedCall,
): AsynchronousTerms | undefined {
  if (dialect === 'v1') return undefined;
  const mode = oneOf(parameters, 'operationMode', ['S', 'A'], 'S');
  const validity = readPeriod(parameters);
  assertUri(optionalString(parameters, 'response_uri'));
  const longest = settings.mostValidity * 1000;
  if (validity !== undefined && validity > longest) {
    throw invalidRequest('Out of bounds parameter validity_period');
  }
  return mode === 'S' ? undefined : { milliseconds: validity ?? longest };
}

function readPeriod(parameters: Parameters): number | undefined {
  const period = optionalInteger(parameters, 'validity_period');
  if (period !== undefined && period < 1) throw invalidRequest('Invalid parameter validity_period');
  return period;
}

function assertUri(uri: string | undefined): void {
  if (uri !== undefined && !URL.canParse(uri)) throw invalidRequest('Invalid parameter response_uri');
}

/** Keeps a result and answers with its identifier. */
export function answerLater(
  { store, random, clock, settings }: RsspContext,
  { caller }: IdentifiedCall,
  body: Readonly<Record<string, unknown>>,
  { milliseconds }: AsynchronousTerms,
): MethodAnswer {
  const responseID = newHandle(random);
  store.responses.set(responseID, {
    clientId: caller.client.id,
    user: caller.user,
    body,
    pollsLeft: settings.pollsUntilDone,
    expiresAt: clock.now().getTime() + milliseconds,
  });
  return ok({ responseID });
}
