/**
 * Sealing many documents: chunks of one authorisation each, one outcome per document.
 *
 * @module
 */
import { throwIfAborted } from '../crypto/digest.ts';
import type { SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import { CoreError, type EsealError, isEsealError } from '../errors.ts';
import type { PrepareContext, PreparedDocument } from '../seal/format.ts';
import { createAssembleContext, createPrepareContext, type SealOptions, wrongCount } from '../seal/seal.ts';
import { assertSignatureValue } from '../seal/self-check.ts';

/** One document of a batch. */
export interface BatchDocument {
  /** The caller's name for it; comes back in the outcome. */
  readonly id: string;
  readonly document: DocumentSource;
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
 * Seals documents as they come, with back-pressure: at most one chunk is held at a time. Outcomes come in the order of
 * the documents, one for each. A document that cannot be prepared or assembled fails alone. A signer that throws, that
 * returns another number of values, or a value that does not verify, stops the batch: what follows may be mixed up.
 * Documents that were not read by then have no outcome.
 *
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
  for await (const chunk of chunked(documents, size)) {
    const outcomes = await sealChunk(chunk, context, options);
    yield* outcomes;
    if (outcomes.some((outcome) => outcome.kind === 'stopped')) return;
  }
}

async function* chunked<T>(
  items: Iterable<T> | AsyncIterable<T>,
  size: number,
): AsyncGenerator<readonly T[]> {
  let chunk: T[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** A document on its way through a chunk: prepared, or failed already. */
type Item<Prepared> =
  | { readonly kind: 'prepared'; readonly id: string; readonly prepared: Prepared }
  | { readonly kind: 'failed'; readonly id: string; readonly error: EsealError };

async function sealChunk<Prepared extends PreparedDocument>(
  chunk: readonly BatchDocument[],
  shared: PrepareContext,
  options: SealManyOptions<Prepared>,
): Promise<readonly BatchOutcome[]> {
  const context = { ...shared, signingTime: options.signingTime ?? options.now?.() ?? new Date() };
  const items = await Promise.all(chunk.map((entry) => prepareItem(entry, context, options)));
  const values = await signItems(items, context, options);
  if (isEsealError(values)) return items.map((item) => stoppedItem(item, values));
  return Promise.all(items.map((item, index) => finishItem(item, values[index], options)));
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
    throwIfAborted(signal);
    if (requests.length === 0) return [];
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
    const document = await options.format.assemble(item.prepared, value, createAssembleContext(options));
    return { kind: 'sealed', id: item.id, document };
  } catch (error) {
    return { kind: 'failed', id: item.id, error: asEsealError(error) };
  }
}

/** Errors of the SDK as they are; anything else (a file that cannot be read, a fault of a signer) as their cause. */
function asEsealError(cause: unknown): EsealError {
  if (isEsealError(cause)) return cause;
  return new CoreError('UNEXPECTED', cause instanceof Error ? cause.message : 'an unknown error', { cause });
}
