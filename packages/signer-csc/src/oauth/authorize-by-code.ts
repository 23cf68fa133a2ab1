/**
 * Asks a person's leave at an authorisation server and trades the code for a token.
 *
 * @see RFC 6749 §4.1, RFC 7636, RFC 9126; CSC API v1.0.4.0 §8.4.2, v2.0.0.2 §8.4.2, §8.4.3
 * @module
 */
import { assertNever, type CallOptions, utf8 } from '@eseal/core';
import { digestBytes, randomBytes } from '@eseal/core/crypto';
import {
  allowInsecureRequests,
  customFetch,
  processPushedAuthorizationResponse,
  pushedAuthorizationRequest,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { CscError } from '../errors.ts';
import { toBase64Url } from '../util/base64.ts';
import { type Secret, secret } from '../util/secret.ts';
import { type AccountClaims, createAccountToken } from './account-token.ts';
import { allowsHttp } from './authorization-server.ts';
import { asOAuthError } from './oauth-errors.ts';
import { createOAuthFetch } from './oauth-fetch.ts';
import { readRedirectAnswer } from './redirect-answer.ts';
import { type OAuthParty, requestToken } from './token-request.ts';

/**
 * Shows an address to whoever is asked, in a browser, and resolves with the address that they were sent back to, query
 * included. Called once for each approval.
 */
export type OpenAddress = (address: string, options: CallOptions) => Promise<string>;

/** How a person is asked. */
export interface BrowserOptions {
  readonly open: OpenAddress;
  /** As registered at the server. */
  readonly redirectUri: string;
  /** The one account to be asked. Needs the client's secret. Default: whoever is at the browser. */
  readonly account?: Omit<AccountClaims, 'clientId'>;
  /** Language of the pages (RFC 5646). */
  readonly lang?: string;
}

/** Bytes of chance in `state` and in the verifier. */
const RANDOM_LENGTH = 32;

/** Longest address that browsers and servers are known to take. */
const LONGEST_ADDRESS = 2083;

/** Parameters of the request, and those that are sent again with the code. */
export interface CodeRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly repeated?: Readonly<Record<string, string>>;
}

/** Asks for leave and takes the token. */
export async function authorizeByCode(
  party: OAuthParty,
  request: CodeRequest,
  browser: BrowserOptions,
  call: CallOptions = {},
): Promise<TokenEndpointResponse> {
  const state = secret(toBase64Url(randomBytes(RANDOM_LENGTH)));
  const verifier = party.context.profile.pkce === 'never' ? undefined : newVerifier();
  const parameters = {
    ...request.parameters,
    response_type: 'code',
    client_id: party.authentication.client.client_id,
    redirect_uri: browser.redirectUri,
    state: state.reveal(),
    ...(verifier && (await challengeOf(verifier))),
    ...(browser.lang !== undefined && { lang: browser.lang }),
    ...(browser.account && { account_token: (await accountToken(party, browser.account)).reveal() }),
  };
  const begunAt = party.context.now();
  const answer = await browser.open(await requestAddress(party, parameters, call), call);
  const code = readRedirectAnswer(answer, party, { state, redirectUri: browser.redirectUri, begunAt });
  return requestToken(
    party,
    'authorization_code',
    {
      ...request.repeated,
      code: code.reveal(),
      redirect_uri: browser.redirectUri,
      ...(verifier && { code_verifier: verifier.reveal() }),
    },
    call,
  );
}

function newVerifier(): Secret {
  return secret(toBase64Url(randomBytes(RANDOM_LENGTH)));
}

async function challengeOf(verifier: Secret): Promise<Record<string, string>> {
  const digest = await digestBytes('SHA-256', utf8(verifier.reveal()));
  return { code_challenge: toBase64Url(digest), code_challenge_method: 'S256' };
}

async function accountToken(
  { authentication, context }: OAuthParty,
  account: Omit<AccountClaims, 'clientId'>,
): Promise<Secret> {
  const { client, secret: clientSecret } = authentication;
  if (clientSecret === undefined) {
    throw new CscError('INVALID_ARGUMENT', 'a token that names an account needs clientSecret', {
      outcome: 'not-sent',
    });
  }
  return createAccountToken({ ...account, clientId: client.client_id }, clientSecret, context.now());
}

/** The address for the browser: with everything in it, or with a reference to what was pushed before. */
async function requestAddress(
  party: OAuthParty,
  parameters: Readonly<Record<string, string>>,
  call: CallOptions,
): Promise<string> {
  const { authorization_endpoint: endpoint } = party.server.metadata;
  if (endpoint === undefined) {
    throw new CscError('INVALID_ARGUMENT', 'the authorisation server has no address for browsers', {
      outcome: 'not-sent',
    });
  }
  const isPushed = await usesPushedRequests(party, call);
  const query = isPushed
    ? { client_id: party.authentication.client.client_id, request_uri: await push(party, parameters, call) }
    : parameters;
  const address = new URL(endpoint);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  if (address.href.length <= LONGEST_ADDRESS) return address.href;
  throw new CscError(
    'CSC_REQUEST_INVALID',
    `the address would have ${address.href.length} characters: push the request first, or ask for fewer hashes`,
    { outcome: 'not-sent', facts: { method: 'oauth2/authorize' } },
  );
}

async function usesPushedRequests({ context, server }: OAuthParty, call: CallOptions): Promise<boolean> {
  switch (context.profile.pushedAuthorization) {
    case 'require':
      return true;
    case 'never':
      return false;
    case 'auto':
      return server.isIssuerKnown
        ? server.metadata.pushed_authorization_request_endpoint !== undefined
        : (await context.info(call)).methods.includes('oauth2/pushed_authorize');
    default:
      return assertNever(context.profile.pushedAuthorization);
  }
}

async function push(
  { authentication, context, server }: OAuthParty,
  parameters: Readonly<Record<string, string>>,
  call: CallOptions,
): Promise<string> {
  const { authenticate, client } = authentication;
  try {
    const response = await pushedAuthorizationRequest(server.metadata, client, authenticate, parameters, {
      [allowInsecureRequests]: allowsHttp(context),
      [customFetch]: createOAuthFetch({ transport: context.transport, body: 'form', ...call }),
    });
    return (await processPushedAuthorizationResponse(server.metadata, client, response)).request_uri;
  } catch (error) {
    throw asOAuthError(error, { method: 'oauth2/pushed_authorize', spends: false });
  }
}
