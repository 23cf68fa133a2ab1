/**
 * Asks a service what it thinks of seals and certificates.
 *
 * @module
 */
import { type CallOptions, toBase64 } from '@eseal/core';
import { type DigestAlgorithm, digestRow } from '@eseal/core/crypto';
import type { CscClient } from '../client/client.ts';
import { callExtension } from './call-extension.ts';
import {
  type RemoteCertificateVerdict,
  type RemoteValidation,
  readRemoteCertificateVerdict,
  readRemoteValidation,
} from './remote-validation.ts';

/** Largest answer with reports. */
const MAX_BYTES = 64 << 20;

/** A document with the seals within it, which the service gets to see. */
export interface DocumentToValidate {
  readonly document: Uint8Array;
  readonly format?: 'P' | 'X' | 'C' | 'J';
}

/** A seal that stands beside its documents, of which the service gets to see the digests only. */
export interface SignatureToValidate {
  readonly signature: Uint8Array;
  readonly digestAlgorithm: DigestAlgorithm;
  readonly hashes: readonly Uint8Array[];
}

/** What is to be validated: documents as they are, or seals whose documents stay here. */
export type ToValidate =
  | { readonly kind: 'documents'; readonly documents: readonly DocumentToValidate[] }
  | { readonly kind: 'signatures'; readonly signatures: readonly SignatureToValidate[] };

/** Options of {@link validateRemotely}. */
export interface RemoteValidationOptions extends CallOptions {
  /** The time to validate for. Default: the service's present. */
  readonly validationTime?: Date;
  /** Whether a report in the XML of ETSI TS 119 102-2 is wanted. Default false. */
  readonly report?: boolean;
}

/**
 * What a service thinks of seals. It is advice: a verdict to rely on comes from `@eseal/validator`, and {@link compareWithLocal}
 * tells where the two differ. Documents leave this machine; send `signatures` where digests are enough.
 *
 * @throws CscError `CSC_METHOD_MISSING` where the service does not name `validates/validSign`, and what the client throws
 * @experimental The names of the methods are a proposal, their members a profile of this SDK.
 */
export async function validateRemotely(
  client: CscClient,
  subjects: ToValidate,
  { validationTime, report = false, ...options }: RemoteValidationOptions = {},
): Promise<RemoteValidation> {
  const body = {
    ...membersOf(subjects),
    validationTime: validationTime?.toISOString(),
    report: report ? 'detailed' : 'none',
  };
  const call = { method: 'validates/validSign', body, maxBytes: MAX_BYTES };
  const answer = await callExtension(client, call, options);
  const { length } = subjects.kind === 'documents' ? subjects.documents : subjects.signatures;
  return readRemoteValidation(answer.body, length);
}

function membersOf(subjects: ToValidate): Readonly<Record<string, unknown>> {
  if (subjects.kind === 'documents') {
    return {
      documents: subjects.documents.map(({ document, format }) => ({
        document: toBase64(document),
        ...(format !== undefined && { signature_format: format }),
      })),
    };
  }
  return {
    signatures: subjects.signatures.map(({ signature, digestAlgorithm, hashes }) => ({
      signature: toBase64(signature),
      hashes: hashes.map(toBase64),
      hashAlgorithmOID: digestRow(digestAlgorithm).oid,
    })),
  };
}

/** Options of {@link validateCertificateRemotely}. */
export interface RemoteCertificateOptions extends CallOptions {
  readonly validationTime?: Date;
  /** What the certificate is to be used for. Default `any`. */
  readonly usage?: 'eseal' | 'esign' | 'tsa' | 'any';
}

/**
 * What a service thinks of a certificate; as {@link validateRemotely}, advice.
 *
 * @param certificates - DER, the one in question first, then issuers of it
 * @throws CscError `CSC_METHOD_MISSING` where the service does not name `validates/validCert`, and what the client throws
 * @experimental The names of the methods are a proposal, their members a profile of this SDK.
 */
export async function validateCertificateRemotely(
  client: CscClient,
  certificates: readonly Uint8Array[],
  { validationTime, usage = 'any', ...options }: RemoteCertificateOptions = {},
): Promise<RemoteCertificateVerdict> {
  const body = {
    certificates: certificates.map(toBase64),
    validationTime: validationTime?.toISOString(),
    usage,
  };
  const answer = await callExtension(client, { method: 'validates/validCert', body }, options);
  return readRemoteCertificateVerdict(answer.body);
}
