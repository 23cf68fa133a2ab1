/**
 * The authorisation server of the service: who may use it, and which key for what.
 *
 * @see CSC API v1.0.4.0 §8.3, v2.0.0.2 §8.4
 * @module
 */
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import type { Route } from '../../router.ts';
import type { RsspContext } from '../context.ts';
import type { MethodAnswer } from '../method.ts';
import { Problem } from '../problem.ts';
import { type Connection, toResponse } from '../server.ts';
import { authorize } from './authorize.ts';
import type { ClientRequest } from './client-authentication.ts';
import { readBody } from './form.ts';
import { describeServer, METADATA_PATH } from './metadata.ts';
import { pushRequest } from './pushed-authorize.ts';
import { revokeToken } from './revoke.ts';
import { issueAccessToken } from './token.ts';

/** The endpoints as seen over one connection. */
export function createOAuthServer(context: RsspContext, connection: Connection): readonly Route[] {
  const path = new URL(context.urls.oauth).pathname.replace(/\/$/, '');
  const posted = (answer: (context: RsspContext, sent: ClientRequest) => Promise<MethodAnswer>) =>
    guarded(async (request) => {
      const form = readBody(request, context.oauth.settings.tokenBody);
      return answerOf(await answer(context, { request, form, connection }));
    });
  return [
    { path: `${path}/oauth2/authorize`, handler: guarded((request) => authorize(context, request)) },
    { path: `${path}/oauth2/pushed_authorize`, handler: posted(pushRequest) },
    { path: `${path}/oauth2/token`, handler: posted(issueAccessToken) },
    { path: `${path}/oauth2/revoke`, handler: posted(revokeToken) },
    { path: `${METADATA_PATH}${path}`, handler: guarded(async () => answerOf(describeServer(context))) },
  ];
}

/** Refusals as an answer (RFC 6749 §5.2); also where it is not known whose browser could be sent back. */
function guarded(handle: (request: HttpRequest) => Promise<HttpResponse>): Route['handler'] {
  return async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { status, headers, code, message } = error;
      return answerOf({ status, headers, body: { error: code, error_description: message } });
    }
  };
}

function answerOf({ status, headers = {}, body }: MethodAnswer): HttpResponse {
  return toResponse({ status, headers, answer: body });
}
