/**
 * Raising many sealed documents, at the pace that services allow, through interruptions.
 *
 * @module
 */
import { digestDocument } from '../crypto/digest.ts';
import type { SealedDocument } from '../document/sealed-document.ts';
import { type DocumentSource, openRandomAccess } from '../document/source.ts';
import { CoreError, type EsealError, isEsealError } from '../errors.ts';
import { type AugmentOptions, augment } from '../seal/augment.ts';
import { toHex } from '../util/bytes.ts';
import { systemTimer, type Timer } from '../util/timer.ts';
import { asEsealError } from './as-eseal-error.ts';
import { assertNumbers } from './assert-numbers.ts';
import type { BatchRecord } from './journal.ts';
import { findMade, keepDocuments, type MadeEntry, noteFailure } from './record.ts';
import { type RetryPolicy, withRetries } from './retry.ts';
import { runConcurrently } from './run-concurrently.ts';

/** One sealed document of a batch. */
export interface AugmentDocument extends Pick<AugmentOptions, 'contents' | 'only'> {
  /** The caller's name for it, the same in every run; comes back in the outcome. */
  readonly id: string;
  readonly document: DocumentSource;
}

/** What became of one document. */
export type AugmentOutcome =
  | { readonly kind: 'augmented'; readonly id: string; readonly document: SealedDocument }
  /** An earlier run of the same record made it: it stands in the store, with this SHA-256. */
  | { readonly kind: 'kept'; readonly id: string; readonly outputDigest: string }
  | { readonly kind: 'failed'; readonly id: string; readonly error: EsealError }
  /** The batch was stopped while it was under way; nothing of it was published. */
  | { readonly kind: 'stopped'; readonly id: string; readonly error: EsealError };

/** Options of {@link augmentMany}. */
export interface AugmentManyOptions extends Omit<AugmentOptions, 'contents' | 'only'> {
  /** Documents under way at a time. Default 4. */
  readonly concurrency?: number;
  /** What is tried again: errors that say `retryable`. */
  readonly retry?: RetryPolicy;
  /** Remembers across runs what was made, and keeps it. Default none: the outcome holds the only copy. */
  readonly record?: BatchRecord;
  /** The clock of pauses and of the journal. Default the platform's. */
  readonly timer?: Timer;
}

/**
 * Raises sealed documents as they come, with back-pressure: no more than `concurrency` are held. Outcomes come in the order
 * in which they are reached, one for each document that was read; a document that fails, fails alone. The pace is that of
 * the services: give a pool that keeps the rates of their contracts.
 *
 * With a `record` an interrupted batch is given the same documents again and goes on where it ended: what was made is kept,
 * what was not is made, and no document is stamped twice.
 *
 * @throws what `documents` throws, after the outcomes of those read before; CoreError `ABORTED` after the outcomes of those
 * under way; `INVALID_ARGUMENT` for the record of a batch that sealed
 * @example
 * ```ts
 * import { augmentMany, type AugmentManyOptions, type AugmentDocument } from '@eseal/core';
 *
 * export async function renew(archive: AsyncIterable<AugmentDocument>, options: AugmentManyOptions): Promise<void> {
 *   for await (const outcome of augmentMany(archive, options)) console.log(outcome.id, outcome.kind);
 * }
 * ```
 */
export async function* augmentMany(
  documents: Iterable<AugmentDocument> | AsyncIterable<AugmentDocument>,
  options: AugmentManyOptions,
): AsyncGenerator<AugmentOutcome, void, undefined> {
  const { concurrency = 4, record, retry, signal } = options;
  assertNumbers({ ...retry, concurrency });
  if ((await record?.journal.head()) !== undefined)
    throw new CoreError(
      'INVALID_ARGUMENT',
      'this journal is of sealing: raise documents with one of their own',
    );
  const seen = new Set<string>();
  const work = async (document: AugmentDocument, ending: AbortSignal): Promise<AugmentOutcome> => {
    if (record !== undefined && seen.has(document.id)) return repeated(document.id);
    if (record !== undefined) seen.add(document.id);
    return augmentOne(document, { ...options, signal: ending });
  };
  yield* runConcurrently(documents, work, { concurrency: Math.max(1, concurrency), signal });
}

/** Two documents under one id: which of them was made could not be told. */
function repeated(id: string): AugmentOutcome {
  const error = new CoreError('INVALID_ARGUMENT', `there is a document ${id} before this one`);
  return { kind: 'failed', id, error };
}

type OneOptions = AugmentManyOptions & { readonly signal: AbortSignal };

async function augmentOne(document: AugmentDocument, options: OneOptions): Promise<AugmentOutcome> {
  const { id } = document;
  const { record } = options;
  try {
    const source = await openRandomAccess(document.document);
    const own = { ...document, document: source };
    if (record !== undefined) return await augmentForRecord(own, record, options);
    return { kind: 'augmented', id, document: await raise(own, options) };
  } catch (cause) {
    const error = asEsealError(cause);
    return { kind: error.code === 'ABORTED' ? 'stopped' : 'failed', id, error };
  }
}

function raise({ document, id: _, ...own }: AugmentDocument, options: OneOptions): Promise<SealedDocument> {
  const { retry = {}, signal, timer = systemTimer } = options;
  return withRetries(() => augment(document, { ...options, ...own }), retry, timer, signal);
}

async function augmentForRecord(
  document: AugmentDocument,
  record: BatchRecord,
  options: OneOptions,
): Promise<AugmentOutcome> {
  const { id } = document;
  const { signal, timer = systemTimer } = options;
  const inputDigest = toHex((await digestDocument('SHA-256', document.document, { signal })).digest);
  const time = (): Date => new Date(timer.now());
  const made = await findRaised(record, id, inputDigest);
  if (made !== undefined) return { kind: 'kept', id, outputDigest: made.outputDigest };
  try {
    const augmented = await raise(document, options);
    const [kept] = await keepDocuments(record, [{ document: augmented, id, inputDigest, time: time() }]);
    if (isEsealError(kept)) throw kept;
    return { kind: 'augmented', id, document: augmented };
  } catch (error) {
    const { code } = asEsealError(error);
    await noteFailure(record, { id, inputDigest, time: time(), code, begun: undefined });
    throw error;
  }
}

/** Where the record itself fails nothing is noted: the note could take the place of one that says that the document is made. */
async function findRaised(
  record: BatchRecord,
  id: string,
  inputDigest: string,
): Promise<MadeEntry | undefined> {
  const last = await record.journal.find(id);
  // One that had to stay at a lower level is raised again.
  const isShort = last?.kind === 'made' && last.shortfall !== undefined;
  return isShort ? undefined : findMade(record, last, inputDigest);
}
