/**
 * A Signer over a key at a remote provider.
 *
 * @see CSC API v1.0.4.0 §11, v2.0.0.2 §11
 * @module
 */
import type { CallOptions, Signer } from '@eseal/core';
import { createTurns } from '../client/in-turn.ts';
import { assertAllowed, type UseOptions } from './authorize-use.ts';
import { openCredential, refreshCredential } from './open-credential.ts';
import { assertAcceptable, batchLimit, signHashes } from './sign-hashes.ts';

/** Options of {@link createCscSigner}. */
export interface CscSignerOptions extends UseOptions {}

/**
 * A Signer over a credential of a CSC service. Each call of `sign` is one approval by the authorizer for exactly these
 * values, one request to the service, and the check of every value; calls that overlap wait for each other. What failed is never
 * asked for again: the error's `outcome` says whether a signature may exist.
 *
 * @throws CscError `SIGNER_KEY_NOT_FOUND`, `SIGNER_KEY_UNUSABLE`, `CERTIFICATE_NOT_VALID_NOW`, `CERTIFICATE_KEY_MISMATCH`,
 * `UNSUPPORTED_ALGORITHM`, `CSC_POLICY_REFUSED`, `INVALID_ARGUMENT` for several credentials and no choice, and what the
 * service's client throws
 * @example
 * ```ts
 * import type { Signer } from '@eseal/core';
 * import { askForFactors, clientCredentials, createCscClient, createCscSigner } from '@eseal/signer-csc';
 *
 * export function openRemoteSeal(clientSecret: () => Promise<string>, pin: () => Promise<string>): Promise<Signer> {
 *   const client = createCscClient({
 *     baseUrl: 'https://rssp.example/csc/v2',
 *     authentication: clientCredentials({ clientId: 'invoices', clientSecret }),
 *   });
 *   return createCscSigner({ client, credentialId: 'seal-1', authorizer: askForFactors(pin) });
 * }
 * ```
 */
export async function createCscSigner(options: CscSignerOptions, call?: CallOptions): Promise<Signer> {
  let open = await openCredential(options, call);
  assertAllowed(options, open.credential);
  const algorithms = open.algorithms.map(({ algorithm }) => algorithm);
  const maxBatch = batchLimit(open, options);
  const inTurn = createTurns();
  return {
    certificates: open.certificates,
    algorithms,
    maxBatch,
    authorizesEachCall: true,
    async sign(requests, signCall) {
      assertAcceptable(requests, algorithms, maxBatch);
      const use = async (): Promise<readonly Uint8Array[]> => {
        open = await refreshCredential(open, options, signCall);
        return signHashes(requests, open, options, signCall);
      };
      return inTurn(open.credential.id, use, signCall?.signal);
    },
  };
}
