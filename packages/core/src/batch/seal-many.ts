/**
 * Sealing many documents: chunks of one authorisation each, one outcome per document.
 *
 * @module
 */
import { throwIfAborted } from '../crypto/digest.ts';
import { CoreError } from '../errors.ts';
import type { PreparedDocument } from '../seal/format.ts';
import type { Signer } from '../seal/signer.ts';
import { type Chunk, type ChunkReader, openChunks } from './chunk-reader.ts';
import type { ManifestEntry } from './manifest.ts';
import { type ChunkItem, prepareItem } from './prepare-item.ts';
import { completeChunk, stoppedItem } from './seal-chunk.ts';
import type { BatchDocument, BatchOutcome, SealManyOptions } from './seal-many-options.ts';
import { openSealRun, type SealRun } from './seal-run.ts';

/**
 * Seals documents as they come, with back-pressure: while a chunk is being signed the next one is read and prepared, and
 * no more than these two are held. A chunk is signed only after the outcomes of the one before it were taken. Outcomes
 * come in the order of the documents, one for each. A document that cannot be prepared or assembled fails alone. A signer
 * that throws, that returns another number of values, or a value that does not verify, stops the batch: what follows may be
 * mixed up. Documents that were not read by then have no outcome.
 *
 * With a `manifest` only what was frozen is sealed: another document fails with `DOCUMENT_NOT_IN_MANIFEST`, one that changed
 * with `DOCUMENT_CHANGED`, and what is on the list and did not come has an outcome after all others, `DOCUMENT_MISSING`.
 *
 * With a `record` an interrupted batch is given the same documents again and goes on where it ended: what was made is kept
 * and not even read, and no document gets a second seal. When the record fails, the batch stops.
 *
 * @throws what `documents` throws, after the outcomes of those read before; CoreError `ABORTED` when there is no document
 * whose outcome could say so; `MANIFEST_DIFFERS` for the record of another list; what `seal` throws before it prepares
 * @example
 * ```ts
 * import { sealMany, type Signer } from '@eseal/core';
 * import { pades } from '@eseal/formats/pades';
 *
 * export async function sealAll(invoices: Iterable<{ id: string; document: Uint8Array }>, signer: Signer): Promise<void> {
 *   for await (const outcome of sealMany(invoices, { signer, format: pades() })) {
 *     console.log(outcome.id, 'error' in outcome ? outcome.error.code : outcome.kind);
 *   }
 * }
 * ```
 */
export async function* sealMany<Prepared extends PreparedDocument>(
  documents: Iterable<BatchDocument<Prepared>> | AsyncIterable<BatchDocument<Prepared>>,
  options: SealManyOptions<Prepared>,
): AsyncGenerator<BatchOutcome, void, undefined> {
  const run = await openSealRun(options);
  const ending = anyOf(options.signal, options.stopAfterChunk);
  const reader = openChunks(documents, chunkSize(options, options.signer), ending);
  try {
    let chunk = await prepareChunk(reader, run);
    for (let number = 0; ; number++) {
      const { results: items, end } = chunk;
      const completing = completeChunk(items, number, run);
      const isMore = end === undefined && !ending?.aborted;
      const ahead = isMore ? prepareChunk(reader, run) : undefined;
      const { outcomes, stop } = await completing;
      if (stop !== undefined) {
        await reader.close();
        yield* outcomes;
        yield* ((await ahead)?.results ?? []).map((item) => stoppedItem(item, stop));
        return;
      }
      yield* outcomes;
      if (end?.kind === 'exhausted') return yield* missingOutcomes(run);
      if (end?.kind === 'failed') throw end.cause;
      if (ahead === undefined) return throwIfAborted(ending);
      chunk = await ahead;
    }
  } finally {
    await reader.close();
  }
}

/** Documents of a chunk where the caller says nothing. */
const DEFAULT_SIZE = 16;

/** And where each chunk is an authorisation: prepared documents of usual sizes fit into memory twice. */
const DEFAULT_AUTHORIZED_SIZE = 500;

function chunkSize(
  { chunkSize: wanted }: Pick<SealManyOptions, 'chunkSize'>,
  { authorizesEachCall, maxBatch }: Signer,
): number {
  const usual = authorizesEachCall === true ? DEFAULT_AUTHORIZED_SIZE : DEFAULT_SIZE;
  return Math.max(1, Math.min(wanted ?? usual, maxBatch));
}

function prepareChunk<Prepared extends PreparedDocument>(
  reader: ChunkReader<BatchDocument<Prepared>>,
  run: SealRun<Prepared>,
): Promise<Chunk<ChunkItem<Prepared>>> {
  const signingTime = run.options.signingTime ?? run.now();
  return reader.read((document) => prepareItem(document, signingTime, run));
}

function missingOutcomes({ list, options }: SealRun<PreparedDocument>): readonly BatchOutcome[] {
  return list === undefined || options.partOfManifest === true ? [] : list.missing().map(missingOutcome);
}

function missingOutcome({ id }: ManifestEntry): BatchOutcome {
  const error = new CoreError(
    'DOCUMENT_MISSING',
    `${id} is on the frozen list of this batch and did not come`,
  );
  return { kind: 'failed', id, error };
}

function anyOf(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other]);
}
