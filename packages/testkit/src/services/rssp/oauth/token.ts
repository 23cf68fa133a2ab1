/**
 * `oauth2/token`: codes, refresh tokens and the application's own word become access tokens.
 *
 * @see RFC 6749 §4.1.3, §4.4, §6; RFC 7636 §4.6; RFC 9700 §2.2.2; CSC API v1.0.4.0 §8.3.3, v2.0.0.2 §8.4.4
 * @module
 */
import { createActivation } from '../activation.ts';
import type { RsspContext } from '../context.ts';
import { type MethodAnswer, ok } from '../method.ts';
import type { RsspClient } from '../model.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { type AccessToken, issueToken, type Store } from '../store.ts';
import { authenticateClient, type ClientRequest } from './client-authentication.ts';
import { inSeconds, isOver } from './expiry.ts';
import { type Form, required } from './form.ts';
import { grantedDetails } from './rich-authorization.ts';
import type { IssuedCode } from './state.ts';

/** Lifetime of refresh tokens in seconds. */
const REFRESH_LIFETIME = 90 * 24 * 3600;

type Grant = (context: RsspContext, client: RsspClient, form: Form) => Promise<MethodAnswer>;

const GRANTS: ReadonlyMap<string, Grant> = new Map<string, Grant>([
  ['authorization_code', redeemCode],
  ['client_credentials', grantToClient],
  ['refresh_token', refresh],
]);

/** Issues an access token. */
export async function issueAccessToken(context: RsspContext, sent: ClientRequest): Promise<MethodAnswer> {
  const grant = GRANTS.get(required(sent.form, 'grant_type'));
  if (grant === undefined) throw invalidRequest('Invalid parameter grant_type');
  const client = await authenticateClient(context, sent);
  if (client.role !== 'seal') throw new Problem('unauthorized_client', 'The client may not use this method');
  return grant(context, client, sent.form);
}

async function grantToClient(context: RsspContext, client: RsspClient, form: Form): Promise<MethodAnswer> {
  const scope = form.get('scope');
  if (scope !== undefined && scope !== 'service')
    throw new Problem('invalid_scope', 'Invalid parameter scope');
  const isPublic = (client.authentication ?? []).includes('none');
  if (isPublic) throw new Problem('unauthorized_client', 'The client has no credentials');
  const expiresIn = context.oauth.settings.tokenLifetime;
  const token = issueToken(context, {
    kind: 'access',
    scope: 'service',
    clientId: client.id,
    user: undefined,
    expiresIn,
  });
  return ok({ access_token: token.value, token_type: 'Bearer', expires_in: expiresIn });
}

async function redeemCode(context: RsspContext, client: RsspClient, form: Form): Promise<MethodAnswer> {
  const code = context.oauth.codes.get(required(form, 'code'));
  if (code === undefined || code.clientId !== client.id) throw invalidGrant('Invalid parameter code');
  if (code.isUsed) {
    // RFC 6749 §4.1.2: somebody has it who should not; nobody keeps what came of it.
    endGrant(context.store, code.grant);
    throw invalidGrant('Authorization code is invalid or expired');
  }
  if (isOver(context, code)) throw invalidGrant('Authorization code is invalid or expired');
  if (code.redirectUri !== form.get('redirect_uri')) {
    throw invalidGrant('redirect_uri parameter does not match that of the authorization request');
  }
  if (!(await isVerified(code.challenge, form.get('code_verifier'))))
    throw invalidGrant('Invalid parameter code_verifier');
  code.isUsed = true;
  return code.key === undefined
    ? serviceTokens(context, { clientId: client.id, user: code.user, grant: code.grant })
    : keyToken(context, { ...code, key: code.key });
}

/** Whether the verifier belongs to the challenge; one without the other does not (RFC 9700 §2.1.1). */
async function isVerified(
  challenge: IssuedCode['challenge'],
  verifier: string | undefined,
): Promise<boolean> {
  if (challenge === undefined || verifier === undefined) return challenge === verifier;
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  if (challenge.method === 'plain') return verifier === challenge.value;
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest)) === challenge.value;
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Access to the service for a user, refreshable. */
function serviceTokens(
  context: RsspContext,
  owner: Pick<AccessToken, 'clientId' | 'user' | 'grant'>,
): MethodAnswer {
  const { tokenLifetime: expiresIn, issuesRefreshTokens } = context.oauth.settings;
  const access = issueToken(context, { ...owner, kind: 'access', scope: 'service', expiresIn });
  const refreshToken = issuesRefreshTokens && refreshTokenFor(context, owner);
  return ok({
    access_token: access.value,
    token_type: 'Bearer',
    expires_in: expiresIn,
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
  });
}

/** A refresh token of a grant. */
export function refreshTokenFor(
  context: RsspContext,
  owner: Pick<AccessToken, 'clientId' | 'user' | 'grant'>,
): string {
  return issueToken(context, { ...owner, kind: 'refresh', scope: 'service', expiresIn: REFRESH_LIFETIME })
    .value;
}

/** Leave to use a key, as a token. */
function keyToken(
  context: RsspContext,
  { clientId, user, grant, key }: IssuedCode & { readonly key: NonNullable<IssuedCode['key']> },
): MethodAnswer {
  const { tokenLifetime: expiresIn } = context.oauth.settings;
  const activation = createActivation({
    credentialId: key.credentialId,
    clientId,
    user,
    hashes: key.hashes,
    hashOid: key.hashOid,
    count: key.numSignatures,
    expiresAt: inSeconds(context, expiresIn),
  });
  const token = issueToken(context, {
    kind: 'access',
    scope: 'credential',
    clientId,
    user,
    grant,
    expiresIn,
    activation,
  });
  return ok({
    access_token: token.value,
    token_type: key.tokenType,
    expires_in: expiresIn,
    ...(key.signatureQualifier === undefined ? {} : { credentialID: key.credentialId }),
    ...(key.details === undefined
      ? {}
      : { authorization_details: grantedDetails(key.details, key.credentialId) }),
  });
}

async function refresh(context: RsspContext, client: RsspClient, form: Form): Promise<MethodAnswer> {
  const token = context.store.tokens.get(required(form, 'refresh_token'));
  if (token === undefined || token.kind !== 'refresh' || token.clientId !== client.id) {
    throw invalidGrant('Invalid parameter refresh_token');
  }
  if (isOver(context, token)) throw invalidGrant('Refresh token expired');
  const scope = form.get('scope');
  if (scope !== undefined && scope !== 'service')
    throw new Problem('invalid_scope', 'Invalid parameter scope');
  // RFC 9700 §4.14.2: each is used once. One that comes again is unknown by then.
  context.store.tokens.delete(token.value);
  return serviceTokens(context, token);
}

/** Ends all tokens of a grant. */
export function endGrant({ tokens }: Store, grant: string): void {
  for (const [value, token] of tokens) if (token.grant === grant) tokens.delete(value);
}

function invalidGrant(description: string): Problem {
  return new Problem('invalid_grant', description);
}
