/**
 * Visible seals: what a seal looks like on a page (ISO 32000-2 §12.5.5, §12.7.5.5).
 *
 * @module
 */
import type { CompiledAppearance } from './appearance/compiled-appearance.ts';

export type { CompiledAppearance } from './appearance/compiled-appearance.ts';

/** The appearance of a seal, to be placed into any number of documents. */
export interface VisibleSeal {
  /** The options as plain data: visible seals with equal parameters are compiled to equal bytes. */
  readonly parameters: unknown;
  /** Draws the seal at the first call; later calls give the same objects. */
  compile(): Promise<CompiledAppearance>;
}
