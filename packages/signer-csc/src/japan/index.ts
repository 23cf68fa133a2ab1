/**
 * The Japanese extension of the CSC API, experimental: choice among time-stamping authorities, keys for several CAs, validation by a
 * service. The names of its methods are the public proposal of a task force; their members are a profile of this SDK, to be revised
 * when a text of the extension is published.
 *
 * @module
 */

// Validation by the service: advice
export { compareWithLocal, type LocalVerdict, type VerdictDifference } from './compare-with-local.ts';
// Choice among time-stamping authorities
export {
  type CscTimestampEvent,
  type CscTimestampSourceOptions,
  createCscTimestampSource,
} from './csc-timestamp-source.ts';
// Keys, for CAs and RAs
export type { EidMeans } from './eid-means.ts';
export {
  createKeyManagement,
  type DeleteKeyRequest,
  type DeletionReason,
  type GenerateKeyRequest,
  type KeyManagement,
} from './key-management.ts';
export type { KeyKind, KeyLifecycle, ManagedKey } from './managed-key.ts';
export { managementLogin } from './management-login.ts';
export type { ApprovalOptions, ProofOfPossessionRequest } from './proof-of-possession.ts';
export type { RemoteCertificateVerdict, RemoteValidation, RemoteVerdict } from './remote-validation.ts';
export { listTimestampAuthorities, timestampAuthority } from './timestamp-authorities.ts';
export type { TimestampAuthority } from './timestamp-authority.ts';
export {
  type DocumentToValidate,
  type RemoteCertificateOptions,
  type RemoteValidationOptions,
  type SignatureToValidate,
  type ToValidate,
  validateCertificateRemotely,
  validateRemotely,
} from './validate-remotely.ts';
