/**
 * `oauth2/authorize`: an application asks a user for leave, at the page of the server.
 *
 * @see RFC 6749 §4.1.1, §4.1.2; RFC 7636 §4.3; RFC 9207 §2; CSC API v1.0.4.0 §8.3.2, v2.0.0.2 §8.4.2
 * @module
 */
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import type { RsspContext } from '../context.ts';
import type { RsspClient } from '../model.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { newHandle } from '../store.ts';
import { accountOf } from './client-assertion.ts';
import { inSeconds, isOver } from './expiry.ts';
import { type Form, parseForm, readBody, required } from './form.ts';
import { accessDenied, credentialFor, readKeyRequest, shownHashes } from './key-request.ts';
import type { ConsentRequest, IssuedCode, KeyRequest } from './state.ts';

/** Where the browser of the user goes next; to the application, whatever the answer is, once it is known who asks. */
export async function authorize(context: RsspContext, request: HttpRequest): Promise<HttpResponse> {
  const sent = request.method === 'GET' ? parseForm(new URL(request.url).search) : readBody(request, 'form');
  const form = pushedForm(context, sent);
  const client = clientOf(context, form);
  const redirectUri = redirectUriOf(client, form);
  try {
    const code = await issueCode(context, client, form);
    return redirect(context, redirectUri, form, { code });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return redirect(context, redirectUri, form, { error: error.code, error_description: error.message });
  }
}

/** The parameters that were pushed before, in place of those of the address (RFC 9126 §4). Each is used once. */
function pushedForm(context: RsspContext, sent: Form): Form {
  const { pushed, settings } = context.oauth;
  const uri = sent.get('request_uri');
  if (uri === undefined) {
    if (settings.requiresPushedRequests) throw invalidRequest('Missing parameter request_uri');
    return sent;
  }
  const request = pushed.get(uri);
  const isOurs = request !== undefined && request.clientId === required(sent, 'client_id');
  if (!isOurs || isOver(context, request)) throw invalidRequest('Invalid parameter request_uri');
  pushed.delete(uri);
  return request.form;
}

function clientOf({ clients }: RsspContext, form: Form): RsspClient {
  const id = required(form, 'client_id');
  const client = clients.find((each) => each.id === id);
  if (client === undefined || client.role !== 'seal') throw invalidRequest('Invalid parameter client_id');
  return client;
}

/** Where the answer goes: only to an address that is registered, compared as text (RFC 9700 §2.1). */
function redirectUriOf({ redirectUris }: RsspClient, form: Form): string {
  const [only, ...others] = redirectUris;
  const uri = form.get('redirect_uri') ?? (others.length === 0 ? only : undefined);
  if (uri === undefined) throw invalidRequest('Missing parameter redirect_uri');
  if (!redirectUris.includes(uri)) throw invalidRequest('Invalid parameter redirect_uri');
  return uri;
}

/** Checks a request as far as it can be checked before a user is asked. */
export async function checkRequest(
  context: RsspContext,
  client: RsspClient,
  form: Form,
): Promise<CheckedRequest> {
  if (required(form, 'response_type') !== 'code') {
    throw new Problem('unsupported_response_type', 'Invalid parameter response_type');
  }
  const scope = form.has('authorization_details') ? 'credential' : (form.get('scope') ?? 'service');
  if (scope !== 'service' && scope !== 'credential')
    throw new Problem('invalid_scope', 'Invalid parameter scope');
  const challenge = challengeOf(context, form);
  const key = scope === 'credential' ? readKeyRequest(context, form) : undefined;
  if (key !== undefined) credentialFor(context, key, client.users);
  return { challenge, key };
}

interface CheckedRequest {
  readonly challenge: IssuedCode['challenge'];
  readonly key: KeyRequest | undefined;
}

async function issueCode(context: RsspContext, client: RsspClient, form: Form): Promise<string> {
  const { challenge, key } = await checkRequest(context, client, form);
  const account = await namedAccount(context, client, form);
  const user = await askUser(context, client, consentRequest(client, form, key, account));
  const granted = key && { ...key, credentialId: credentialFor(context, key, [user]).id };
  const code = newHandle(context.random);
  context.oauth.codes.set(code, {
    clientId: client.id,
    redirectUri: form.get('redirect_uri'),
    user,
    challenge,
    key: granted,
    expiresAt: inSeconds(context, context.oauth.settings.codeLifetime),
    grant: newHandle(context.random),
    isUsed: false,
  });
  return code;
}

function challengeOf({ oauth }: RsspContext, form: Form): IssuedCode['challenge'] {
  const value = form.get('code_challenge');
  if (value === undefined) {
    if (oauth.settings.pkce === 'required') throw invalidRequest('Missing parameter code_challenge');
    return undefined;
  }
  const method = form.get('code_challenge_method') ?? 'plain';
  if (method !== 'S256' && method !== 'plain')
    throw invalidRequest('Invalid parameter code_challenge_method');
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(value)) throw invalidRequest('Invalid parameter code_challenge');
  return { method, value };
}

async function namedAccount(
  context: RsspContext,
  client: RsspClient,
  form: Form,
): Promise<string | undefined> {
  const token = form.get('account_token');
  if (token !== undefined) return accountOf(context, client, token);
  if (context.oauth.settings.requiresAccountToken) throw invalidRequest('Missing parameter account_token');
  return undefined;
}

function consentRequest(
  { id }: RsspClient,
  form: Form,
  key: KeyRequest | undefined,
  account: string | undefined,
): ConsentRequest {
  return {
    clientId: id,
    scope: key === undefined ? 'service' : 'credential',
    credentialId: key?.credentialId,
    signatureQualifier: key?.signatureQualifier,
    hashes: key === undefined ? [] : shownHashes(key),
    numSignatures: key?.numSignatures ?? 0,
    description: form.get('description'),
    account,
  };
}

/** Who approved. */
async function askUser(context: RsspContext, client: RsspClient, request: ConsentRequest): Promise<string> {
  context.oauth.asked.push(request);
  const { page } = context.oauth;
  const decision = page === undefined ? approveAtOnce(context, client, request) : await page(request);
  if (decision.kind === 'denied') throw accessDenied();
  const { user } = decision;
  const isOther = request.account !== undefined && request.account !== user;
  if (isOther || !client.users.includes(user)) throw accessDenied();
  return user;
}

function approveAtOnce({ store }: RsspContext, client: RsspClient, request: ConsentRequest) {
  const owner = [...store.credentials.values()].find(
    ({ id, signatureQualifier, user }) =>
      client.users.includes(user) &&
      (request.credentialId === undefined
        ? signatureQualifier === request.signatureQualifier
        : id === request.credentialId),
  )?.user;
  const user = request.account ?? (request.scope === 'credential' ? owner : client.users[0]);
  return user === undefined ? ({ kind: 'denied' } as const) : ({ kind: 'approved', user } as const);
}

function redirect(
  { urls }: RsspContext,
  redirectUri: string,
  form: Form,
  answer: Readonly<Record<string, string>>,
): HttpResponse {
  const url = new URL(redirectUri);
  const state = form.get('state');
  const members = { ...answer, ...(state === undefined ? {} : { state }), iss: urls.oauth };
  for (const [name, value] of Object.entries(members)) url.searchParams.set(name, value);
  return {
    status: 302,
    headers: { location: url.href, 'cache-control': 'no-store' },
    body: new Uint8Array(),
  };
}
