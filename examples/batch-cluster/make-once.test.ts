import { createHash } from 'node:crypto';
import { createSealedDocument, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { outputName } from './jobs.ts';
import { makeOnce, type Results } from './make-once.ts';
import type { LogEntry } from './process-log.ts';
import type { SharedStore, StagedFile } from './shared-store.ts';

const JOB = { id: 'a.pdf', digest: 'd'.repeat(64), manifest: 'e'.repeat(64) };

/** What stays on the disks when a process dies. */
function createDisk() {
  return { published: new Map<string, string>(), logged: [] as LogEntry[], made: 0 };
}

/** A process that dies when it wants to take a step for which it has no more life. */
function createProcess(disk: ReturnType<typeof createDisk>, life = Number.POSITIVE_INFINITY) {
  let left = life;
  const step = async <T>(take: () => T): Promise<T> => {
    if (left-- <= 0) throw new Error('killed');
    return take();
  };
  const store: SharedStore = {
    find: async (name) => disk.published.get(name),
    async stage(name, document) {
      const digest = createHash('sha256')
        .update(await document.toBytes())
        .digest('hex');
      return step(() => ({ name, path: '', digest }));
    },
    publish: ({ name, digest }: StagedFile) =>
      step(() => {
        if (disk.published.has(name)) return 'late';
        disk.published.set(name, digest);
        return 'published';
      }),
  };
  const log: Results['log'] = {
    append: (entry) => step(() => void disk.logged.push(entry)),
    [Symbol.asyncDispose]: async () => undefined,
  };
  const make = () => step(() => createSealedDocument('application/pdf', [utf8(`attempt ${++disk.made}`)]));
  return () => makeOnce(JOB, make, { queue: 'sealing', store, log });
}

describe('making a result once', () => {
  it('makes, stages, notes and publishes', async () => {
    const disk = createDisk();
    const result = await createProcess(disk)();
    expect(result).toEqual({ kind: 'published', outputDigest: disk.published.get(outputName(JOB)) });
    expect(disk.logged).toEqual([{ queue: 'sealing', ...JOB, outputDigest: result.outputDigest }]);
  });

  it.each([
    [0, { made: 1, logged: 1 }],
    [1, { made: 2, logged: 1 }],
    [2, { made: 2, logged: 1 }],
    [3, { made: 2, logged: 2 }],
    [4, { made: 1, logged: 1 }],
  ])('leaves one result when the first process dies after %i steps', async (life, uses) => {
    const disk = createDisk();
    await createProcess(disk, life)().catch(() => undefined);
    const before = new Map(disk.published);
    await createProcess(disk)();
    expect(disk.published.size).toBe(1);
    for (const [name, digest] of before) expect(disk.published.get(name)).toBe(digest);
    expect({ made: disk.made, logged: disk.logged.length }).toEqual(uses);
  });

  it.each([
    { ...JOB, manifest: '../inbox' },
    { ...JOB, digest: `../${'d'.repeat(64)}` },
    { ...JOB, manifest: '' },
    { ...JOB, digest: 'D'.repeat(64) },
  ])('looks nowhere and makes nothing for a job that names a path: %j', async (job) => {
    const looked: string[] = [];
    const store: SharedStore = {
      find: async (name) => void looked.push(name),
      stage: () => Promise.reject(new Error('staged')),
      publish: () => Promise.reject(new Error('published')),
    };
    const make = () => Promise.reject(new Error('made'));
    const log = { append: async () => undefined, [Symbol.asyncDispose]: async () => undefined };
    await expect(makeOnce(job, make, { queue: 'sealing', store, log })).rejects.toThrow(/SHA-256/);
    expect(looked).toEqual([]);
  });

  it('gives both of two processes at a time the one result, and notes what was thrown away', async () => {
    const disk = createDisk();
    const results = await Promise.all([createProcess(disk)(), createProcess(disk)()]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['kept', 'published']);
    expect(new Set(results.map(({ outputDigest }) => outputDigest))).toEqual(
      new Set(disk.published.values()),
    );
    expect(disk.logged).toHaveLength(2);
  });
});
