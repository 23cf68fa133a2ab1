/**
 * One use of the key up to its approval: digests are made here, named to whoever approves, and bound to the approval.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6, §2.7.1
 * @module
 */
import type { CallOptions, DesignatedDocument, SignRequest } from '@eseal/core';
import { digestBytes, signatureRow } from '@eseal/core/crypto';
import { CscError } from '../errors.ts';
import { assertAuthorizes, sameHashes } from '../key-authorization/authorization-rules.ts';
import type { AuthorizationManifest, KeyAuthorizer } from '../key-authorization/key-authorizer.ts';
import { createAuthorizationManifest } from '../key-authorization/manifest.ts';
import type { Authorization, HashList } from '../model/authorization.ts';
import type { Credential } from '../model/credential.ts';
import type { SignHashRequest } from '../model/requests.ts';
import { DEFAULT_POLICY } from '../policy/policies.ts';
import type { RemotePolicy } from '../policy/policy.ts';
import { assertAllowedAuthorization, assertAllowedUse, assertAllowedValues } from '../policy/rules.ts';
import { type CredentialOptions, clockOf, type OpenCredential } from './open-credential.ts';
import type { SignAlgorithm } from './sign-algorithms.ts';
import type { SigningEvent } from './signing-event.ts';

/** How a remote key is used. */
export interface UseOptions extends CredentialOptions {
  /** Who approves each use of the key: the second of the two steps. */
  readonly authorizer: KeyAuthorizer;
  /** What is refused beyond what is always refused. Default `DEFAULT_POLICY`. */
  readonly policy?: RemotePolicy;
  /** Told of every use of the key, also of those that failed. */
  readonly onEvent?: (event: SigningEvent) => void;
}

/** Values that are wanted, as digests that stand for documents. */
export interface Designation {
  readonly algorithm: SignAlgorithm;
  readonly manifest: AuthorizationManifest;
}

/**
 * Names what is to be approved.
 *
 * @param requests - at least one, all for the same algorithm
 * @param dependents - how many further values of the same document will follow that depend on these
 */
export async function designate(
  requests: readonly SignRequest[],
  { algorithms }: OpenCredential,
  dependents = 0,
): Promise<Designation> {
  const algorithm = algorithms.find((known) => known.algorithm === requests[0]?.algorithm);
  if (algorithm === undefined)
    throw new CscError('INVALID_ARGUMENT', 'nothing to sign', { outcome: 'not-sent' });
  const digestAlgorithm = signatureRow(algorithm.algorithm).digest;
  const hashes = await Promise.all(
    requests.map(async ({ dataToBeSigned }) => digestBytes(digestAlgorithm, dataToBeSigned)),
  );
  const documents = requests.map(({ document }) => document);
  return designateHashes(algorithm, { digestAlgorithm, hashes }, documents, dependents);
}

/** Names what is to be approved by hashes that are there already. */
export async function designateHashes(
  algorithm: SignAlgorithm,
  hashes: HashList,
  documents: readonly (DesignatedDocument | undefined)[],
  dependents = 0,
): Promise<Designation> {
  return { algorithm, manifest: await createAuthorizationManifest(hashes, documents, { dependents }) };
}

/**
 * Asks for the approval of exactly what was designated.
 *
 * @throws CscError as {@link approve} does
 */
export async function authorizeUse(
  designation: Designation,
  { credential }: Pick<OpenCredential, 'credential'>,
  options: UseOptions,
  call?: CallOptions,
): Promise<SignHashRequest> {
  const authorization = await approve(designation.manifest, credential, options, call);
  return signHashRequest(credential, designation, authorization);
}

/** What is asked for with an approval. */
export function signHashRequest(
  credential: Credential,
  { algorithm: { signAlgo, signAlgoParams }, manifest: { digestAlgorithm, hashes } }: Designation,
  authorization: Authorization,
): SignHashRequest {
  return {
    credential,
    authorization,
    digestAlgorithm,
    hashes,
    signAlgo,
    ...(signAlgoParams && { signAlgoParams }),
  };
}

/**
 * An approval of exactly what is on the manifest.
 *
 * @throws CscError `CSC_POLICY_REFUSED`, `SIGNER_UNAUTHORIZED`, `SIGNER_PIN_INCORRECT`, `SIGNER_PIN_LOCKED`
 */
export async function approve(
  manifest: AuthorizationManifest,
  credential: Credential,
  options: UseOptions,
  call?: CallOptions,
): Promise<Authorization> {
  const { authorizer, client } = options;
  const policy = assertAllowed(options, credential);
  const authorization = await authorizer.authorize({ credential, manifest, client, policy }, call);
  const { authentication } = client;
  // Whoever lets the service approve has said so.
  if (authorizer.kind !== 'service')
    assertAllowedAuthorization(policy, { authentication, secret: authorization.secret });
  assertApproved(authorization, manifest, credential, options);
  return authorization;
}

/**
 * Refuses an approval that is for anything but what is on the manifest or, as the policy has it, for anything more.
 *
 * @throws CscError `SIGNER_UNAUTHORIZED`, `CSC_POLICY_REFUSED`
 */
export function assertApproved(
  authorization: Authorization,
  { dependents, digestAlgorithm, hashes }: AuthorizationManifest,
  { id: credentialId }: Credential,
  options: UseOptions,
): void {
  assertAuthorizes(authorization, { credentialId, digestAlgorithm, hashes }, clockOf(options)());
  const isSpare = authorization.remaining > hashes.length + dependents;
  const isExactlyAuthorized = !isSpare && sameHashes(authorization.hashes, hashes);
  assertAllowedValues(options.policy ?? DEFAULT_POLICY, { isExactlyAuthorized });
}

/** The policy, after it has allowed this way of using this credential. */
export function assertAllowed(
  { authorizer, client, policy = DEFAULT_POLICY }: UseOptions,
  credential: Credential,
): RemotePolicy {
  assertAllowedUse(policy, { authentication: client.authentication, authorizer, credential });
  return policy;
}
