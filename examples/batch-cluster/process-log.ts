/**
 * The log of one process: a line for everything that it made with the key or had stamped, on the disk before that is published.
 * So each use of the key that left a trace anywhere is in a log, also of what came too late and was thrown away.
 */
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentJob, QueueName } from './jobs.ts';
import { processName } from './settings.ts';
import { syncDirectory } from './shared-store.ts';

/** An entry. */
export interface LogEntry extends DocumentJob {
  readonly queue: QueueName;
  /** SHA-256 of what was made. */
  readonly outputDigest: string;
}

/** A log that is only appended to. */
export interface ProcessLog extends AsyncDisposable {
  append(entry: LogEntry): Promise<void>;
}

/** Opens the log of this process. */
export async function openProcessLog(folder: string): Promise<ProcessLog> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, `${processName}.jsonl`), 'a');
  await syncDirectory(folder);
  return {
    async append(entry) {
      await file.appendFile(`${JSON.stringify({ time: new Date(), ...entry })}\n`);
      await file.datasync();
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}
