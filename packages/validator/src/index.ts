/**
 * Judges electronic seals and certificates, and says why.
 *
 * @module
 */
export { type BridgeTrustOptions, bridgePathPolicies, createBridgeTrust } from './bridge/bridge.ts';
export {
  type CollectCrossCertificatesOptions,
  type CollectedCrossCertificates,
  type CollectionProblem,
  type CrossCertificateSource,
  collectCrossCertificates,
  parseCrossCertificates,
} from './bridge/cross-certificates.ts';
export { type CertificateValidationOptions, validateCertificate } from './certificate.ts';
export {
  crossCheckInvoice,
  crossCheckRegistrationNumber,
  type InvoiceCrossCheck,
} from './cross-check/invoice.ts';
export type { InvoiceNumber, InvoiceNumberPlace } from './cross-check/invoice-number.ts';
export { type CrossCheckLeiOptions, crossCheckLei, type LeiCrossCheck } from './cross-check/lei.ts';
export type { FoundLei } from './cross-check/lei-places.ts';
export type { LeiLookUp, LeiRecord } from './cross-check/lei-record.ts';
export type { Sealer } from './cross-check/sealer.ts';
export { japaneseHeadline } from './determination/japan/headline.ts';
export type { JapaneseRules } from './determination/japanese-rules.ts';
export {
  type BundleErrorCode,
  type ListErrorCode,
  type PolicyErrorCode,
  ValidatorError,
  type ValidatorErrorCode,
} from './errors.ts';
export type { SignaturePolicyDocument } from './facts/signature-policy.ts';
export type {
  MaterialAlert,
  MaterialAlertAction,
  MaterialAlertActions,
  MaterialAlertKind,
} from './material/alert.ts';
export { createMaterialSource, type MaterialSourceOptions } from './material/material-source.ts';
export type { IssuerRequestOptions, IssuerSource } from './path/issuer-source.ts';
export type { PathPolicyInputs } from './path/policy-inputs.ts';
export type { ExternalProof } from './poe/proof-of-existence.ts';
export {
  type AlgorithmAssessment,
  type AssessedAlgorithm,
  assessAlgorithm,
} from './policy/assess-algorithm.ts';
export type {
  CertificateConstraints,
  RevocationConstraints,
  SignatureConstraints,
  SignatureElement,
  SignedStatementKind,
  TimestampConstraints,
} from './policy/constraints.ts';
export {
  type CryptoSuite,
  JP_CRYPTREC_LS0003_2022R1,
  type SuiteAlgorithm,
  type SuiteRow,
  TS_119_312,
} from './policy/crypto-suites.ts';
export type {
  CheckLevel,
  RevocationFreshness,
  RevocationMode,
  ValidationPolicy,
  ValidityModel,
} from './policy/policy.ts';
export type { PolicyPreset } from './policy/presets.ts';
export { parsePolicy } from './policy-file/parse-policy.ts';
export type { ValidationLevel } from './processes/seal.ts';
export {
  type CheckEsealCertificateOptions,
  checkEsealCertificate,
  type ProfileResult,
  type ProfileRowResult,
} from './profile/eseal-certificate.ts';
export type { ProfileAssuranceLevel, ProfileFacts, ProfileSeverity } from './profile/profile-row.ts';
export { certificateToText, type TextReportOptions, toText } from './render/to-text.ts';
export type { ProofPlan, RenewalAction } from './renewal/decide.ts';
export type { RenewalEvent, RenewalEventKind } from './renewal/event.ts';
export { byUrgency, type PlanRenewalOptions, planRenewal, type RenewalPlan } from './renewal/plan.ts';
export { renewalToJson, renewalToText } from './renewal/to-text.ts';
export type { CheckResult, CheckStatus } from './report/check-result.ts';
export type {
  BlockConclusion,
  Conclusion,
  FailedSubIndication,
  IndeterminateSubIndication,
} from './report/conclusion.ts';
export {
  type AccreditationStatus,
  type CertificateQualification,
  EU_QUALIFICATIONS,
  type EuDetermination,
  type EuQualification,
  type JapaneseDetermination,
  type JapaneseSealLevel,
  type ReportedRecognition,
  type ReportedService,
  type SealDeterminations,
  type TimestampDetermination,
} from './report/determination.ts';
export type { Facts, Finding, FindingSeverity } from './report/finding.ts';
export type { JsonObject, JsonValue, ReportFormatOptions, ReportLanguage } from './report/json.ts';
export type {
  CertificateReport,
  ReportedAttempt,
  ReportedCertificate,
  ReportedCertificateReference,
  ReportedCryptography,
  ReportedDigest,
  ReportedEvidence,
  ReportedIdentifier,
  ReportedOrganization,
  ReportedPath,
  ReportedPolicy,
  ReportedPolicyDocument,
  ReportedReference,
  ReportedRevocation,
  ReportedStep,
  ReportedTrust,
  SealReport,
  TimestampReport,
  ValidationReport,
} from './report/report.ts';
export type { OnAttempt, RetrievalAttempt, RetrievalProblem } from './report/retrieval-attempt.ts';
export { certificateToJson, toJson } from './report/to-json.ts';
export type { CrlAttribute, DirectoryHooks } from './retrieval/directory-lists.ts';
export { createOnlineIssuers, type OnlineIssuersOptions } from './retrieval/issuer-certificates.ts';
export type { NoncePolicy } from './retrieval/ocsp-question.ts';
export { createOnlineRevocation, type OnlineRevocationOptions } from './retrieval/online-revocation.ts';
export type { RetrievalOptions } from './retrieval/options.ts';
export {
  createMemoryStore,
  type MemoryStoreOptions,
  type RetrievalStore,
  type StoredAnswer,
} from './retrieval/store.ts';
export type { EvidenceLists } from './revocation/evidence-lists.ts';
export type { RevocationEvidence, RevocationProvider, RevocationRequest } from './revocation/provider.ts';
export type { JudgementOptions } from './session.ts';
export { type ImportedSuite, importCryptoSuite } from './suite-file/import-crypto-suite.ts';
export { type ValidateTimestampTokenOptions, validateTimestampToken } from './timestamp.ts';
export { combineTrust } from './trust/combine.ts';
export type {
  LanguageString,
  ListedService,
  ListReference,
  Qualification,
  ServiceIdentity,
  ServiceState,
} from './trust/listed-service.ts';
export { createPinnedTrust, type PinnedTrustOptions } from './trust/pinned.ts';
export type {
  AnchorConstraints,
  TrustAnchor,
  TrustPurpose,
  TrustRoute,
  TrustSource,
} from './trust/source.ts';
export type { CertificateBundle } from './util/certificate-bundle.ts';
export { type ValidateOptions, validate } from './validate.ts';
