/**
 * Test PKI, services, doubles and contract suites for tests that seal or validate.
 *
 * @module
 */

// Time
export { addDays, type Clock, createClock, DAY, type ManualClock, systemClock } from './clock.ts';
// Doubles, contracts and damage
export { type FormatContract, testFormat } from './contracts/format.ts';
export type { TestFramework } from './contracts/framework.ts';
export { type SignerFactory, testSigner } from './contracts/signer.ts';
export {
  type TrustSourceFactory,
  type TrustSourceSubject,
  testTrustSource,
} from './contracts/trust-source.ts';
// Documents and key files
export { lockedPdf, OWNER_PASSWORD, protectedPdf, USER_PASSWORD } from './documents/encrypted-pdf.ts';
export { type InvoiceXmlOptions, invoiceXml } from './documents/invoice-xml.ts';
export { invoicePdf, type SmallPdfOptions, smallPdf } from './documents.ts';
// Trusted lists: schemes, their worlds and their service
export type { ListName, PerList } from './lists/describe-lists.ts';
export {
  createListWorld,
  type ListFaults,
  type ListWorld,
  type ListWorldOptions,
} from './lists/list-world.ts';
export {
  EUROPEAN_URIS,
  JAPANESE_PILOT_SCHEME,
  JAPANESE_TEST_RULES,
  JAPANESE_TEST_SCHEME,
  JAPANESE_URIS,
  type JapaneseListTerms,
} from './lists/schemes.ts';
export {
  createMockSigner,
  type MockSigner,
  type MockSignerFault,
  type MockSignerOptions,
} from './mock-signer.ts';
export { encryptPkcs8, type PasswordEncryption } from './password-encryption.ts';
export { type PemLabel, toPem } from './pem.ts';
export { createPfx, type PfxContent } from './pfx.ts';
export {
  type CrlScope,
  deltaCrlIndicator,
  expiredCertsOnCrl,
  freshestCrl,
  issuingDistributionPoint,
} from './pki/crl-extensions.ts';
// A PKI of one's own
export {
  type CertifiedEntity,
  createPki,
  type Entity,
  type EntityDefinition,
  type Pki,
  type PkiDefinition,
  type Quirks,
} from './pki/define.ts';
export {
  authorityInfoAccess,
  authorityKeyIdentifier,
  certificateAuthority,
  certificatePolicies,
  crlDistributionPoints,
  directoryDistributionPoint,
  type ExtensionDefinition,
  endEntity,
  extendedKeyUsage,
  type KeyUsageName,
  keyUsage,
  lei,
  leiRole,
  nameConstraints,
  ocspNoCheck,
  type PolicyDefinition,
  type PolicyMapping,
  policyConstraints,
  policyMappings,
  type QcStatementDefinition,
  qcStatements,
  subjectAlternativeDirectoryNames,
  subjectKeyIdentifier,
  unknownExtension,
} from './pki/extensions.ts';
export { generateKey, importKey, type KeyKind, type TestKey } from './pki/key.ts';
export { fixedKeys, freshKeys, type KeySource } from './pki/key-source.ts';
export type { AttributeName, DistinguishedName, RelativeName } from './pki/name.ts';
export type { Addresses, Profile } from './pki/profiles.ts';
export {
  SAMPLE_ALIAS,
  SAMPLE_AUTHORITY,
  SAMPLE_LEI,
  SAMPLE_ORGANIZATION,
  SAMPLE_POLICIES,
} from './pki/sample-organization.ts';
// Worlds: a PKI with its services, ready to use
export {
  BRIDGED_NAMES,
  BRIDGED_POLICIES,
  type BridgedTerms,
  type BridgedWorld,
  bridgedEntities,
  bridgedTerms,
  createBridgedWorld,
} from './pki/worlds/bridged.ts';
export type { DirectoryAttribute, DirectoryEntry, WorldDirectory } from './pki/worlds/bridged-directory.ts';
export { createExpiredWorld } from './pki/worlds/expired.ts';
export { createGoodWorld, type GoodWorldOptions, goodEntities } from './pki/worlds/good.ts';
export { createHostileWorld, type HostileWorld } from './pki/worlds/hostile.ts';
export type { HostileCase } from './pki/worlds/hostile-cases.ts';
export { createRevokedWorld, type RevokedWorldOptions } from './pki/worlds/revoked.ts';
export {
  createWorld,
  type World,
  type WorldDefinition,
  type WorldOptions,
  type WorldUrls,
} from './pki/worlds/world.ts';
export type { WorldFaults, WorldRevocation } from './pki/worlds/world-services.ts';
// Single services, for worlds of one's own
export { createCertificateHandler } from './services/aia.ts';
export {
  type CrlFault,
  type CrlHandlerOptions,
  type CrlTemplate,
  createCrlHandler,
  issueCrl,
} from './services/crl.ts';
export { type HttpFault, withHttpFault } from './services/fault.ts';
export { type Handler, NoAnswer } from './services/handler.ts';
export { createMockTransport, type MockTransport } from './services/mock-transport.ts';
export { createOcspHandler, type OcspAuthority, type OcspFault, type OcspOptions } from './services/ocsp.ts';
export {
  type CertificateStatus,
  certificateId,
  issueOcspResponse,
  type OcspError,
  type OcspResponseTemplate,
  type SingleAnswer,
} from './services/ocsp-response.ts';
export type { ReasonName, Revocation } from './services/revocation.ts';
export { createRouter, type Route } from './services/router.ts';
export type { FaultScope, RsspFault } from './services/rssp/faults/fault.ts';
export { ENROLLED_PIN } from './services/rssp/japan/generate-key.ts';
export {
  type JapanOptions,
  type RsspTimestampAuthority,
  SAMPLE_TIMESTAMP_AUTHORITIES,
} from './services/rssp/japan/state.ts';
export type { RsspKey } from './services/rssp/keys/rssp-key.ts';
export type {
  CredentialDefinition,
  RsspAuthorization,
  RsspClient,
  RsspFactor,
  RsspUser,
} from './services/rssp/model.ts';
export type {
  ConsentDecision,
  ConsentPage,
  ConsentRequest,
  OAuthSettings,
} from './services/rssp/oauth/state.ts';
export type { RsspOptions } from './services/rssp/options.ts';
export type { HabitName } from './services/rssp/presets/habits.ts';
export { RSSP_PRESETS, type RsspPreset, type RsspPresetName } from './services/rssp/presets/presets.ts';
export { type Approval, createRssp, type Rssp } from './services/rssp/rssp.ts';
export { SAMPLE_CLIENTS, SAMPLE_CREDENTIALS, SAMPLE_USERS } from './services/rssp/samples.ts';
export type { RsspCall } from './services/rssp/server.ts';
export { rsspEntities } from './services/rssp/world.ts';
export type { TimestampFault, TokenFault } from './services/timestamp-fault.ts';
export type { TimestampFailure } from './services/timestamp-request.ts';
export { issueTimestampToken, type TimestampTokenTemplate } from './services/timestamp-token.ts';
export {
  createListHandler,
  type ListFault,
  type ListHandlerOptions,
  type PublishedList,
} from './services/trusted-list.ts';
export {
  createTimestampAuthority,
  TIMESTAMP_POLICY,
  type TimestampAuthority,
  type TimestampAuthorityOptions,
} from './services/tsa.ts';
export { flipBit, indexOfBytes, replaceBytes, swap, truncate } from './tamper.ts';
