import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../batch/journal.ts';
import { openFileJournal } from './file-journal.ts';

const MADE: JournalEntry = {
  kind: 'made',
  id: '請求書 1.pdf',
  time: new Date('2026-11-01T09:00:00Z'),
  inputDigest: 'a'.repeat(64),
  outputDigest: 'b'.repeat(64),
};
const FAILED: JournalEntry = {
  kind: 'failed',
  id: '2.pdf',
  time: new Date('2026-11-01T09:00:01Z'),
  inputDigest: 'c'.repeat(64),
  code: 'TIMESTAMP_REFUSED',
};

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eseal-journal-'));
  path = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a journal in a file', () => {
  it('gives the last entry of each document, also after it was opened again', async () => {
    {
      await using journal = await openFileJournal(path);
      await journal.append({ ...FAILED, id: MADE.id });
      await Promise.all([journal.append(MADE), journal.append(FAILED)]);
      expect(await journal.find(MADE.id)).toEqual(MADE);
    }
    await using journal = await openFileJournal(path);
    expect(await journal.find(MADE.id)).toEqual(MADE);
    expect(await journal.find(FAILED.id)).toEqual(FAILED);
    expect(await journal.find('3.pdf')).toBeUndefined();
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
  });

  it('keeps that a document had to stay at a lower level', async () => {
    const entry = { ...MADE, shortfall: 'TIMESTAMP_UNAVAILABLE' };
    {
      await using journal = await openFileJournal(path);
      await journal.append(entry);
    }
    await using journal = await openFileJournal(path);
    expect(await journal.find(MADE.id)).toEqual(entry);
  });

  it('forgets an entry that was cut off, and goes on after the one before', async () => {
    {
      await using journal = await openFileJournal(path);
      await journal.append(MADE);
    }
    const whole = readFileSync(path, 'utf8');
    appendFileSync(path, JSON.stringify(FAILED).slice(0, -5));
    {
      await using journal = await openFileJournal(path);
      expect(await journal.find(FAILED.id)).toBeUndefined();
      expect(readFileSync(path, 'utf8')).toBe(whole);
      await journal.append(FAILED);
    }
    await using journal = await openFileJournal(path);
    expect(await journal.find(FAILED.id)).toEqual(FAILED);
  });

  it('begins with the list that it is of, once', async () => {
    const head = { kind: 'manifest', time: MADE.time, manifestDigest: 'd'.repeat(64), documents: 3 } as const;
    {
      await using journal = await openFileJournal(path);
      expect(await journal.head()).toBeUndefined();
      await journal.append(head);
      await expect(journal.append(head)).rejects.toMatchObject({ code: 'JOURNAL_INVALID' });
      await journal.append(MADE);
    }
    {
      await using journal = await openFileJournal(path);
      expect([await journal.head(), await journal.find(MADE.id)]).toEqual([head, MADE]);
    }
    writeFileSync(path, `${JSON.stringify(MADE)}\n`);
    await using journal = await openFileJournal(path);
    await expect(journal.append(head)).rejects.toMatchObject({ code: 'JOURNAL_INVALID' });
  });

  it('keeps what was begun, and what failed after it was', async () => {
    const begun = { kind: 'begun', id: '1', time: MADE.time, inputDigest: MADE.inputDigest } as const;
    const failed = { ...FAILED, id: '2', begun: MADE.time };
    {
      await using journal = await openFileJournal(path);
      await Promise.all([journal.append(begun), journal.append(failed)]);
    }
    await using journal = await openFileJournal(path);
    expect([await journal.find('1'), await journal.find('2')]).toEqual([begun, failed]);
  });

  it('reads more than it takes from the disk at once', async () => {
    const count = 8_000;
    const entries = Array.from({ length: count }, (_, at) => ({ ...MADE, id: `請求書 ${at}.pdf` }));
    writeFileSync(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    await using journal = await openFileJournal(path);
    for (const entry of entries) expect(await journal.find(entry.id)).toEqual(entry);
  });

  it('is open in one process at a time', async () => {
    const first = await openFileJournal(path);
    await expect(openFileJournal(path)).rejects.toMatchObject({ code: 'JOURNAL_IN_USE' });
    await first.close();
    await (await openFileJournal(path)).close();
  });

  it('is free again when it could not be read', async () => {
    for (const text of ['not a journal\n', 'a'.repeat(20_000)]) {
      writeFileSync(path, text);
      for (const _again of [1, 2])
        await expect(openFileJournal(path)).rejects.toMatchObject({ code: 'JOURNAL_INVALID' });
    }
  });

  const line = JSON.stringify(MADE);
  it.each([
    ['no JSON', 'invoice,date'],
    ['no object', '42'],
    ['no known kind', line.replace('"made"', '"maid"')],
    ['no id', line.replace('"id"', '"ident"')],
    ['no digest', line.replace('aaaa', 'AAAA')],
    ['no digest of what was made', line.replace('bbbb', 'bbb')],
    ['no time', line.replace('2026', 'year')],
    [
      'no number of documents',
      JSON.stringify({ kind: 'manifest', time: MADE.time, manifestDigest: MADE.inputDigest }),
    ],
    [
      'another beginning',
      JSON.stringify({ kind: 'manifest', time: MADE.time, manifestDigest: MADE.inputDigest, documents: 1 }),
    ],
    ['no reason of a failure', JSON.stringify({ ...FAILED, code: 7 })],
  ])('refuses a file with a line that has %s', async (_what, broken) => {
    writeFileSync(path, `${line}\n${broken}\n`);
    await expect(openFileJournal(path)).rejects.toMatchObject({
      code: 'JOURNAL_INVALID',
      message: expect.stringContaining(':2 '),
    });
  });

  it('says so when an entry cannot be written, and does not count it', async () => {
    const journal = await openFileJournal(path);
    await journal.close();
    await expect(journal.append(MADE)).rejects.toThrow();
    expect(await journal.find(MADE.id)).toBeUndefined();
    await expect(journal.append(MADE)).rejects.toThrow();
  });
});
