/**
 * Sealing the documents of a plan, through interruptions.
 *
 * @module
 */
import {
  type BatchDocument,
  type BatchManifest,
  type BatchOutcome,
  CoreError,
  type EsealError,
  isEsealError,
  type SealFormat,
  type SealManyOptions,
  sealMany,
} from '@eseal/core';
import { createFolderStore, type FileJournal } from '@eseal/core/node';
import type { ChosenFormat } from '../../format-options.ts';
import { type BatchCounts, createCounter, resultOf } from './batch-summary.ts';
import { type OpenDocuments, openDocuments } from './open-document.ts';
import type { BatchTask } from './plan-batch.ts';
import type { ResultFile } from './result-file.ts';

/** Everything that a run works with. */
export interface BatchRun {
  readonly tasks: ReadonlyMap<string, BatchTask>;
  readonly manifest: BatchManifest;
  readonly journal: FileJournal;
  readonly outDir: string;
  readonly results: ResultFile;
  readonly createFormat: (format: ChosenFormat) => Promise<SealFormat>;
  readonly sealing: Omit<SealManyOptions, 'format' | 'manifest' | 'record' | 'stopAfterChunk' | 'signal'>;
  /** Ends the batch after the chunk under way. */
  readonly stop: AbortSignal;
  /** How many may fail before the batch ends after the chunk under way; one more ends it. */
  readonly maxFailures: number;
  readonly onOutcome: (outcome: BatchOutcome) => void;
}

/** What became of a run. */
export interface BatchResult {
  readonly counts: BatchCounts;
  /** Why it ended before all was done, unless too many failed. */
  readonly stop: EsealError | undefined;
}

/** Seals what is to be sealed; each outcome is in the results when this resolves. */
export async function runBatch(run: BatchRun): Promise<BatchResult> {
  const { journal, manifest, maxFailures, outDir, results, sealing, tasks } = run;
  await using open = openDocuments();
  const tooMany = new AbortController();
  const counter = createCounter();
  const pathOf = (id: string): string => tasks.get(id)?.output ?? id;
  let stop: EsealError | undefined;
  const [first] = tasks.values();
  const outcomes = sealMany(documentsOf(run, open), {
    ...sealing,
    // That of each document stands with it.
    format: await run.createFormat(first?.format ?? { name: 'pades' }),
    manifest,
    record: { journal, store: createFolderStore(outDir, { pathOf }) },
    stopAfterChunk: AbortSignal.any([run.stop, tooMany.signal]),
  });
  try {
    for await (const outcome of outcomes) {
      counter.add(outcome);
      if (outcome.kind === 'stopped') stop ??= outcome.error;
      run.onOutcome(outcome);
      await results.write(resultOf(outcome, tasks.get(outcome.id)));
      await open.close(outcome.id);
      if (counter.counts().failed > maxFailures) tooMany.abort();
    }
  } catch (error) {
    if (!isEsealError(error) || error.code !== 'ABORTED') throw error;
    stop ??= error;
  }
  await results.flush();
  const isTooMany = tooMany.signal.aborted && stop?.code === 'ABORTED' && !run.stop.aborted;
  return { counts: counter.counts(), stop: isTooMany ? undefined : stop };
}

/** The documents in the order of the list, each opened when its turn comes. */
async function* documentsOf(
  { createFormat, tasks }: BatchRun,
  open: OpenDocuments,
): AsyncGenerator<BatchDocument> {
  for (const { file, format } of tasks.values()) {
    const { id, path } = file;
    yield { id, document: () => open.open(id, path), format: await createFormat(format) };
  }
}

/** Why a batch that its caller ended has not sealed everything. */
export function interrupted({ kept, sealed }: BatchCounts, total: number): CoreError {
  const done = sealed + kept;
  return new CoreError(
    'ABORTED',
    `stopped with ${done} of ${total} documents sealed; the same command goes on with the others`,
  );
}
