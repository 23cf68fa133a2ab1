/**
 * Raising the level of what is sealed already.
 *
 * @module
 */
import type { SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import type { PreparedDocument } from './format.ts';
import { createAssembleContext, type SealOptions } from './seal.ts';

/** Options of {@link augment}. */
export type AugmentOptions<Prepared extends PreparedDocument = PreparedDocument> = Pick<
  SealOptions<Prepared>,
  'format' | 'timestamps' | 'material' | 'signal'
> &
  Required<Pick<SealOptions, 'adesLevel'>>;

/**
 * Adds what a level needs to the seals of a document, without touching a byte that a signature or timestamp covers.
 *
 * @throws CoreError `TIMESTAMP_SOURCE_MISSING`, `UNSUPPORTED_LEVEL`, a `TIMESTAMP_…` code, or the format's own errors
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
export async function augment<Prepared extends PreparedDocument>(
  sealed: DocumentSource,
  options: AugmentOptions<Prepared>,
): Promise<SealedDocument> {
  return options.format.augment(sealed, createAssembleContext(options));
}
