/**
 * `manages/login`: a CA or RA shows who it is, and gets a token that seals nothing.
 *
 * @module
 */
import { equalBytes, fromBase64 } from '@eseal/core';
import type { RsspContext } from '../context.ts';
import { type IdentifiedCall, type Method, type MethodAnswer, type MethodCall, ok } from '../method.ts';
import type { RsspClient } from '../model.ts';
import { isClientAssertion } from '../oauth/client-assertion.ts';
import { isOver } from '../oauth/expiry.ts';
import { refreshTokenFor } from '../oauth/token.ts';
import { assertKnown, optionalBoolean, optionalString } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { issueToken, newHandle } from '../store.ts';

/** Longest lifetime of a token in seconds. */
const TOKEN_LIFETIME = 600;

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const PARAMETERS = [
  ...['grant_type', 'client_id', 'client_assertion', 'client_assertion_type'],
  ...['refresh_token', 'rememberMe', 'clientData'],
];

/** The method. */
export function createManagesLogin(context: RsspContext): Method {
  return {
    name: 'manages/login',
    dialects: ['v1', 'v2'],
    access: 'open',
    async answer(call) {
      assertKnown(call.parameters, PARAMETERS);
      const isRemembered = optionalBoolean(call.parameters, 'rememberMe');
      optionalString(call.parameters, 'clientData');
      const client = renewed(context, call) ?? (await authenticated(context, call));
      assertConnection(client, call);
      return tokensFor(context, client, isRemembered);
    },
  };
}

function tokensFor(context: RsspContext, client: RsspClient, isRemembered: boolean): MethodAnswer {
  const owner = { clientId: client.id, user: undefined, grant: newHandle(context.random) };
  const token = issueToken(context, { ...owner, kind: 'access', scope: 'manage', expiresIn: TOKEN_LIFETIME });
  return ok({
    access_token: token.value,
    token_type: 'Bearer',
    expires_in: TOKEN_LIFETIME,
    scope: 'manage',
    caID: client.id,
    ...(isRemembered && { refresh_token: refreshTokenFor(context, owner) }),
  });
}

/** The application of a token that is used up with it. */
function renewed(context: RsspContext, { parameters }: MethodCall): RsspClient | undefined {
  const value = parameters.values.refresh_token;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalidRequest('Invalid string parameter: refresh_token');
  const token = context.store.tokens.get(value);
  const client = context.clients.find(({ id }) => id === token?.clientId);
  if (token?.kind !== 'refresh' || isOver(context, token) || client?.role !== 'manage') {
    throw invalidRequest('Invalid refresh_token');
  }
  context.store.tokens.delete(token.value);
  return client;
}

/** The application, by its secret or its key. Sealing applications are unknown here. */
async function authenticated(context: RsspContext, call: MethodCall): Promise<RsspClient> {
  const header = call.request.headers.authorization;
  const client = header === undefined ? await byAssertion(context, call) : bySecret(context, header);
  if (client?.role !== 'manage') {
    throw new Problem('authentication_error', 'An error occurred during authentication process');
  }
  return client;
}

function bySecret({ clients }: RsspContext, header: string): RsspClient | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header)?.[1];
  if (encoded === undefined) throw malformed();
  const [, id, secret] = /^([^:]+):(.*)$/s.exec(new TextDecoder().decode(fromBase64(encoded))) ?? [];
  if (id === undefined) throw invalidRequest('Malformed username-password.');
  return clients.find((client) => client.id === id && client.testSecret === secret);
}

async function byAssertion(
  context: RsspContext,
  { parameters, request }: MethodCall,
): Promise<RsspClient | undefined> {
  if (parameters.values.grant_type === undefined) throw malformed();
  const assertion = optionalString(parameters, 'client_assertion');
  const isAsked = parameters.values.grant_type === 'client_credentials';
  if (!isAsked || assertion === undefined || parameters.values.client_assertion_type !== JWT_BEARER) {
    throw invalidRequest('Invalid parameter grant_type');
  }
  const client = context.clients.find(({ id }) => id === parameters.values.client_id);
  if (client === undefined) return undefined;
  return (await isClientAssertion(context, client, assertion, [request.url])) ? client : undefined;
}

/** A registered certificate has to be shown besides. */
function assertConnection({ testCertificate }: RsspClient, { clientCertificate }: MethodCall): void {
  const isShown =
    testCertificate === undefined ||
    (clientCertificate !== undefined && equalBytes(testCertificate, clientCertificate));
  if (!isShown)
    throw new Problem('access_denied', 'The connection does not show the client certificate', 403);
}

function malformed(): Problem {
  return new Problem('invalid_request', 'Malformed authentication parameter.', 401);
}

/** Whether a call comes with a token of `manages/login`; the certificate of the connection alone is not enough. */
export function assertLoggedIn({ caller }: IdentifiedCall): void {
  if (caller.token?.scope !== 'manage') {
    throw new Problem('unauthorized_client', 'The client may not use this method');
  }
}
