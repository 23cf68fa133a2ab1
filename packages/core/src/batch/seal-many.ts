/**
 * Sealing many documents: chunks of one authorisation each, one outcome per document.
 *
 * @module
 */

import type { ContentDigest } from '../container/detached-content.ts';
import { throwIfAborted } from '../crypto/digest.ts';
import type { SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import { type EsealError, isEsealError } from '../errors.ts';
import type { PrepareContext, PreparedDocument } from '../seal/format.ts';
import { assembleAtLevel } from '../seal/raise.ts';
import { createPrepareContext, type SealOptions, wrongCount } from '../seal/seal.ts';
import { assertSignatureValue } from '../seal/self-check.ts';
import { asEsealError } from './as-eseal-error.ts';
import { type Chunk, type ChunkReader, openChunks } from './chunk-reader.ts';

/** One document of a batch. */
export interface BatchDocument {
  /** The caller's name for it; comes back in the outcome. */
  readonly id: string;
  readonly document: DocumentSource | ContentDigest;
}

/** What became of one document. */
export type BatchOutcome =
  | { readonly kind: 'sealed'; readonly id: string; readonly document: SealedDocument }
  | { readonly kind: 'failed'; readonly id: string; readonly error: EsealError }
  /** The batch was stopped before this document's value was used; nothing of it exists. */
  | { readonly kind: 'stopped'; readonly id: string; readonly error: EsealError };

/** Options of {@link sealMany}. */
export interface SealManyOptions<Prepared extends PreparedDocument = PreparedDocument>
  extends SealOptions<Prepared> {
  /** Documents prepared and signed together, at most the signer's `maxBatch`. Default 16. */
  readonly chunkSize?: number;
}

/**
 * Seals documents as they come, with back-pressure: while a chunk is being signed the next one is read and prepared, and
 * no more than these two are held. A chunk is signed only after the outcomes of the one before it were taken. Outcomes
 * come in the order of the documents, one for each. A document that cannot be prepared or assembled fails alone. A signer
 * that throws, that returns another number of values, or a value that does not verify, stops the batch: what follows may be
 * mixed up. Documents that were not read by then have no outcome.
 *
 * @throws what `documents` throws, after the outcomes of those read before; CoreError `ABORTED` when there is no document
 * whose outcome could say so; what `seal` throws before it prepares
 * @example
 * ```ts
 * import { sealMany, type Signer } from '@eseal/core';
 * import { pades } from '@eseal/formats/pades';
 *
 * export async function sealAll(invoices: Iterable<{ id: string; document: Uint8Array }>, signer: Signer): Promise<void> {
 *   for await (const outcome of sealMany(invoices, { signer, format: pades() })) {
 *     console.log(outcome.id, outcome.kind === 'sealed' ? outcome.document.size : outcome.error.code);
 *   }
 * }
 * ```
 */
export async function* sealMany<Prepared extends PreparedDocument>(
  documents: Iterable<BatchDocument> | AsyncIterable<BatchDocument>,
  options: SealManyOptions<Prepared>,
): AsyncGenerator<BatchOutcome, void, undefined> {
  const context = await createPrepareContext(options);
  const size = Math.max(1, Math.min(options.chunkSize ?? 16, options.signer.maxBatch));
  const reader = openChunks(documents, size, options.signal);
  try {
    let chunk = await prepareChunk(reader, context, options);
    for (;;) {
      const { results: items, end } = chunk;
      const signing = signItems(items, context, options);
      const isMore = end === undefined && !options.signal?.aborted;
      const ahead = isMore ? prepareChunk(reader, context, options) : undefined;
      const values = await signing;
      if (isEsealError(values)) {
        await reader.close();
        const prepared = (await ahead)?.results ?? [];
        yield* [...items, ...prepared].map((item) => stoppedItem(item, values));
        return;
      }
      yield* await Promise.all(items.map((item, index) => finishItem(item, values[index], options)));
      if (end?.kind === 'exhausted') return;
      if (end?.kind === 'failed') throw end.cause;
      if (ahead === undefined) return throwIfAborted(options.signal);
      chunk = await ahead;
    }
  } finally {
    await reader.close();
  }
}

/** A document on its way through a chunk: prepared, or failed already. */
type Item<Prepared> =
  | { readonly kind: 'prepared'; readonly id: string; readonly prepared: Prepared }
  | { readonly kind: 'failed'; readonly id: string; readonly error: EsealError };

function prepareChunk<Prepared extends PreparedDocument>(
  reader: ChunkReader<BatchDocument>,
  shared: PrepareContext,
  options: SealManyOptions<Prepared>,
): Promise<Chunk<Item<Prepared>>> {
  const context = { ...shared, signingTime: options.signingTime ?? options.now?.() ?? new Date() };
  return reader.read((entry) => prepareItem(entry, context, options));
}

/** What failed on its own keeps its own reason, unless that was the caller's giving up. */
function stoppedItem(item: Item<unknown>, error: EsealError): BatchOutcome {
  const own = item.kind === 'failed' && item.error.code !== 'ABORTED';
  return own ? item : { kind: 'stopped', id: item.id, error };
}

async function prepareItem<Prepared extends PreparedDocument>(
  { id, document }: BatchDocument,
  context: PrepareContext,
  options: SealManyOptions<Prepared>,
): Promise<Item<Prepared>> {
  try {
    return { kind: 'prepared', id, prepared: await options.format.prepare(document, context) };
  } catch (error) {
    return { kind: 'failed', id, error: asEsealError(error) };
  }
}

/** A verified value per item (none for failed ones), or why the batch has to stop. */
async function signItems<Prepared extends PreparedDocument>(
  items: readonly Item<Prepared>[],
  { algorithm, certificates, signal }: PrepareContext,
  options: SealManyOptions<Prepared>,
): Promise<readonly (Uint8Array | undefined)[] | EsealError> {
  const requests = items.flatMap((item) =>
    item.kind === 'prepared' ? [{ dataToBeSigned: item.prepared.dataToBeSigned, algorithm }] : [],
  );
  try {
    if (requests.length === 0) return [];
    throwIfAborted(signal);
    const values = await options.signer.sign(requests, signal && { signal });
    if (values.length !== requests.length) throw wrongCount(requests.length, values.length);
    await Promise.all(
      requests.map((request, at) => assertSignatureValue(certificates[0], request, values[at] as Uint8Array)),
    );
    const left = values[Symbol.iterator]();
    return items.map((item) => (item.kind === 'prepared' ? left.next().value : undefined));
  } catch (error) {
    return asEsealError(error);
  }
}

async function finishItem<Prepared extends PreparedDocument>(
  item: Item<Prepared>,
  value: Uint8Array | undefined,
  options: SealManyOptions<Prepared>,
): Promise<BatchOutcome> {
  if (item.kind === 'failed' || value === undefined) {
    const error = item.kind === 'failed' ? item.error : wrongCount(1, 0);
    return { kind: 'failed', id: item.id, error };
  }
  try {
    const document = await assembleAtLevel(options.format, item.prepared, value, options);
    return { kind: 'sealed', id: item.id, document };
  } catch (error) {
    return { kind: 'failed', id: item.id, error: asEsealError(error) };
  }
}
