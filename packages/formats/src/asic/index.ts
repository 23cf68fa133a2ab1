/** ASiC: documents and their seals in one container. @module */
export { asic } from './asic.ts';
export type { PreparedAsic } from './laid-out-container.ts';
export type {
  AsicOptions,
  AsicWithCadesOptions,
  AsicWithXadesOptions,
  ContainedDocument,
  ContainerOptions,
  FurtherDocument,
} from './options.ts';
export type { AsicKind } from './vocabulary.ts';
