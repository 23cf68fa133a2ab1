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
export type { DocMdpPermission, FieldLock } from './field-lock.ts';
export type { PadesOptions } from './options.ts';
export { pades } from './pades.ts';
export { parsePades } from './parse.ts';
export type { BoxPlace, MillimetrePlace, SealPlace } from './placement.ts';
export type { PreparedPades } from './prepare.ts';
