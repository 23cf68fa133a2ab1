/**
 * Raising the level of what is sealed already.
 *
 * @module
 */
import type { SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import type { AdesLevel } from './ades-level.ts';
import type { AugmentContext, SealFormat } from './format.ts';
import { augmentToLevel, createAssembleContext, type LevelOptions } from './raise.ts';

/** Options of {@link augment}. */
export interface AugmentOptions extends LevelOptions, Pick<AugmentContext, 'contents' | 'only'> {
  /** Such as `cades()`; `augmentContainer` of `@eseal/formats/detect` finds it itself. */
  readonly format: Pick<SealFormat, 'augment'>;
  readonly adesLevel: AdesLevel;
}

/**
 * Adds what a level needs to the seals of a document, without touching a byte that a signature or timestamp covers.
 *
 * @throws CoreError `TIMESTAMP_SOURCE_MISSING`, `MATERIAL_SOURCE_MISSING`, a `TIMESTAMP_…` or `MATERIAL_…` code, or the format's own
 * errors
 * @example
 * ```ts
 * import { augment, type SealedDocument } from '@eseal/core';
 * import { createTimestampClient } from '@eseal/core/timestamp';
 * import { cades } from '@eseal/formats/cades';
 *
 * export function stamp(seal: Uint8Array): Promise<SealedDocument> {
 *   const timestamps = createTimestampClient({ url: 'https://tsa.example/tsr' });
 *   return augment(seal, { format: cades(), adesLevel: 'B-T', timestamps });
 * }
 * ```
 */
export async function augment(sealed: DocumentSource, options: AugmentOptions): Promise<SealedDocument> {
  const { contents, format, only } = options;
  const context = { ...createAssembleContext(options), ...(contents && { contents }), ...(only && { only }) };
  return augmentToLevel(sealed, format, context, options);
}
