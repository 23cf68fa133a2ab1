/**
 * Approval at an authorisation server: whoever generates the seal sees what is asked and gives leave for exactly these hashes.
 *
 * @see RFC 6749 §4.1, RFC 9396; CSC API v1.0.4.0 §8.4.2, v2.0.0.2 §8.4.2; MIC Guidelines on e-Seal, 2nd edition, §2.7.1
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { TokenEndpointResponse } from 'oauth4webapi';
import type { CscClient } from '../client/client.ts';
import { createTurns } from '../client/in-turn.ts';
import { CscError } from '../errors.ts';
import type { Authorization } from '../model/authorization.ts';
import { createAuthorization } from '../model/create-authorization.ts';
import type { Credential } from '../model/credential.ts';
import { authorizeByCode, type BrowserOptions } from '../oauth/authorize-by-code.ts';
import { createPartyFactory, type OAuthOptions } from '../oauth/create-party.ts';
import type { OAuthParty } from '../oauth/token-request.ts';
import { assertAllowedAuthorization } from '../policy/rules.ts';
import { secret } from '../util/secret.ts';
import { WIRE_NAMES } from '../wire/names.ts';
import { assertGranted, type WantedGrant } from './authorization-details.ts';
import type { KeyAuthorizationRequest, KeyAuthorizer } from './key-authorizer.ts';
import { type KeyParameters, plainParameters, richParameters } from './key-parameters.ts';

/** Options of {@link authorizationCodeForKey}. */
export interface AuthorizationCodeForKeyOptions extends OAuthOptions, BrowserOptions {
  /** Whether to ask with authorisation details. Default: where the service says that it takes them. */
  readonly richAuthorization?: boolean;
}

/**
 * An authorizer that asks at an authorisation server, in a browser or wherever `open` asks. Each approval is another request
 * with hashes of its own: no token of the first step is used, and none is kept.
 */
export function authorizationCodeForKey(options: AuthorizationCodeForKeyOptions): KeyAuthorizer {
  const createParty = createPartyFactory(options);
  const inTurn = createTurns();

  const approve = async (request: KeyAuthorizationRequest, call: CallOptions): Promise<Authorization> => {
    assertAsksElsewhere(request.credential);
    const { client, manifest, policy } = request;
    const party = await createParty(client.context, call);
    const asked = await keyParameters(request, party, options, call);
    const answer = await authorizeByCode(party, asked, options, call);
    assertTokenFor(answer, request.credential.id, asked.wanted);
    const token = secret(answer.access_token);
    assertAllowedAuthorization(policy, { authentication: client.authentication, secret: token });
    return createAuthorization(
      {
        credentialId: request.credential.id,
        digestAlgorithm: manifest.digestAlgorithm,
        hashes: manifest.hashes,
        secret: token,
        carrier: await carrierOf(client, answer, call),
        signatures: signaturesOf(request),
        expiresIn: answer.expires_in,
      },
      client.context.now(),
    );
  };

  return {
    kind: 'oauth2code',
    authorize: (request, call = {}) =>
      inTurn(request.credential.id, () => approve(request, call), call.signal),
  };
}

function signaturesOf({ manifest }: KeyAuthorizationRequest): number {
  return manifest.hashes.length + manifest.dependents;
}

function assertAsksElsewhere({ authorization }: Credential): void {
  if (authorization.mode === 'oauth2code') return;
  const other = authorization.mode === 'implicit' ? 'approvedByService' : 'askForFactors';
  throw new CscError(
    'INVALID_ARGUMENT',
    `this credential is not authorised at an authorisation server: use ${other}`,
    { outcome: 'not-sent' },
  );
}

async function keyParameters(
  request: KeyAuthorizationRequest,
  party: OAuthParty,
  options: AuthorizationCodeForKeyOptions,
  call: CallOptions,
): Promise<KeyParameters> {
  const { client, credential, manifest } = request;
  const wanted = { credentialId: credential.id, manifest, signatures: signaturesOf(request) };
  const type = await detailsType(client, party, options, call);
  if (type !== undefined) return richParameters(wanted, type, client.profile);
  return plainParameters(wanted, WIRE_NAMES[await client.dialect(call)], client.profile);
}

/** `undefined` where parameters of their own are sent. */
async function detailsType(
  client: CscClient,
  { server }: OAuthParty,
  { richAuthorization }: AuthorizationCodeForKeyOptions,
  call: CallOptions,
): Promise<WantedGrant['type'] | undefined> {
  const { richAuthorizationType: type } = client.profile;
  if (type === 'none' || richAuthorization === false) return undefined;
  if (richAuthorization === true || type === 'digest_signing') return type;
  const names = WIRE_NAMES[await client.dialect(call)];
  if (names.factors === 'members') return undefined;
  const offered = server.metadata.authorization_details_types_supported;
  const { supportsRichAuthorization } = await client.info(call);
  return supportsRichAuthorization || (Array.isArray(offered) && offered.includes(type)) ? type : undefined;
}

/** A token for another credential, or for less or more than was asked, is not used. */
function assertTokenFor(
  answer: TokenEndpointResponse,
  credentialId: string,
  wanted: WantedGrant | undefined,
): void {
  const { credentialID, scope } = answer;
  const isOther = credentialID !== undefined && credentialID !== credentialId;
  if (isOther || (scope ?? 'credential').split(' ').some((each) => KEY_LIFE_SCOPES.includes(each))) {
    throw new CscError(
      'SIGNER_UNAUTHORIZED',
      'oauth2/token: the token is for something else than was asked',
      {
        outcome: 'rejected',
        facts: { method: 'oauth2/token' },
      },
    );
  }
  if (wanted !== undefined) assertGranted(answer.authorization_details, wanted);
}

/** Scopes of tokens that make or remove credentials. */
const KEY_LIFE_SCOPES = ['credential-creation', 'credential-deletion'];

/** Version 1 sends it as SAD beside the service's token; version 2 in place of that. */
async function carrierOf(
  client: CscClient,
  { token_type: type }: TokenEndpointResponse,
  call: CallOptions,
): Promise<Authorization['carrier']> {
  const names = WIRE_NAMES[await client.dialect(call)];
  return type === 'sad' || names.factors === 'members' ? 'body' : 'bearer';
}
