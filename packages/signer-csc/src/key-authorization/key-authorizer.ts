/**
 * The second of two steps: whoever generates the seal approves the use of the key for exactly these documents. Its factors
 * belong to them, not to the application and not to the provider.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6, §2.7.1, §2.7.2
 * @module
 */
import type { CallOptions, DesignatedDocument } from '@eseal/core';
import type { CscClient } from '../client/client.ts';
import type { Authorization, HashList } from '../model/authorization.ts';
import type { Credential } from '../model/credential.ts';
import type { RemotePolicy } from '../policy/policy.ts';

/** What is to be approved: the documents, and the digests that stand for them at the service. */
export interface AuthorizationManifest extends HashList {
  /** One for each hash, in the same order; without document where the caller named none. */
  readonly items: readonly ManifestItem[];
  /** Values for the same documents whose hashes depend on these and follow later; 0 unless the caller declares some. */
  readonly dependents: number;
  /** SHA-256 of the canonical JSON of all this, in lower-case hexadecimal digits. */
  readonly digest: string;
}

/** One value that is to be approved. */
export interface ManifestItem {
  readonly document: DesignatedDocument | undefined;
}

/** A request for approval. */
export interface KeyAuthorizationRequest {
  readonly credential: Credential;
  readonly manifest: AuthorizationManifest;
  readonly client: CscClient;
  /** Held by whoever authorises: what may be a factor is only known when it is given. */
  readonly policy: RemotePolicy;
}

/** Who approves. Made by `askForFactors`, `authorizationCodeForKey`, `approvedByService`, `delegateTo`, or the caller's own. */
export interface KeyAuthorizer {
  /** How it approves; a policy may refuse some. */
  readonly kind: 'factors' | 'oauth2code' | 'service' | 'delegate';
  /** Where the service approves by itself: how the caller makes sure that the generator approved elsewhere. */
  readonly approvedOutOfBand?: string;
  /** @throws CscError `SIGNER_UNAUTHORIZED`, `SIGNER_PIN_INCORRECT`, `SIGNER_PIN_LOCKED` when it is not given */
  authorize(request: KeyAuthorizationRequest, options?: CallOptions): Promise<Authorization>;
}
