/** Answers of methods as a fault has them. */
import { assertNever } from '@eseal/core';
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import { type HttpFault, isHttpFault, withHttpFault } from '../../fault.ts';
import { answer, type Handler, NoAnswer } from '../../handler.ts';
import type { RsspContext } from '../context.ts';
import { asObject } from '../parameters.ts';
import { type AnswerFault, isKind, type RefusalFault, type RsspFault, takeFault } from './fault.ts';

type OuterFault = AnswerFault | HttpFault | Exclude<RefusalFault, { readonly kind: 'failing-device' }>;

const isOuter = isKind(
  ...(['dropped-answer', 'error-after-commit', 'null-members', 'oversize', 'delay'] as const),
  ...(['refusal', 'secret-echo'] as const),
);

function isOuterFault(fault: RsspFault): fault is OuterFault {
  return isHttpFault(fault) || isOuter(fault);
}

/** A method's handler with the fault that is on, if it is one of answers. */
export function withRsspFault(context: RsspContext, method: string, handler: Handler): Handler {
  const fault = takeFault(context.faults, method, isOuterFault);
  if (fault === undefined) return handler;
  if (isHttpFault(fault)) return withHttpFault(handler, fault);
  return (request) => faultyAnswer(context, fault, request, handler);
}

async function faultyAnswer(
  { timer }: RsspContext,
  fault: Exclude<OuterFault, HttpFault>,
  request: HttpRequest,
  handler: Handler,
): Promise<HttpResponse> {
  switch (fault.kind) {
    case 'refusal':
      return json(fault.status, { error: fault.error, error_description: fault.description });
    case 'secret-echo':
      return json(400, {
        error: 'invalid_request',
        error_description: `Refused: ${secretsOf(request).join(' ')}`,
      });
    case 'delay':
      await timer.wait(fault.milliseconds);
      return handler(request);
    case 'dropped-answer':
      await handler(request);
      throw new NoAnswer('closed');
    case 'error-after-commit':
      await handler(request);
      return json(500, { error: 'server_error', error_description: 'The server failed' });
    case 'null-members':
      return changed(await handler(request), (members) => ({ ...NULLS, ...members, ...REQUIRED_NULLS }));
    case 'oversize':
      return changed(await handler(request), (members) => ({ ...members, padding: 'x'.repeat(fault.bytes) }));
    default:
      return assertNever(fault);
  }
}

/** Members that a service may leave out, and some that it may not but that nobody needs. */
const NULLS: Members = {
  asynchronousOperationMode: null,
  conformance_levels: null,
  oauth2Issuer: null,
  oauth2Servers: null,
  supportedHashTypes: null,
  supportsRar: null,
  validationInfo: null,
};
const REQUIRED_NULLS: Members = { description: null, lang: null, logo: null, region: null };

type Members = Readonly<Record<string, unknown>>;

function changed(response: HttpResponse, change: (members: Members) => Members): HttpResponse {
  const members = asObject(JSON.parse(new TextDecoder().decode(response.body))) ?? {};
  return json(response.status, change(members));
}

function json(status: number, members: Members): HttpResponse {
  return answer(status, 'application/json;charset=UTF-8', JSON.stringify(members));
}

/** The bearer token and every text of the body: a careless service repeats what it was sent. */
function secretsOf({ headers, body }: HttpRequest): readonly string[] {
  const texts: string[] = [headers.authorization ?? ''];
  JSON.parse(new TextDecoder().decode(body) || '{}', (_name, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}
