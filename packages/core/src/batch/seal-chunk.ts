/**
 * One chunk of a batch: its values in one call of the signer, then its documents.
 *
 * @module
 */
import { throwIfAborted } from '../crypto/digest.ts';
import { CoreError, type EsealError, isEsealError } from '../errors.ts';
import type { PreparedDocument } from '../seal/format.ts';
import { assembleAtLevel } from '../seal/raise.ts';
import { wrongCount } from '../seal/seal.ts';
import { assertSignatureValue } from '../seal/self-check.ts';
import { systemTimer } from '../util/timer.ts';
import { asEsealError } from './as-eseal-error.ts';
import { isWithoutValue, maySignAgain } from './call-outcome.ts';
import type { BatchRecord } from './journal.ts';
import type { ChunkItem, PreparedItem } from './prepare-item.ts';
import { isStop, keepDocuments, noteFailure, recordError } from './record.ts';
import { withRetries } from './retry.ts';
import type { BatchOutcome } from './seal-many-options.ts';
import type { SealRun } from './seal-run.ts';

/** What became of a chunk. */
export interface CompletedChunk {
  /** In the order of the documents. */
  readonly outcomes: readonly BatchOutcome[];
  /** Why the batch must not go on. */
  readonly stop?: EsealError;
}

/** Asks the signer for the values of a chunk and finishes its documents. Never rejects. */
export async function completeChunk<Prepared extends PreparedDocument>(
  items: readonly ChunkItem<Prepared>[],
  chunk: number,
  run: SealRun<Prepared>,
): Promise<CompletedChunk> {
  const values = await signItems(items, chunk, run);
  if (isEsealError(values)) return { outcomes: items.map((item) => stoppedItem(item, values)), stop: values };
  const finished = await Promise.all(items.map((item) => finishItem(item, values, run)));
  const { onProgress, record } = run.options;
  const outcomes = record === undefined ? finished : await keepOutcomes(finished, items, record, run);
  const failure = outcomes.find(
    (outcome) => outcome.kind === 'stopped' && outcome.error.code === 'RECORD_FAILED',
  );
  const told = tell(() => onProgress?.({ kind: 'finished', chunk, outcomes }));
  const stop = failure?.kind === 'stopped' ? failure.error : told;
  return { outcomes, ...(stop && { stop }) };
}

/** What was settled on its own keeps its own outcome, unless that was the caller's giving up. */
export function stoppedItem(item: ChunkItem<PreparedDocument>, error: EsealError): BatchOutcome {
  if (item.kind === 'settled') {
    const { outcome } = item;
    return outcome.kind === 'stopped' && outcome.error.code === 'ABORTED' ? { ...outcome, error } : outcome;
  }
  return { kind: 'stopped', id: item.id, error };
}

type Values<Prepared extends PreparedDocument> = ReadonlyMap<ChunkItem<Prepared>, Uint8Array>;

/** A verified value per prepared item, or why the batch has to stop. */
async function signItems<Prepared extends PreparedDocument>(
  items: readonly ChunkItem<Prepared>[],
  chunk: number,
  run: SealRun<Prepared>,
): Promise<Values<Prepared> | EsealError> {
  const waiting = items.filter((item) => item.kind === 'prepared');
  const { onProgress } = run.options;
  const values = waiting.length;
  try {
    assertRecorded(items);
    onProgress?.({ kind: 'prepared', chunk, documents: items.length, values });
  } catch (cause) {
    return asEsealError(cause);
  }
  if (values === 0) return new Map();
  const signed = await signPrepared(waiting, run).catch(async (cause: unknown) => {
    const error = asEsealError(cause);
    if (isWithoutValue(error)) await noteRefusal(waiting, error, run);
    return error;
  });
  if (isEsealError(signed)) return signed;
  // Whatever this throws, the values are made.
  return tell(() => onProgress?.({ kind: 'signed', chunk, values })) ?? signed;
}

/** A record that failed for one document is not trusted with the others. */
function assertRecorded(items: readonly ChunkItem<PreparedDocument>[]): void {
  for (const item of items) {
    if (item.kind !== 'settled' || item.outcome.kind !== 'stopped') continue;
    if (item.outcome.error.code === 'RECORD_FAILED') throw item.outcome.error;
  }
}

async function signPrepared<Prepared extends PreparedDocument>(
  items: readonly PreparedItem<Prepared>[],
  run: SealRun<Prepared>,
): Promise<Values<Prepared>> {
  const { retry = { attempts: 1 }, signal, signer, stopAfterChunk, timer = systemTimer } = run.options;
  const { algorithm, certificates } = run.context;
  throwIfAborted(signal);
  throwIfAborted(stopAfterChunk);
  await run.watchCertificate(signal ? { signal } : {});
  await noteBegun(items, run);
  const requests = items.map(({ designation, prepared }) => ({
    dataToBeSigned: prepared.dataToBeSigned,
    algorithm,
    document: designation,
  }));
  const sign = (): Promise<readonly Uint8Array[]> => signer.sign(requests, signal && { signal });
  const values = await withRetries(sign, retry, timer, signal, maySignAgain);
  if (values.length !== requests.length) throw wrongCount(requests.length, values.length);
  const verified = items.map(async (item, at): Promise<readonly [ChunkItem<Prepared>, Uint8Array]> => {
    const { [at]: request } = requests;
    const { [at]: value } = values;
    if (request === undefined || value === undefined) throw wrongCount(requests.length, at);
    await assertSignatureValue(certificates[0], request, value);
    return [item, value];
  });
  return new Map(await Promise.all(verified));
}

/** Before the key is asked: so that it is known afterwards of which documents a value may exist. */
async function noteBegun(
  items: readonly PreparedItem<PreparedDocument>[],
  { now, options: { record } }: SealRun<PreparedDocument>,
): Promise<void> {
  if (record === undefined) return;
  const time = now();
  const noted = items.map(({ id, designation: { digest: inputDigest = '' } }) =>
    record.journal.append({ kind: 'begun', id, time, inputDigest }),
  );
  await Promise.all(noted).catch((cause: unknown) => {
    throw recordError(cause);
  });
}

/** The key was asked and made no value: only what earlier runs asked for is left to be told of. */
async function noteRefusal(
  items: readonly PreparedItem<PreparedDocument>[],
  { code }: EsealError,
  { now, options: { record } }: SealRun<PreparedDocument>,
): Promise<void> {
  const notes = items.map(({ id, designation: { digest: inputDigest = '' }, earlierAttempt }) =>
    noteFailure(record, { id, inputDigest, code, time: now(), begun: earlierAttempt }),
  );
  await Promise.all(notes);
}

async function finishItem<Prepared extends PreparedDocument>(
  item: ChunkItem<Prepared>,
  values: Values<Prepared>,
  { now, options }: SealRun<Prepared>,
): Promise<BatchOutcome> {
  if (item.kind === 'settled') return item.outcome;
  const { designation, earlierAttempt, format, id, prepared } = item;
  const begun = now();
  try {
    const value = values.get(item);
    if (value === undefined) throw wrongCount(1, 0);
    const document = await assembleAtLevel(format, prepared, value, options);
    return { kind: 'sealed', id, document, ...(earlierAttempt && { earlierAttempt }) };
  } catch (cause) {
    const error = asEsealError(cause);
    const { digest: inputDigest = '' } = designation;
    await noteFailure(options.record, { id, inputDigest, code: error.code, time: now(), begun });
    return { kind: isStop(error) ? 'stopped' : 'failed', id, error };
  }
}

/** Puts what was sealed into the record. */
async function keepOutcomes(
  outcomes: readonly BatchOutcome[],
  items: readonly ChunkItem<PreparedDocument>[],
  record: BatchRecord,
  { now }: SealRun<PreparedDocument>,
): Promise<readonly BatchOutcome[]> {
  const time = now();
  const made = outcomes.flatMap((outcome, at) => {
    const { [at]: item } = items;
    if (outcome.kind !== 'sealed' || item?.kind !== 'prepared') return [];
    const { id, document } = outcome;
    return [{ id, document, time, inputDigest: item.designation.digest ?? '' }];
  });
  const kept = await keepDocuments(record, made);
  const byId = new Map(made.map(({ id }, at) => [id, kept[at]]));
  return outcomes.map((outcome) => {
    if (outcome.kind !== 'sealed') return outcome;
    const { id } = outcome;
    const result = byId.get(id) ?? new CoreError('RECORD_FAILED', `${id} was not recorded`);
    if (typeof result === 'string') return { ...outcome, outputDigest: result };
    return { kind: isStop(result) ? 'stopped' : 'failed', id, error: result };
  });
}

function tell(event: () => void): EsealError | undefined {
  try {
    event();
    return undefined;
  } catch (cause) {
    return asEsealError(cause);
  }
}
