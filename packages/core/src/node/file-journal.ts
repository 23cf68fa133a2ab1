/**
 * The journal of a batch in a file: one line of JSON for each entry.
 *
 * @module
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { Journal, JournalEntry, JournalHead } from '../batch/journal.ts';
import { CoreError } from '../errors.ts';
import { lockFile } from './file-lock.ts';
import { createGroupCommit } from './group-commit.ts';
import { parseJournalLine } from './journal-line.ts';

/** A journal in a file; `close` it, or let `await using` do so. */
export interface FileJournal extends Journal, AsyncDisposable {
  close(): Promise<void>;
}

/**
 * Opens a journal, and makes it when it is not there. One process at a time has it open: a file `PATH.lock` says which. An
 * entry that a crash cut off is removed.
 *
 * @throws CoreError `JOURNAL_INVALID` for a file that is no journal, `JOURNAL_IN_USE` while a process of this machine that
 * runs, or one of another machine, has it open; the platform's error when it cannot be opened
 */
export async function openFileJournal(path: string): Promise<FileJournal> {
  const lock = await lockFile(`${path}.lock`);
  try {
    const file = await open(path, 'a+');
    try {
      return openEntries(file, await readEntries(path, file), lock.release);
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function openEntries(
  file: FileHandle,
  { entries, head: found }: FoundEntries,
  release: () => Promise<void>,
): FileJournal {
  let head = found;
  const write = createWriter(file);
  const close = async (): Promise<void> => {
    await file.close();
    await release();
  };
  return {
    head: async () => head,
    find: async (id) => entries.get(id),
    async append(entry) {
      if (entry.kind === 'manifest' && (head !== undefined || entries.size > 0))
        throw new CoreError('JOURNAL_INVALID', 'the journal has begun without a list, or with another');
      await write(`${JSON.stringify(entry)}\n`);
      if (entry.kind === 'manifest') head = entry;
      else entries.set(entry.id, entry);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/**
 * Lines that are written and synchronised with the disk, those that wait for it together. After a failure nothing more is
 * written: what stands behind half a line could not be read.
 *
 * @see fdatasync of POSIX.1: it makes durable what is needed to read the data, the size of the file included
 */
function createWriter(file: FileHandle): (line: string) => Promise<void> {
  let waiting: string[] = [];
  let failure: { readonly cause: unknown } | undefined;
  const commit = createGroupCommit(async () => {
    const lines = waiting;
    waiting = [];
    if (failure !== undefined) throw failure.cause;
    try {
      await file.appendFile(lines.join(''));
      await file.datasync();
    } catch (cause) {
      failure = { cause };
      throw cause;
    }
  });
  return (line) => {
    waiting.push(line);
    return commit();
  };
}

interface FoundEntries {
  /** The last of each document. */
  readonly entries: Map<string, JournalEntry>;
  readonly head: JournalHead | undefined;
}

/** What stands in the file; what is after the last whole line is cut off. */
async function readEntries(path: string, file: FileHandle): Promise<FoundEntries> {
  const entries = new Map<string, JournalEntry>();
  let head: JournalHead | undefined;
  let lines = 0;
  let end = 0;
  for await (const { line, next } of readLines(file)) {
    end = next;
    lines++;
    const entry = parseJournalLine(line, `${path}:${lines}`);
    if (entry.kind !== 'manifest') entries.set(entry.id, entry);
    else if (lines === 1) head = entry;
    else throw new CoreError('JOURNAL_INVALID', `${path}:${lines} is a second beginning of a journal`);
  }
  if ((await file.stat()).size > end) await file.truncate(end);
  return { entries, head };
}

const NEW_LINE = 0x0a;
const PIECE = 2 ** 20;

/** Longest line: an id of 1,024 characters, each escaped, with everything else. */
const MAX_LINE = 2 ** 14;

/** The whole lines of a file, each with the place after it. */
async function* readLines(
  file: FileHandle,
): AsyncGenerator<{ readonly line: string; readonly next: number }> {
  let left: Uint8Array = new Uint8Array();
  let position = 0;
  for (;;) {
    const piece = new Uint8Array(left.length + PIECE);
    piece.set(left);
    const { bytesRead } = await file.read(piece, left.length, PIECE, position + left.length);
    const bytes = piece.subarray(0, left.length + bytesRead);
    let start = 0;
    for (let end = bytes.indexOf(NEW_LINE); end >= 0; end = bytes.indexOf(NEW_LINE, start)) {
      yield { line: new TextDecoder().decode(bytes.subarray(start, end)), next: position + end + 1 };
      start = end + 1;
    }
    if (bytesRead === 0) return;
    left = bytes.slice(start);
    position += start;
    if (left.length > MAX_LINE) throw new CoreError('JOURNAL_INVALID', 'a line is too long for a journal');
  }
}
