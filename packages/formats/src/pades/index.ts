/** PAdES: seals in PDFs. @module */

export {
  type CompiledAppearance,
  createHarfbuzzSubsetter,
  createVisibleSeal,
  type FontSubsetter,
  type HarfbuzzLoader,
  type SealArea,
  type SealBorder,
  type SealColor,
  type SealImage,
  type SealText,
  type VisibleSeal,
  type VisibleSealOptions,
} from './appearance.ts';
export { type StampDocumentOptions, stampDocument } from './document-timestamp.ts';
export { type ExtractRevisionOptions, extractRevision } from './extract-revision.ts';
export { type AddSignatureFieldOptions, addSignatureField } from './fields/add-signature-field.ts';
export type { DocMdpPermission, FieldLock } from './fields/field-lock.ts';
export {
  type ReadSignatureFieldsOptions,
  readSignatureFields,
  type SignatureField,
} from './fields/signature-fields.ts';
export type { OpenForUpdateOptions } from './open-for-update.ts';
export type { PadesOptions } from './options.ts';
export { pades } from './pades.ts';
export { type ParsePadesOptions, parsePades } from './parse/parse.ts';
export type { BoxPlace, MillimetrePlace, Rectangle, SealPlace } from './placement.ts';
export type { PreparedPades } from './prepare.ts';
export type { CertificateSeedValues } from './seed-values/certificate-seed-values.ts';
export type { SeedValues } from './seed-values/seed-values.ts';
export type { PadesStatements } from './signed-attributes.ts';
