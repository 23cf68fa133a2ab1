/**
 * Keys at a remote provider over the CSC API: a client, the two steps to a key, and the Signer over it.
 *
 * @module
 */

// The service
export type { CscClient } from './client/client.ts';
export { type CscClientOptions, createCscClient } from './client/create-client.ts';
export type { CallEvent, CallListener } from './client/events.ts';
export { type CallOutcome, CscError, type CscErrorCode, type CscErrorDetails } from './errors.ts';
// The second step: key authorisation
export {
  type ApprovedByServiceOptions,
  approvedByService,
} from './key-authorization/approved-by-service.ts';
export {
  type AskForFactors,
  type AskForFactorsOptions,
  askForFactors,
  type FactorRequest,
} from './key-authorization/ask-for-factors.ts';
export {
  type AuthorizationCodeForKeyOptions,
  authorizationCodeForKey,
} from './key-authorization/authorization-code-for-key.ts';
export { authorizeManifest } from './key-authorization/authorize-manifest.ts';
export type { AwaitAuthorizationOptions } from './key-authorization/await-authorization.ts';
export { delegateTo, type SealRequester } from './key-authorization/delegate.ts';
export type { FactorSet } from './key-authorization/factor-expression.ts';
export type { FactorAnswer, FactorText } from './key-authorization/factor-values.ts';
export type {
  AuthorizationManifest,
  KeyAuthorizationRequest,
  KeyAuthorizer,
  ManifestItem,
} from './key-authorization/key-authorizer.ts';
export { resolveCredential } from './key-authorization/resolve-credential.ts';
export {
  type Approval,
  createSealApprover,
  type SealApprover,
  type SealApproverOptions,
} from './key-authorization/seal-approver.ts';
export type { Authorization, AuthorizationAnswer, HashList } from './model/authorization.ts';
export { createAuthorization, type GivenAuthorization } from './model/create-authorization.ts';
export type { Credential, CredentialAuthorization, FactorDescription } from './model/credential.ts';
export type { AuthenticationType, AuthorizationServer, ServiceInfo } from './model/service.ts';
export type { AuthorizationServerOptions, ConfiguredServer } from './oauth/authorization-server.ts';
export type { BrowserOptions, OpenAddress } from './oauth/authorize-by-code.ts';
export type { OAuthClientOptions } from './oauth/client-authentication.ts';
export type { OAuthOptions } from './oauth/create-party.ts';
export { DEFAULT_POLICY, JP_MIC_LEVEL2, JP_MIC_LEVEL2_MFA } from './policy/policies.ts';
export type { RemotePolicy } from './policy/policy.ts';
export type { PolicyRuleId } from './policy/rules.ts';
export type { Dialect, ServiceProfile } from './profile/profile.ts';
export { PROFILES, type ProfileName } from './profile/profiles.ts';
// Documents that the service seals as a whole
export type { CheckSeal } from './sign-doc/check-signed.ts';
export { type SignDigestsEtsiOptions, signDigestsEtsi } from './sign-doc/sign-digests-etsi.ts';
export type {
  CheckedParts,
  DigestToSign,
  DocumentsToSign,
  DocumentToSign,
  EnvelopeProperty,
  ReturnedMaterial,
  SignDocFormat,
  SignedDocument,
  SignedProperty,
} from './sign-doc/sign-doc-model.ts';
export {
  type SignDocumentsOptions,
  type SignDocumentsResult,
  signDocuments,
} from './sign-doc/sign-documents.ts';
// The Signer
export {
  type ResumeEvent,
  type ResumeSigningOptions,
  resumeSigning,
  type StartSigningOptions,
  startSigning,
} from './signer/asynchronous.ts';
export type { UseOptions } from './signer/authorize-use.ts';
export { type CscSignerOptions, createCscSigner } from './signer/create-csc-signer.ts';
export type { CredentialOptions } from './signer/open-credential.ts';
export { type CscTransactionOptions, openCscTransaction } from './signer/open-csc-transaction.ts';
export type { SigningEvent, SigningRecord } from './signer/signing-event.ts';
// The first step: use authentication
export { type AuthorizationCodeOptions, authorizationCode } from './use-authentication/authorization-code.ts';
export { basic } from './use-authentication/basic.ts';
export { type ClientCredentialsOptions, clientCredentials } from './use-authentication/client-credentials.ts';
export { digest } from './use-authentication/digest.ts';
export { type ExternalToken, external } from './use-authentication/external.ts';
export type { LoginOptions } from './use-authentication/login.ts';
export { mutualTls } from './use-authentication/mutual-tls.ts';
export type { StoredToken, TokenStore } from './use-authentication/token-store.ts';
export type { AuthenticationContext, UseAuthentication } from './use-authentication/use-authentication.ts';
export { type Secret, secret } from './util/secret.ts';
export type { SecretSource } from './util/secret-source.ts';
export type { RefusalReason } from './wire/refusal.ts';
