/** CAdES: seals in CMS for any kind of document. @module */
export { cades } from './cades.ts';
export { extractContent } from './extract-content.ts';
export { type EmbeddedMaterial, readMaterial } from './material.ts';
export type { CadesOptions } from './options.ts';
export { type ParseCadesOptions, parseCades } from './parse.ts';
export type { PreparedCades } from './prepare.ts';
export type { PolicyStore } from './signature-policy.ts';
export {
  COMMITMENT_TYPES,
  type CommitmentType,
  type ContentHints,
  type ContentReference,
  type IdentifiedValue,
  type PolicyDocumentSpecification,
  type SealerStatements,
  type SignaturePolicy,
  type SignerAttributes,
  type SignerLocation,
  type UserNotice,
} from './statements.ts';
