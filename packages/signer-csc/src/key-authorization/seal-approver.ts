/**
 * The generator's half of an approval in another process: it checks what it is asked to approve against what it designated,
 * and gives an authorisation for exactly that.
 *
 * It sees digests of documents as the application states them beside the hashes that are signed. That a hash belongs to its
 * document is checked by whoever prepares the seal; a generator that does not trust the application to do so prepares itself.
 *
 * @see MIC Guidelines on e-Seal, 2nd edition, §2.6, §2.7.2
 * @module
 */
import { type CallOptions, type DesignatedDocument, isEsealError } from '@eseal/core';
import { digestRow } from '@eseal/core/crypto';
import type { CscClient } from '../client/client.ts';
import { CscError } from '../errors.ts';
import type { FactorValue } from '../model/requests.ts';
import { DEFAULT_POLICY } from '../policy/policies.ts';
import type { RemotePolicy } from '../policy/policy.ts';
import { assertAllowedUse } from '../policy/rules.ts';
import {
  type ApprovalAnswer,
  type ApprovalRequest,
  encodeApprovalAnswer,
  parseApprovalRequest,
} from './approval-message.ts';
import type { AuthorizationManifest, KeyAuthorizer } from './key-authorizer.ts';
import { manifestDigest } from './manifest.ts';

/** What the generator gives. */
export type Approval =
  /** An authorisation, obtained here: factors never leave this process. */
  | { readonly kind: 'authorization'; readonly authorizer: KeyAuthorizer }
  /** The factors themselves. Policies after the MIC Guidelines refuse them on the other side. */
  | {
      readonly kind: 'factors';
      readonly give: (manifest: AuthorizationManifest) => Promise<readonly Required<FactorValue>[]>;
    };

/** Options of {@link createSealApprover}. */
export interface SealApproverOptions {
  /** The generator's own access to the service. */
  readonly client: CscClient;
  readonly approval: Approval;
  /** Whether the generator designated this document, with this digest. Asked for every one. */
  readonly isDesignated: (
    document: Required<Pick<DesignatedDocument, 'id' | 'digest'>> & DesignatedDocument,
  ) => boolean | Promise<boolean>;
  /** Credentials that may be used. Default: each that the client can see. */
  readonly credentialIds?: readonly string[];
  /** Most values that may follow for the designated documents, whose hashes nobody sees here. Default 0. */
  readonly mostDependents?: number;
  readonly policy?: RemotePolicy;
}

/** Answers one message. The answer is as secret as the authorisation in it. */
export type SealApprover = (message: string, options?: CallOptions) => Promise<string>;

/** Requests that are remembered, so that none is answered twice. */
const REMEMBERED = 10_000;

/** Makes the generator's half. */
export function createSealApprover(options: SealApproverOptions): SealApprover {
  const answered = new Set<string>();
  return async (message, call = {}) => {
    const request = parseApprovalRequest(message);
    const asked = { id: request.id, manifestDigest: request.manifest.digest };
    try {
      remember(answered, request.id);
      await assertDesignated(request, options);
      return encodeApprovalAnswer(asked, await approve(request, options, call));
    } catch (error) {
      if (!isEsealError(error)) throw error;
      return encodeApprovalAnswer(asked, { kind: 'refused', reason: error.code });
    }
  };
}

function remember(answered: Set<string>, id: string): void {
  if (answered.has(id)) throw refused('this request was answered before');
  answered.add(id);
  const [oldest] = answered;
  if (answered.size > REMEMBERED && oldest !== undefined) answered.delete(oldest);
}

async function assertDesignated(request: ApprovalRequest, options: SealApproverOptions): Promise<void> {
  const { manifest, baseUrl, credentialId } = request;
  if (baseUrl !== options.client.baseUrl) throw refused('the request is for another service');
  if (options.credentialIds !== undefined && !options.credentialIds.includes(credentialId)) {
    throw refused('the request is for a credential that may not be used');
  }
  if (manifest.dependents > (options.mostDependents ?? 0)) {
    throw refused('more values would follow than the generator allows');
  }
  const { length } = digestRow(manifest.digestAlgorithm);
  if (manifest.hashes.some((hash) => hash.length !== length)) throw refused('a hash is no digest');
  const { digest, ...parts } = manifest;
  if ((await manifestDigest(parts)) !== digest)
    throw refused('the manifest is not the one that its digest names');
  for (const { document } of manifest.items) {
    if (document?.digest === undefined) throw refused('a value is for a document that is not named');
    if (!(await options.isDesignated({ ...document, digest: document.digest }))) {
      throw refused('a document is not among those that the generator designated');
    }
  }
}

async function approve(
  { manifest, credentialId }: ApprovalRequest,
  { approval, client, policy = DEFAULT_POLICY }: SealApproverOptions,
  call: CallOptions,
): Promise<ApprovalAnswer> {
  if (approval.kind === 'factors') return { kind: 'factors', factors: await approval.give(manifest) };
  const { authorizer } = approval;
  const credential = await client.credential(credentialId, call);
  assertAllowedUse(policy, { authentication: client.authentication, authorizer, credential });
  const authorization = await authorizer.authorize({ client, credential, manifest, policy }, call);
  return { kind: 'authorized', authorization };
}

function refused(message: string): CscError {
  return new CscError('CSC_POLICY_REFUSED', message, { outcome: 'not-sent' });
}
