/** ASiC: documents and their seals in one container. @module */
export { asic } from './asic.ts';
export { type ExtractContentsOptions, type ExtractedDocument, extractContents } from './extract.ts';
export type { PreparedAsic } from './laid-out-container.ts';
export type {
  AsicOptions,
  AsicWithCadesOptions,
  AsicWithXadesOptions,
  ContainedDocument,
  ContainerOptions,
  FurtherDocument,
} from './options.ts';
export { type ParseAsicOptions, parseAsic } from './parse/parse.ts';
export { type AsicDocuments, type StampAsicOptions, stampAsic } from './stamp.ts';
export type { AsicKind } from './vocabulary.ts';
