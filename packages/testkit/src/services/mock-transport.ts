/** Handlers as a Transport: no socket, and no address but those given. */
import { CoreError } from '@eseal/core';
import type { HttpRequest, SendOptions, Transport } from '@eseal/core/http';
import { untilAborted } from '../abort.ts';
import { type Handler, NoAnswer } from './handler.ts';

/** A transport that remembers what was sent through it. */
export interface MockTransport {
  readonly transport: Transport;
  /** Every request so far, in order. */
  readonly requests: readonly HttpRequest[];
}

/**
 * A Transport that knows some origins. A request to any other throws a plain Error, which no fallback of the SDK
 * takes for a service that is down, so that the test fails.
 *
 * @param handlers - by origin, such as `{ 'http://eseal.test': world.handler }`
 */
export function createMockTransport(handlers: Readonly<Record<string, Handler>>): MockTransport {
  const requests: HttpRequest[] = [];
  const transport: Transport = async (request, options = {}) => {
    requests.push(request);
    const handler = handlers[new URL(request.url).origin];
    if (handler === undefined) throw new Error(`testkit: no service for ${request.method} ${request.url}`);
    if (options.signal?.aborted) throw aborted(options.signal);
    try {
      return limited(await handler(request), options);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return unanswered(error, request, options);
    }
  };
  return { transport, requests };
}

function limited<Response extends { readonly body: Uint8Array }>(
  response: Response,
  options: SendOptions,
): Response {
  const most = options.maxBytes ?? 16 * 2 ** 20;
  if (response.body.length > most) {
    throw new CoreError('TRANSPORT_REFUSED', `the answer is longer than ${most} bytes`, {
      facts: { maxBytes: most },
    });
  }
  return response;
}

async function unanswered(error: NoAnswer, request: HttpRequest, options: SendOptions): Promise<never> {
  const { signal, timeoutMs = 30_000 } = options;
  if (error.how === 'hanging' && (await untilAborted(signal, timeoutMs)) === 'aborted') throw aborted(signal);
  throw new CoreError('TRANSPORT_FAILED', `${request.url}: ${error.message}`, {
    cause: error,
    retryable: true,
  });
}

function aborted(signal: AbortSignal | undefined): CoreError {
  return new CoreError('ABORTED', 'the call was aborted', { cause: signal?.reason });
}
