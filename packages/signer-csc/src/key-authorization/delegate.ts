/**
 * The application's half of an approval in another process: it sends the manifest to the generator of the seal and gets an
 * authorisation for exactly that back. It never holds a factor, unless its policy allows.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6, §2.7.2
 * @module
 */
import { assertNever, type CallOptions, toHex } from '@eseal/core';
import { randomBytes } from '@eseal/core/crypto';
import { CscError } from '../errors.ts';
import type { Authorization } from '../model/authorization.ts';
import type { FactorValue } from '../model/requests.ts';
import { assertAllowedAuthorization, assertAllowedFactors } from '../policy/rules.ts';
import {
  type AnsweredRequest,
  type ApprovalAnswer,
  encodeApprovalRequest,
  parseApprovalAnswer,
} from './approval-message.ts';
import { authorizeManifest } from './authorize-manifest.ts';
import type { KeyAuthorizationRequest, KeyAuthorizer } from './key-authorizer.ts';

/**
 * Carries a request to the generator's process and the answer back: over a channel that is confidential and where each side
 * knows the other, since the answer holds the authorisation.
 */
export type SealRequester = (message: string, options: CallOptions) => Promise<string>;

/** An authorizer that asks the generator's process. */
export function delegateTo(send: SealRequester): KeyAuthorizer {
  return {
    kind: 'delegate',
    async authorize(request, call = {}) {
      const { client, credential, manifest } = request;
      const id = toHex(randomBytes(16));
      const { baseUrl } = client;
      const message = encodeApprovalRequest({ id, baseUrl, credentialId: credential.id, manifest });
      const asked: AnsweredRequest = { id, manifestDigest: manifest.digest };
      return authorizationOf(parseApprovalAnswer(await send(message, call), asked), request, call);
    },
  };
}

function authorizationOf(
  answer: ApprovalAnswer,
  request: KeyAuthorizationRequest,
  call: CallOptions,
): Promise<Authorization> | Authorization {
  switch (answer.kind) {
    case 'authorized':
      return authorizedBy(answer.authorization, request);
    case 'factors':
      return authorizeWith(answer.factors, request, call);
    case 'refused':
      throw new CscError('SIGNER_UNAUTHORIZED', 'the generator of the seal refused', {
        outcome: 'rejected',
        facts: { reason: answer.reason.slice(0, 100) },
      });
    default:
      return assertNever(answer);
  }
}

function authorizedBy(
  given: Pick<Authorization, 'secret' | 'carrier' | 'notAfter'>,
  { client, credential, manifest, policy }: KeyAuthorizationRequest,
): Authorization {
  assertAllowedAuthorization(policy, { authentication: client.authentication, secret: given.secret });
  return Object.freeze({
    ...given,
    credentialId: credential.id,
    digestAlgorithm: manifest.digestAlgorithm,
    hashes: manifest.hashes,
    remaining: manifest.hashes.length + manifest.dependents,
  });
}

function authorizeWith(
  factors: readonly FactorValue[],
  request: KeyAuthorizationRequest,
  call: CallOptions,
): Promise<Authorization> {
  const { authentication } = request.client;
  assertAllowedFactors(request.policy, { authentication, factors, givenBy: 'another-process' });
  return authorizeManifest(request, factors, call);
}
