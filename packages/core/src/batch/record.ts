/**
 * Finding in the record of a batch what was made, and keeping there what is.
 *
 * @module
 */
import type { SealedDocument } from '../document/sealed-document.ts';
import { CoreError, type EsealError, isEsealError } from '../errors.ts';
import type { BatchRecord, JournalEntry } from './journal.ts';
import type { BatchManifest } from './manifest.ts';

/** What an earlier run made of a document. */
export type MadeEntry = Extract<JournalEntry, { readonly kind: 'made' }>;

/**
 * What an earlier run made of a document; what that run staged but did not publish is published.
 *
 * @param entry - the last of the document
 * @param inputDigest - of the document as it is now
 * @returns `undefined` when the document has to be made
 */
export async function findMade(
  { store }: BatchRecord,
  entry: JournalEntry | undefined,
  inputDigest: string,
): Promise<MadeEntry | undefined> {
  if (entry?.kind !== 'made') return undefined;
  const { id, outputDigest } = entry;
  // Another document under the same id: neither the one that was received, nor what was made of it and took its place.
  if (inputDigest !== entry.inputDigest && inputDigest !== outputDigest) return undefined;
  const { staged, published } = await store.look(id);
  if (published === outputDigest) return entry;
  if (staged !== outputDigest) return undefined;
  await store.publish(id);
  return entry;
}

/** A document that was made, with what the journal says of it. */
export interface MadeDocument extends Pick<MadeEntry, 'id' | 'inputDigest' | 'time'> {
  readonly document: SealedDocument;
}

/**
 * Stages, notes, publishes, as {@link BatchRecord} wants it, each step for all documents before the next, so that what makes
 * a step durable is done once for all. Not given up half-way: what was made is worth keeping.
 *
 * @returns for each document the digest of what stands in the store, or why nothing does: `RECORD_FAILED`, or the error of
 * the document itself, whose pieces are read only now
 */
export async function keepDocuments(
  { journal, store }: BatchRecord,
  documents: readonly MadeDocument[],
): Promise<readonly (string | EsealError)[]> {
  const staged = await Promise.all(
    documents.map((made) => attempt(async () => entryOf(made, await store.stage(made.id, made.document)))),
  );
  const noted = await Promise.all(
    staged.map((entry) =>
      isEsealError(entry) ? entry : attempt(() => journal.append(entry).then(() => entry)),
    ),
  );
  return Promise.all(
    noted.map((entry) =>
      isEsealError(entry) ? entry : attempt(() => store.publish(entry.id).then(() => entry.outputDigest)),
    ),
  );
}

function entryOf({ id, inputDigest, time, document }: MadeDocument, outputDigest: string): MadeEntry {
  const { shortfall } = document;
  const facts = { id, time, inputDigest, outputDigest };
  return { kind: 'made', ...facts, ...(shortfall && { shortfall: shortfall.error.code }) };
}

async function attempt<T>(step: () => Promise<T>): Promise<T | EsealError> {
  try {
    return await step();
  } catch (cause) {
    return recordError(cause);
  }
}

/** Errors of the SDK as they are; those of the journal or the store with what the system said. */
export function recordError(cause: unknown): EsealError {
  if (isEsealError(cause)) return cause;
  const reason = cause instanceof Error ? cause.message : 'an unknown reason';
  return new CoreError('RECORD_FAILED', `the journal or the store of the batch failed: ${reason}`, { cause });
}

/**
 * Binds a journal to a frozen list: an empty one begins with it.
 *
 * @throws CoreError `MANIFEST_DIFFERS` for the journal of another list, `RECORD_FAILED`
 */
export async function bindJournal(
  { journal }: BatchRecord,
  { digest, entries }: BatchManifest,
  time: Date,
): Promise<void> {
  const head = await journal.head().catch((cause: unknown) => {
    throw recordError(cause);
  });
  if (head !== undefined && head.manifestDigest !== digest) {
    throw new CoreError(
      'MANIFEST_DIFFERS',
      `the journal is of the list ${head.manifestDigest} of ${head.documents} documents, not of ${digest} with ${entries.length}`,
    );
  }
  if (head !== undefined) return;
  const first = { kind: 'manifest', time, manifestDigest: digest, documents: entries.length } as const;
  await journal.append(first).catch((cause: unknown) => {
    throw recordError(cause);
  });
}

/** Whether an error is not the document's own. */
export function isStop({ code }: Pick<EsealError, 'code'>): boolean {
  return code === 'ABORTED' || code === 'RECORD_FAILED';
}

/** Codes that say nothing of the document, or that it is made. */
const NOT_NOTED: ReadonlySet<string> = new Set(['ABORTED', 'RECORD_FAILED', 'SEALED_DOCUMENT_LOST']);

/** A failure as the journal has it. */
export interface Failure extends Pick<JournalEntry, 'id' | 'inputDigest' | 'time'> {
  readonly code: string;
  readonly begun: Date | undefined;
}

/**
 * For people who read the journal, and so that it stays known what the key was asked for: the next run tries the document
 * again with or without this entry.
 */
export async function noteFailure(
  record: BatchRecord | undefined,
  { begun, ...failure }: Failure,
): Promise<void> {
  if (record === undefined || NOT_NOTED.has(failure.code)) return;
  const entry: JournalEntry = { kind: 'failed', ...failure, ...(begun && { begun }) };
  await record.journal.append(entry).catch(() => undefined);
}
