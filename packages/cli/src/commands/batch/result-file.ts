/**
 * The results of a batch in a file: one line of JSON for each document.
 *
 * @module
 */
import { open } from 'node:fs/promises';
import { CliError } from '../../errors.ts';
import { systemCode } from '../../files.ts';
import { jsonLine } from '../../json-text.ts';

/** A file of results, written as they come. */
export interface ResultFile extends AsyncDisposable {
  write(result: unknown): Promise<void>;
  /** Writes what is held back. */
  flush(): Promise<void>;
}

/** Characters that are written together. */
const HELD_BACK = 2 ** 16;

/**
 * Begins the file anew.
 *
 * @throws CliError `OUTPUT_FAILED`, as its methods do
 */
export async function createResultFile(path: string): Promise<ResultFile> {
  const failed = (cause: unknown): never => {
    throw new CliError('OUTPUT_FAILED', `${path} cannot be written (${systemCode(cause)})`, { cause });
  };
  const file = await open(path, 'w').catch(failed);
  let lines = '';
  const flush = async (): Promise<void> => {
    const text = lines;
    lines = '';
    await file.appendFile(text).catch(failed);
  };
  return {
    async write(result) {
      lines += `${jsonLine(result)}\n`;
      if (lines.length > HELD_BACK) await flush();
    },
    flush,
    [Symbol.asyncDispose]: () => file.close(),
  };
}
