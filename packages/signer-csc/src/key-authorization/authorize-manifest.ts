/**
 * One request for the use of a key, for exactly what a manifest says.
 *
 * @see CSC API v1.0.4.0 §11.6, v2.0.0.2 §11.8
 * @module
 */
import type { Authorization } from '../model/authorization.ts';
import type { AuthorizeRequest, FactorValue } from '../model/requests.ts';
import { type AwaitAuthorizationOptions, awaitAuthorization } from './await-authorization.ts';
import type { KeyAuthorizationRequest } from './key-authorizer.ts';
import { describeManifest } from './manifest.ts';

/**
 * Authorises a manifest with these factors, once, and waits for whoever approves elsewhere.
 *
 * @throws CscError `CSC_OUTCOME_UNKNOWN` when no answer came, or no approval in time: it may have been given all the same
 */
export async function authorizeManifest(
  { client, credential, manifest }: Pick<KeyAuthorizationRequest, 'client' | 'credential' | 'manifest'>,
  factors: readonly FactorValue[],
  options: AwaitAuthorizationOptions = {},
): Promise<Authorization> {
  const { digestAlgorithm, hashes, dependents } = manifest;
  const request: AuthorizeRequest = {
    credential,
    digestAlgorithm,
    hashes,
    factors,
    signatures: hashes.length + dependents,
    description: describeManifest(manifest),
  };
  return awaitAuthorization(client, request, await client.authorize(request, options), options);
}
