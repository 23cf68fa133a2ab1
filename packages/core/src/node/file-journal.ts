/**
 * The journal of a batch in a file: one line of JSON for each entry.
 *
 * @module
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { Journal, JournalEntry } from '../batch/journal.ts';
import { CoreError } from '../errors.ts';

/** A journal in a file; `close` it, or let `await using` do so. */
export interface FileJournal extends Journal, AsyncDisposable {
  close(): Promise<void>;
}

/**
 * Opens a journal, and makes it when it is not there. One process at a time may have it open. An entry that a crash cut
 * off is removed.
 *
 * @throws CoreError `JOURNAL_INVALID` for a file that is no journal; the platform's error when it cannot be opened
 */
export async function openFileJournal(path: string): Promise<FileJournal> {
  const file = await open(path, 'a+');
  try {
    const entries = await readEntries(path, file);
    const write = createWriter(file);
    return {
      find: async (id) => entries.get(id),
      async append(entry) {
        await write(`${JSON.stringify(entry)}\n`);
        entries.set(entry.id, entry);
      },
      close: () => file.close(),
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The last entry of each document; what stands after the last whole line is cut off. */
async function readEntries(path: string, file: FileHandle): Promise<Map<string, JournalEntry>> {
  const bytes = await file.readFile();
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) await file.truncate(end);
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  const entries = lines.map((line, at) => readEntry(line, `${path}:${at + 1}`));
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/**
 * Lines that are written and synchronised with the disk, those that wait for it together.
 *
 * @see fdatasync of POSIX.1: it makes durable what is needed to read the data, the size of the file included
 */
function createWriter(file: FileHandle): (line: string) => Promise<void> {
  let waiting = '';
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const lines = waiting;
    waiting = '';
    next = undefined;
    await file.appendFile(lines);
    await file.datasync();
  };
  return (line) => {
    waiting += line;
    next ??= last = last.catch(() => undefined).then(flush);
    return next;
  };
}

function readEntry(line: string, place: string): JournalEntry {
  const fields = parseObject(line);
  const { kind, id, inputDigest, outputDigest, code, shortfall } = fields;
  const time = new Date(typeof fields.time === 'string' ? fields.time : Number.NaN);
  if (typeof id === 'string' && isDigest(inputDigest) && !Number.isNaN(time.getTime())) {
    const shared = { id, time, inputDigest };
    if (kind === 'failed' && typeof code === 'string') return { kind, ...shared, code };
    if (kind === 'made' && isDigest(outputDigest)) {
      return { kind, ...shared, outputDigest, ...(typeof shortfall === 'string' && { shortfall }) };
    }
  }
  throw new CoreError('JOURNAL_INVALID', `${place} is no entry of a journal`);
}

function parseObject(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
