/** Faults any HTTP service can have. */
import { assertNever } from '@eseal/core';
import { answer, type Handler, NoAnswer, type Silence, textAnswer } from './handler.ts';

/** How a service misbehaves below its own protocol. */
export type HttpFault =
  /** Status 200 and a page for humans, as proxies and portals send. */
  | { readonly kind: 'html-page' }
  /** An HTTP error. */
  | { readonly kind: 'http-status'; readonly status: number }
  /** A redirect. */
  | { readonly kind: 'redirect'; readonly location: string }
  /** The connection is closed, at once or within the answer, or nothing ever comes. */
  | { readonly kind: 'no-answer'; readonly how: Silence }
  /** The right answer, cut off. */
  | { readonly kind: 'truncated' }
  /** Status 200 and no body. */
  | { readonly kind: 'empty' };

const HTTP_FAULTS: ReadonlySet<string> = new Set<HttpFault['kind']>([
  'html-page',
  'http-status',
  'redirect',
  'no-answer',
  'truncated',
  'empty',
]);

/** Whether a fault lies below the service's own protocol. */
export function isHttpFault<Fault extends { readonly kind: string }>(
  fault: Fault | HttpFault,
): fault is Extract<Fault | HttpFault, HttpFault> {
  return HTTP_FAULTS.has(fault.kind);
}

const PAGE = '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>';

/** The handler with a fault in front of it. */
export function withHttpFault(handler: Handler, fault: HttpFault): Handler {
  return async (request) => {
    switch (fault.kind) {
      case 'html-page':
        return answer(200, 'text/html; charset=utf-8', PAGE);
      case 'http-status':
        return textAnswer(fault.status, 'out of order');
      case 'redirect':
        return { status: 302, headers: { location: fault.location }, body: new Uint8Array() };
      case 'no-answer':
        throw new NoAnswer(fault.how, fault.how === 'broken-off' ? await handler(request) : undefined);
      case 'truncated': {
        const whole = await handler(request);
        return { ...whole, body: whole.body.subarray(0, whole.body.length >> 1) };
      }
      case 'empty': {
        const whole = await handler(request);
        return { ...whole, body: new Uint8Array() };
      }
      default:
        return assertNever(fault);
    }
  };
}
