/**
 * Finds, or has made, a credential of a kind: the authorisation server chooses it, and its certificate is known before
 * anything is prepared. What is sealed afterwards needs a second approval, bound to the hashes.
 *
 * @see CSC API v2.0.0.2 §8.4.2 (signatureQualifier), §8.4.4 (credentialID)
 * @module
 */
import type { CallOptions } from '@eseal/core';
import type { CscClient } from '../client/client.ts';
import { CscError } from '../errors.ts';
import type { Credential } from '../model/credential.ts';
import { authorizeByCode } from '../oauth/authorize-by-code.ts';
import { createPartyFactory } from '../oauth/create-party.ts';
import { revokeToken } from '../oauth/token-request.ts';
import { secret } from '../util/secret.ts';
import { readCredential } from '../wire/credential-answer.ts';
import { WIRE_NAMES } from '../wire/names.ts';
import { credentialBody } from '../wire/request-bodies.ts';
import type { AuthorizationCodeForKeyOptions } from './authorization-code-for-key.ts';

/**
 * Asks for a credential of a kind.
 *
 * The token that names it is bound to no hash, so nothing is signed with it: it reads the credential and is revoked.
 *
 * @param signatureQualifier - such as `eu_eidas_qeseal`
 */
export async function resolveCredential(
  client: CscClient,
  signatureQualifier: string,
  options: AuthorizationCodeForKeyOptions,
  call: CallOptions = {},
): Promise<Credential> {
  const party = await createPartyFactory(options)(client.context, call);
  const parameters = { scope: 'credential', signatureQualifier, numSignatures: '1' };
  const answer = await authorizeByCode(party, { parameters }, options, call);
  const token = secret(answer.access_token);
  try {
    const { credentialID: id } = answer;
    if (typeof id !== 'string' || id === '') throw unnamed();
    const names = WIRE_NAMES[await client.dialect(call)];
    const body = credentialBody({ names, profile: client.profile }, id);
    const request = { method: 'credentials/info', body, bearer: token };
    return readCredential(id, (await client.call(request, call)).body);
  } finally {
    // A server without revocation lets it end by itself.
    await revokeToken(party, token, 'access_token', call).catch(() => undefined);
  }
}

function unnamed(): CscError {
  return new CscError('CSC_ANSWER_INVALID', 'oauth2/token: the answer names no credential', {
    outcome: 'rejected',
    facts: { method: 'oauth2/token' },
  });
}
