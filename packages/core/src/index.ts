/**
 * Seals on documents for organisations: the pipeline and its seams.
 *
 * @module
 */
export {
  type AugmentDocument,
  type AugmentManyOptions,
  type AugmentOutcome,
  augmentMany,
} from './batch/augment-many.ts';
export type { BatchInput } from './batch/batch-input.ts';
export type { CheckCertificate } from './batch/certificate-watch.ts';
export {
  type FreezeManifestOptions,
  freezeManifest,
  type ManifestDocument,
} from './batch/freeze-manifest.ts';
export type {
  BatchRecord,
  Journal,
  JournalEntry,
  JournalHead,
  OutputStore,
  StoredDigests,
} from './batch/journal.ts';
export {
  type BatchManifest,
  type ManifestEntry,
  type ParseManifestOptions,
  parseManifest,
  serializeManifest,
} from './batch/manifest.ts';
export type { RetryPolicy } from './batch/retry.ts';
export { sealMany } from './batch/seal-many.ts';
export type {
  BatchDocument,
  BatchOutcome,
  BatchProgress,
  SealManyOptions,
} from './batch/seal-many-options.ts';
export {
  createSealedDocument,
  type LevelShortfall,
  openSealedDocument,
  type SealedDocument,
  type SealedPart,
} from './document/sealed-document.ts';
export {
  type DocumentSource,
  openRandomAccess,
  type RandomAccess,
  readAll,
  readChunks,
  sizeOf,
} from './document/source.ts';
export {
  CoreError,
  type CoreErrorCode,
  DecodeError,
  EsealError,
  type EsealErrorDetails,
  isEsealError,
  type SignerErrorCode,
} from './errors.ts';
export { ADES_LEVELS, type AdesLevel, includesLevel } from './seal/ades-level.ts';
export { type AugmentOptions, augment } from './seal/augment.ts';
export type {
  AssembleContext,
  AugmentContext,
  PrepareContext,
  PreparedDocument,
  SealFormat,
} from './seal/format.ts';
export type {
  MaterialRequest,
  MaterialSource,
  MaterialSubject,
  ValidationMaterial,
} from './seal/material.ts';
export type { LevelOptions } from './seal/raise.ts';
export {
  type CompleteSealOptions,
  completeSeal,
  type PreparedSeal,
  type PrepareSealOptions,
  prepareSeal,
} from './seal/resume.ts';
export { type SealOptions, seal } from './seal/seal.ts';
export type { CallOptions, DesignatedDocument, Signer, SignRequest } from './seal/signer.ts';
export { assertNever } from './util/assert-never.ts';
export {
  compareBytes,
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  toBase64,
  toHex,
  utf8,
} from './util/bytes.ts';
export { canonicalJson } from './util/canonical-json.ts';
export { readable } from './util/readable.ts';
export { systemTimer, type Timer } from './util/timer.ts';
export { untilAborted } from './util/until-aborted.ts';
