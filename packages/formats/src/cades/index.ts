/** CAdES: seals in CMS for any kind of document. @module */
export { cades } from './cades.ts';
export { type EmbeddedMaterial, readMaterial } from './material.ts';
export type { CadesOptions } from './options.ts';
export { type ParseCadesOptions, parseCades } from './parse.ts';
export type { PreparedCades } from './prepare.ts';
export {
  COMMITMENT_TYPES,
  type SealerStatements,
  type SignaturePolicy,
  type SignerLocation,
} from './signed-attributes.ts';
