/**
 * `oauth2/pushed_authorize`: a request for leave that does not go through the browser.
 *
 * @see RFC 9126 §2; CSC API v2.0.0.2 §8.4.3
 * @module
 */

import type { RsspContext } from '../context.ts';
import type { MethodAnswer } from '../method.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { newHandle } from '../store.ts';
import { checkRequest } from './authorize.ts';
import { authenticateClient, type ClientRequest } from './client-authentication.ts';
import { inSeconds } from './expiry.ts';

/** Parameters that authenticate the application and are not part of the request. */
const AUTHENTICATION: ReadonlySet<string> = new Set([
  'client_secret',
  'client_assertion',
  'client_assertion_type',
]);

/** Keeps a request for a short while. It is checked at once, so that the application learns of its mistakes itself. */
export async function pushRequest(context: RsspContext, sent: ClientRequest): Promise<MethodAnswer> {
  const client = await authenticateClient(context, sent);
  if (client.role !== 'seal') throw new Problem('unauthorized_client', 'The client may not use this method');
  if (sent.form.has('request_uri')) throw invalidRequest('Invalid parameter request_uri');
  const form = new Map([...sent.form].filter(([name]) => !AUTHENTICATION.has(name)));
  form.set('client_id', client.id);
  const redirectUri = form.get('redirect_uri');
  if (redirectUri !== undefined && !client.redirectUris.includes(redirectUri)) {
    throw invalidRequest('Invalid parameter redirect_uri');
  }
  await checkRequest(context, client, form);
  const uri = `urn:ietf:params:oauth:request_uri:${newHandle(context.random)}`;
  const { requestUriLifetime } = context.oauth.settings;
  context.oauth.pushed.set(uri, {
    clientId: client.id,
    form,
    expiresAt: inSeconds(context, requestUriLifetime),
  });
  return { status: 201, body: { request_uri: uri, expires_in: requestUriLifetime } };
}
