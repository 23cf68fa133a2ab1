/**
 * Approval by the service alone: seals that are made without anyone being asked. The MIC Guidelines do not count it as key
 * authorisation, so policies after them refuse it unless the generator is asked elsewhere.
 *
 * @see CSC API v1.0.4.0 §11.6 (implicit), v2.0.0.2 §8.5; MIC Guidelines on e-Seal, 2nd edition, §2.7.2
 * @module
 */
import type { CallOptions } from '@eseal/core';
import { CscError } from '../errors.ts';
import type { Authorization } from '../model/authorization.ts';
import { createAuthorization } from '../model/create-authorization.ts';
import { authorizeManifest } from './authorize-manifest.ts';
import type { KeyAuthorizationRequest, KeyAuthorizer } from './key-authorizer.ts';

/** Options of {@link approvedByService}. */
export interface ApprovedByServiceOptions {
  /** `authorize`: asked of the service without factors. `service-token`: the token of the first step is enough. Default `authorize`. */
  readonly form?: 'authorize' | 'service-token';
  /** How the caller makes sure that the generator approves, such as `approval in the provider's app, contract of 2026`. */
  readonly approvedOutOfBand?: string;
  /** Time for an approval in another channel, in milliseconds. Default: the profile's. */
  readonly approvalTimeoutMs?: number;
}

/** An authorizer that gives no factor. */
export function approvedByService(options: ApprovedByServiceOptions = {}): KeyAuthorizer {
  const { approvedOutOfBand, form = 'authorize' } = options;
  return {
    kind: 'service',
    ...(approvedOutOfBand !== undefined && { approvedOutOfBand }),
    authorize: (request, call = {}) =>
      form === 'authorize'
        ? authorizeManifest(request, [], { ...options, ...call })
        : useServiceToken(request, call),
  };
}

async function useServiceToken(
  { client, credential, manifest }: KeyAuthorizationRequest,
  call: CallOptions,
): Promise<Authorization> {
  const token = await client.authentication.token(client.context, call);
  if (token === undefined) {
    throw new CscError('INVALID_ARGUMENT', 'the first step gives no token that could approve', {
      outcome: 'not-sent',
    });
  }
  const { digestAlgorithm, hashes, dependents } = manifest;
  return createAuthorization(
    {
      credentialId: credential.id,
      digestAlgorithm,
      hashes,
      secret: token,
      carrier: 'bearer',
      signatures: hashes.length + dependents,
      expiresIn: undefined,
    },
    client.context.now(),
  );
}
