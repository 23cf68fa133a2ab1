/**
 * The way of one document to the key: admitted, found or prepared.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import type { PrepareContext, PreparedDocument, SealFormat } from '../seal/format.ts';
import type { DesignatedDocument } from '../seal/signer.ts';
import { asEsealError } from './as-eseal-error.ts';
import { openBatchInput } from './batch-input.ts';
import type { BatchRecord, JournalEntry } from './journal.ts';
import type { ManifestEntry } from './manifest.ts';
import { assertListed } from './manifest-check.ts';
import { type Failure, findMade, isStop, noteFailure, recordError } from './record.ts';
import type { BatchDocument, BatchOutcome } from './seal-many-options.ts';
import type { SealRun } from './seal-run.ts';

/** A document that waits for its value. */
export interface PreparedItem<Prepared extends PreparedDocument> {
  readonly kind: 'prepared';
  readonly id: string;
  readonly prepared: Prepared;
  readonly format: SealFormat<Prepared>;
  /** As the manifest has it, when there is one. */
  readonly designation: DesignatedDocument;
  /** When an earlier run asked for its value in vain. */
  readonly earlierAttempt: Date | undefined;
}

/** A document that needs no value: kept, failed, or stopped. */
export interface SettledItem {
  readonly kind: 'settled';
  readonly outcome: BatchOutcome;
}

/** A document on its way through a chunk. */
export type ChunkItem<Prepared extends PreparedDocument> = PreparedItem<Prepared> | SettledItem;

/** What is known of a document that is not made. */
type KnownEntry = Pick<Failure, 'inputDigest' | 'begun'>;

/** Never rejects: what fails, fails alone. */
export async function prepareItem<Prepared extends PreparedDocument>(
  given: BatchDocument<Prepared>,
  signingTime: Date,
  run: SealRun<Prepared>,
): Promise<ChunkItem<Prepared>> {
  const { id } = given;
  // Set once the record was asked: before, a note could take the place of one that says that the document is made.
  let known: KnownEntry | undefined;
  try {
    const entry = run.list?.admit(id);
    if (entry !== undefined && run.options.record !== undefined) {
      const found = await lookUp(run.options.record, entry);
      if (found.outcome !== undefined) return { kind: 'settled', outcome: found.outcome };
      known = { inputDigest: entry.digest, begun: begunAt(found.last) };
    }
    const context = { ...run.context, signingTime };
    const { format = run.options.format } = given;
    const prepared = await prepareListed(given, entry, format, context);
    return {
      kind: 'prepared',
      id,
      prepared,
      format,
      designation: entry ?? { id },
      earlierAttempt: known?.begun,
    };
  } catch (cause) {
    const error = asEsealError(cause);
    if (known !== undefined)
      await noteFailure(run.options.record, { ...known, id, code: error.code, time: run.now() });
    return { kind: 'settled', outcome: { kind: isStop(error) ? 'stopped' : 'failed', id, error } };
  }
}

/** What the record says of a document: that it is made, or its last entry. */
async function lookUp(
  record: BatchRecord,
  { id, digest }: ManifestEntry,
): Promise<{ readonly outcome?: BatchOutcome; readonly last?: JournalEntry | undefined }> {
  try {
    const last = await record.journal.find(id);
    const made = await findMade(record, last, digest);
    if (made === undefined && last?.kind === 'made') throw lost(id);
    if (made === undefined) {
      await assertVacant(record, id);
      return { last };
    }
    const { outputDigest, shortfall } = made;
    return { outcome: { kind: 'kept', id, outputDigest, ...(shortfall !== undefined && { shortfall }) } };
  } catch (cause) {
    throw recordError(cause);
  }
}

/** Whoever took it away may have sent it: another seal would make two documents of one. */
function lost(id: string): CoreError {
  return new CoreError(
    'SEALED_DOCUMENT_LOST',
    `${id} was sealed by an earlier run, but is not in the store as it was made; it is not sealed again`,
  );
}

/** What stands there may be the seal that a lost journal told of, or somebody's only copy: nothing takes its place. */
async function assertVacant({ store }: BatchRecord, id: string): Promise<void> {
  if ((await store.look(id)).published === undefined) return;
  throw new CoreError(
    'OUTPUT_EXISTS',
    `${id} is in the store, and the journal does not say that this batch made it; it is not replaced`,
  );
}

async function prepareListed<Prepared extends PreparedDocument>(
  given: BatchDocument<Prepared>,
  entry: ManifestEntry | undefined,
  format: SealFormat<Prepared>,
  context: PrepareContext,
): Promise<Prepared> {
  const source = await openBatchInput(given.document);
  const document = entry === undefined ? source : await assertListed(entry, source, context.signal);
  return format.prepare(document, context);
}

/** When the key was asked for a value that no document holds. */
function begunAt(entry: JournalEntry | undefined): Date | undefined {
  switch (entry?.kind) {
    case 'begun':
      return entry.time;
    case 'failed':
      return entry.begun;
    default:
      return undefined;
  }
}
