/**
 * Keys at a service from their generation to their end, for those who issue certificates for them: one service, several CAs.
 *
 * @see ETSI TS 119 431-1 (generation, linking and deletion of signing keys); MIC Guidelines on e-Seal, 2nd edition, §2.5
 * @module
 */
import { type CallOptions, equalBytes, readable, toBase64 } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import type { CscClient } from '../client/client.ts';
import { CscError } from '../errors.ts';
import { callExtension } from './call-extension.ts';
import { assertWithoutSecrets, type EidMeans } from './eid-means.ts';
import {
  type KeyKind,
  type KeyLifecycle,
  keyMembers,
  type ManagedKey,
  readLifecycle,
  readManagedKey,
} from './managed-key.ts';
import {
  type ApprovalOptions,
  type ProofOfPossessionRequest,
  requestCertification,
} from './proof-of-possession.ts';

/** A key that is wanted. */
export interface GenerateKeyRequest {
  /** Chosen by the caller and kept: the same request again, after an answer that was lost, gives the same key. */
  readonly requestId: string;
  /** Whoever is to seal with it, in the terms of the service. */
  readonly userId: string;
  readonly kind: KeyKind;
  /** Default `eseal`. */
  readonly usage?: 'eseal' | 'esign';
  readonly signatureQualifier?: string;
  /** 2: authorisations must name the hashes. */
  readonly soleControlLevel?: 1 | 2;
  /** Most signatures of one authorisation. */
  readonly maxSignatures?: number;
  /** How the use of the key will be approved. */
  readonly authorizationMode?: 'explicit' | 'oauth2code';
  readonly description?: string;
}

/** Why a key is deleted. */
export type DeletionReason = 'expired' | 'revoked' | 'compromise' | 'customer' | 'enrolment-aborted';

/** A key that is to be deleted. */
export interface DeleteKeyRequest {
  readonly credentialId: string;
  readonly reason: DeletionReason;
  /** Chosen by the caller and kept, as for {@link GenerateKeyRequest}. */
  readonly requestId: string;
  /** The identifier of the credential once more: a deleted key never comes back. */
  readonly confirmation: string;
}

/** What a CA or RA does with keys at a service. */
export interface KeyManagement {
  /** A key pair in the service. */
  generateKey(request: GenerateKeyRequest, options?: CallOptions): Promise<ManagedKey>;
  /** Says by what means those are known who may approve the use of the key: references, never secrets. */
  linkEid(
    credentialId: string,
    means: readonly EidMeans[],
    mode?: 'add' | 'replace',
    options?: CallOptions,
  ): Promise<KeyLifecycle>;
  /** A certification request (PKCS #10, DER) signed by the key, verified. */
  requestCertification(request: ProofOfPossessionRequest, options?: ApprovalOptions): Promise<Uint8Array>;
  /**
   * Gives the key its certificate, which makes it usable.
   *
   * @param certificates - DER, that of the key first, then its issuers
   */
  linkCertificate(
    key: Pick<ManagedKey, 'credentialId' | 'publicKey'>,
    certificates: readonly Uint8Array[],
    options?: CallOptions & { readonly replace?: boolean },
  ): Promise<KeyLifecycle>;
  /** Ends a key for ever. */
  deleteKey(request: DeleteKeyRequest, options?: CallOptions): Promise<void>;
}

/**
 * Management of keys over a client that authenticates by `managementLogin`.
 *
 * @throws CscError from each method `CSC_METHOD_MISSING` where the service does not name the method, `INVALID_ARGUMENT` for a
 * secret among the means, a certificate for another key, or a deletion that is not confirmed, and what the client throws
 * @experimental The names of the methods are a proposal, their members a profile of this SDK.
 * @example
 * ```ts
 * import { createCscClient } from '@eseal/signer-csc';
 * import { createKeyManagement, managementLogin } from '@eseal/signer-csc/japan';
 *
 * export const keysOf = (password: () => Promise<string>) =>
 *   createKeyManagement(
 *     createCscClient({
 *       baseUrl: 'https://rssp.example/csc/v2',
 *       authentication: managementLogin({ user: 'registration-authority', password }),
 *     }),
 *   );
 * ```
 */
export function createKeyManagement(client: CscClient): KeyManagement {
  return {
    generateKey: (request, options) => generateKey(client, request, options),
    async linkEid(credentialId, means, mode = 'add', options) {
      const method = 'manages/linkEid';
      assertWithoutSecrets(means);
      const eids = means.map(({ notAfter, ...each }) => ({
        ...each,
        ...(notAfter && { notAfter: notAfter.toISOString() }),
      }));
      const { body } = await callExtension(
        client,
        { method, body: { credentialID: credentialId, eids, mode } },
        options,
      );
      return readLifecycle(body, method);
    },
    requestCertification: (request, options) => requestCertification(client, request, options),
    async linkCertificate(key, certificates, { replace = false, ...options } = {}) {
      const method = 'manages/linkCert';
      assertCertifies(key, certificates);
      const body = { credentialID: key.credentialId, certificates: certificates.map(toBase64), replace };
      return readLifecycle((await callExtension(client, { method, body }, options)).body, method);
    },
    deleteKey: (request, options) => deleteKey(client, request, options),
  };
}

async function generateKey(
  client: CscClient,
  request: GenerateKeyRequest,
  options?: CallOptions,
): Promise<ManagedKey> {
  const body = {
    requestID: request.requestId,
    userID: request.userId,
    ...keyMembers(request.kind),
    usage: request.usage ?? 'eseal',
    signatureQualifier: request.signatureQualifier,
    SCAL: request.soleControlLevel && String(request.soleControlLevel),
    multisign: request.maxSignatures,
    auth: request.authorizationMode && { mode: request.authorizationMode },
    description: request.description,
  };
  const answer = await callExtension(client, { method: 'manages/generateKey', body }, options);
  return readManagedKey(answer.body, request.kind, client.context.now());
}

async function deleteKey(client: CscClient, request: DeleteKeyRequest, options?: CallOptions): Promise<void> {
  const { credentialId, reason, requestId, confirmation } = request;
  if (confirmation !== credentialId)
    throw refused('the deletion is not confirmed by the identifier of the credential');
  const body = { credentialID: credentialId, reason, requestID: requestId };
  await callExtension(client, { method: 'manages/deleteKey', body }, options);
}

/** The service checks it too; a certificate for another key is a mistake that is told before it is sent. */
function assertCertifies({ publicKey }: Pick<ManagedKey, 'publicKey'>, [leaf]: readonly Uint8Array[]): void {
  const certificate = leaf && readable(() => parseCertificate(leaf));
  if (certificate === undefined) throw refused('the first of the certificates cannot be read');
  if (!equalBytes(certificate.publicKey.raw, publicKey)) throw refused('the certificate is for another key');
}

function refused(why: string): CscError {
  return new CscError('INVALID_ARGUMENT', why, { outcome: 'not-sent' });
}
