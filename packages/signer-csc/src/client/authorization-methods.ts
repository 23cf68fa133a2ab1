/**
 * Methods that lead to leave to use a key.
 *
 * @see CSC API v1.0.4.0 §11.6-§11.8, v2.0.0.2 §11.8-§11.11
 * @module
 */
import { CscError } from '../errors.ts';
import type { Authorization, HashList } from '../model/authorization.ts';
import type { AuthorizeRequest } from '../model/requests.ts';
import {
  type AuthorizationTerms,
  readAuthorization,
  readAuthorizationAnswer,
  readChallenge,
} from '../wire/authorization-answer.ts';
import {
  authorizeBody,
  authorizeCheckBody,
  challengeBody,
  extendBody,
  sendOtpBody,
} from '../wire/request-bodies.ts';
import type { CscClient } from './client.ts';
import { createTurns } from './in-turn.ts';
import { orNotBegun } from './not-begun.ts';
import type { Service } from './service.ts';
import { createSpacing } from './spacing.ts';

type Methods = 'authorize' | 'authorizeCheck' | 'extendTransaction' | 'sendOtp' | 'challenge';

/** The methods. */
export function authorizationMethods(service: Service): Pick<CscClient, Methods> {
  const { now } = service.context;
  const inTurn = createTurns();
  const spaced = createSpacing(service.context.timer);
  return {
    async authorize(request, options) {
      const method = 'credentials/authorize';
      assertAuthorizable(request, method);
      const body = authorizeBody(await service.writing(options), request);
      const ask = async () => {
        const answer = await service.call({ method, body }, options);
        return readAuthorizationAnswer(answer, termsOf(method, request), { received: now() });
      };
      return orNotBegun(method, () => inTurn(request.credential.id, ask, options?.signal));
    },
    async authorizeCheck(request, handle, options) {
      const method = 'credentials/authorizeCheck';
      const answer = await service.call({ method, body: authorizeCheckBody(handle) }, options);
      return readAuthorizationAnswer(answer, termsOf(method, request), {
        received: now(),
        handle: handle.reveal(),
      });
    },
    async extendTransaction(authorization, hashes, options) {
      const method = 'credentials/extendTransaction';
      assertHashes(hashes, authorization.remaining, method);
      const body = extendBody(await service.writing(options), authorization, hashes);
      const answer = await service.call({ method, body, ...bearerOf(authorization) }, options);
      return readAuthorization(answer, extendedTerms(service, method, authorization, hashes), now());
    },
    async sendOtp(credentialId, options) {
      const method = 'credentials/sendOTP';
      await spaced(method, credentialId, () =>
        service.call({ method, body: sendOtpBody(credentialId) }, options),
      );
    },
    async challenge(credentialId, factorId, options) {
      const method = 'credentials/getChallenge';
      const body = challengeBody(credentialId, factorId);
      const key = `${credentialId} ${factorId}`;
      return readChallenge(await spaced(method, key, () => service.call({ method, body }, options)));
    },
  };
}

/** The authorisation as bearer token, where it goes there. */
export function bearerOf({ carrier, secret }: Authorization): { readonly bearer?: Authorization['secret'] } {
  return carrier === 'bearer' ? { bearer: secret } : {};
}

function termsOf(method: string, request: AuthorizeRequest): AuthorizationTerms {
  return {
    method,
    credentialId: request.credential.id,
    digestAlgorithm: request.digestAlgorithm,
    hashes: request.hashes,
    carrier: 'body',
    signatures: request.signatures ?? request.hashes.length,
    factors: request.factors.flatMap(({ value }) => value ?? []),
  };
}

function extendedTerms(
  { context }: Service,
  method: string,
  { credentialId, remaining, carrier, secret }: Authorization,
  { digestAlgorithm, hashes }: HashList,
): AuthorizationTerms {
  const goesToHeader = context.profile.sadCarrier === 'bearer-after-extension';
  return {
    method,
    credentialId,
    digestAlgorithm,
    hashes,
    carrier: goesToHeader ? 'bearer' : carrier,
    signatures: remaining,
    factors: secret.obtainedWith ?? [],
  };
}

function assertAuthorizable(request: AuthorizeRequest, method: string): void {
  const { credential, description = '', signatures = request.hashes.length } = request;
  if (credential.authorization.mode === 'oauth2code') {
    throw refused(method, 'this credential is authorised at an authorisation server');
  }
  assertHashes(request, credential.maxSignatures, method);
  if (!Number.isSafeInteger(signatures) || signatures < request.hashes.length) {
    throw refused(method, 'signatures is not a number of at least as many as hashes');
  }
  if (signatures > credential.maxSignatures)
    throw refused(method, 'more signatures than the credential allows');
  if (description.length > 500) throw refused(method, 'the description has more than 500 characters');
}

function assertHashes({ hashes }: HashList, most: number, method: string): void {
  if (hashes.length === 0) throw refused(method, 'there are no hashes');
  if (hashes.length > most) throw refused(method, `${hashes.length} hashes where ${most} are allowed`);
}

function refused(method: string, why: string): CscError {
  return new CscError('INVALID_ARGUMENT', `${method}: ${why}`, { outcome: 'not-sent', facts: { method } });
}
