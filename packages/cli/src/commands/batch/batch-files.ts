/**
 * The files that a batch keeps beside its outputs, and what they say of an earlier run.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import {
  type BatchManifest,
  CoreError,
  createSealedDocument,
  freezeManifest,
  type JournalHead,
  parseManifest,
  serializeManifest,
  utf8,
} from '@eseal/core';
import { CliError } from '../../errors.ts';
import { readSmallFile } from '../../files.ts';
import { writeSealed } from '../../output.ts';
import { openDocuments } from './open-document.ts';
import type { BatchTask } from './plan-batch.ts';

/** Where a batch keeps what it knows. */
export interface BatchFiles {
  readonly journal: string;
  /** The frozen list. */
  readonly manifest: string;
  /** One line of JSON for each document of the last run. */
  readonly results: string;
}

/** The files, named after the journal. */
export function batchFiles(outDir: string, journal: string = join(outDir, 'eseal-batch.jsonl')): BatchFiles {
  const stem = journal.slice(0, journal.length - extname(journal).length);
  return { journal, manifest: `${stem}.manifest.json`, results: `${stem}.results.jsonl` };
}

/** Everything that decides on the list of a run. */
export interface ListDecision {
  readonly files: BatchFiles;
  readonly head: JournalHead | undefined;
  readonly resume: boolean;
  readonly outDir: string;
  readonly tasks: ReadonlyMap<string, BatchTask>;
  readonly signal: AbortSignal;
  /** Told of each document that is digested. */
  readonly onFrozen: () => void;
}

/**
 * The frozen list of a run: made from the documents as they are, or with `--resume` the one that the journal was begun with.
 *
 * @throws CoreError `MANIFEST_DIFFERS`, `MANIFEST_INVALID`; CliError `USAGE`
 */
export async function decideManifest(decision: ListDecision): Promise<BatchManifest> {
  const { files, head, resume, outDir, tasks } = decision;
  if (resume) {
    if (head === undefined)
      throw new CliError('USAGE', `there is nothing to resume: ${files.journal} is empty`);
    return assertSame(await readManifest(files.manifest), head, files);
  }
  if (head === undefined) assertNoOutputs(outDir, tasks);
  const manifest = await freeze(decision);
  if (head !== undefined) return assertSame(manifest, head, files);
  const bytes = utf8(serializeManifest(manifest));
  await writeSealed(files.manifest, createSealedDocument('application/json', [bytes]));
  return manifest;
}

async function readManifest(path: string): Promise<BatchManifest> {
  return parseManifest(new TextDecoder().decode(await readSmallFile(path)), { maxBytes: 2 ** 28 });
}

async function freeze({ onFrozen, signal, tasks }: ListDecision): Promise<BatchManifest> {
  await using open = openDocuments();
  const documents = async function* () {
    for (const { file } of tasks.values()) {
      const { id, name, mediaType, digest } = file;
      const document = await open.open(id, file.path);
      yield { id, name, document, ...(mediaType && { mediaType }), ...(digest && { digest }) };
      await open.close(id);
      onFrozen();
    }
  };
  return freezeManifest(documents(), { signal });
}

/** What stands there was not made by this batch, and may be the only copy of something else. */
function assertNoOutputs(outDir: string, tasks: ReadonlyMap<string, BatchTask>): void {
  for (const { output } of tasks.values()) {
    const path = join(outDir, output);
    if (existsSync(path))
      throw new CliError('USAGE', `${path} is there already and not of this batch: name another --out-dir`);
  }
}

function assertSame(
  manifest: BatchManifest,
  head: JournalHead,
  { journal, manifest: path }: BatchFiles,
): BatchManifest {
  if (manifest.digest === head.manifestDigest) return manifest;
  throw new CoreError(
    'MANIFEST_DIFFERS',
    `${journal} is of other documents: --resume goes on with the list in ${path}, of which nothing that changed or was added since is sealed; for a new batch name another --journal or --out-dir`,
  );
}
