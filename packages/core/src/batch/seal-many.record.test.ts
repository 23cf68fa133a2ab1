import { createMockSigner } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { parseToySeal, textOf, toyFormat } from '../../test/toy-format.ts';
import { CoreError } from '../errors.ts';
import { freezeManifest } from './freeze-manifest.ts';
import type { BatchRecord } from './journal.ts';
import { sealMany } from './seal-many.ts';
import type { BatchDocument, SealManyOptions } from './seal-many-options.ts';
import { createDisk, type Disk, openRecord } from './test-record.ts';
import { collect, documents, NOW, now, sealAll, summary, world } from './test-seal-batch.ts';

const manifest = await freezeManifest(documents(5));

/** One run over a disk, whose power may be cut after some steps. */
async function runOnce(disk: Disk, steps?: number, options: Partial<SealManyOptions> = {}) {
  const record = openRecord(disk, steps);
  const signer = createMockSigner(world.seal);
  const given = { signer, format: toyFormat(), now, manifest, record, chunkSize: 2, ...options };
  return Promise.race([record.off, collect(sealMany(documents(5), given))]);
}

const published = (disk: Disk) =>
  [...disk.published].map(([id, bytes]) => `${id}: ${parseToySeal(bytes).document}`).sort();
const madeOf = (disk: Disk) => disk.entries.filter(({ kind }) => kind === 'made');

describe('a batch with a record', () => {
  it('begins the journal with the list, and notes what is begun before the key is asked', async () => {
    const disk = createDisk();
    const signer = createMockSigner(world.seal);
    const seen: unknown[] = [];
    const watching: typeof signer = {
      ...signer,
      sign(...call) {
        seen.push(disk.entries.map(({ kind }) => kind));
        return signer.sign(...call);
      },
    };
    await runOnce(disk, undefined, { signer: watching, chunkSize: 3 });
    expect(disk.entries[0]).toEqual({
      kind: 'manifest',
      time: NOW,
      manifestDigest: manifest.digest,
      documents: 5,
    });
    expect(seen).toEqual([
      ['manifest', 'begun', 'begun', 'begun'],
      ['manifest', 'begun', 'begun', 'begun', 'made', 'made', 'made', 'begun', 'begun'],
    ]);
  });

  it('gives the digest of what stands in the store', async () => {
    const disk = createDisk();
    const outcomes = await runOnce(disk);
    if (outcomes === 'off') throw new TypeError('the power is off');
    const digests = madeOf(disk).map((entry) => entry.kind === 'made' && entry.outputDigest);
    expect(outcomes.map((outcome) => outcome.kind === 'sealed' && outcome.outputDigest)).toEqual(digests);
  });

  it('seals every document exactly once, wherever the power is cut', async () => {
    for (let steps = 0; steps <= 21; steps++) {
      const disk = createDisk();
      await runOnce(disk, steps);
      const before = new Map(disk.published);
      const outcomes = await runOnce(disk);
      expect(published(disk), `after ${steps} steps`).toEqual(
        documents(5).map(({ id, document }) => `${id}: ${textOf(document)}`),
      );
      for (const [id, bytes] of before) expect(disk.published.get(id)).toEqual(bytes);
      expect(madeOf(disk)).toHaveLength(5);
      expect(disk.staged.size).toBe(0);
      expect(outcomes).toHaveLength(5);
    }
  });

  it('keeps what was made without reading it, and publishes what was staged', async () => {
    const disk = createDisk();
    await runOnce(disk);
    const bytes = disk.published.get('0');
    if (bytes === undefined) throw new TypeError('nothing was published');
    disk.published.delete('0');
    disk.staged.set('0', bytes);
    const unread: BatchDocument[] = documents(5).map(({ id }) => ({
      id,
      document: () => Promise.reject(new Error('read')),
    }));
    const signer = createMockSigner(world.seal);
    const outcomes = await sealAll(unread, { manifest, record: openRecord(disk), signer });
    expect(summary(outcomes)).toEqual(documents(5).map(({ id }) => `${id} kept`));
    expect(signer.calls).toEqual([]);
    expect(disk.published.get('0')).toEqual(bytes);
  });

  it('says of which documents a value may exist that an interrupted run asked for', async () => {
    const disk = createDisk();
    // The head and what is begun of the first chunk.
    await runOnce(disk, 3);
    const later = new Date('2026-11-02T09:00:00Z');
    const outcomes = await runOnce(disk, undefined, { now: () => later });
    if (outcomes === 'off') throw new TypeError('the power is off');
    expect(outcomes.map((outcome) => outcome.kind === 'sealed' && outcome.earlierAttempt)).toEqual([
      NOW,
      NOW,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('still says so after a run in which the document failed, and not where the key made no value', async () => {
    const refusal = Object.assign(new CoreError('SIGNER_UNAUTHORIZED', 'no'), { outcome: 'rejected' });
    const good = createMockSigner(world.seal);
    const refused = { ...good, sign: () => Promise.reject(refusal) };
    const disk = createDisk();
    await runOnce(disk, 3);
    // The first chunk was begun before, the key refuses; then document 0 cannot be prepared.
    await runOnce(disk, undefined, { signer: refused, chunkSize: 3 });
    await runOnce(disk, undefined, {
      format: toyFormat({ refuses: 'document 0' }),
      signer: refused,
      chunkSize: 3,
    });
    const outcomes = await runOnce(disk);
    if (outcomes === 'off') throw new TypeError('the power is off');
    const attempts = outcomes.map((outcome) => outcome.kind === 'sealed' && outcome.earlierAttempt);
    expect(attempts).toEqual([NOW, NOW, undefined, undefined, undefined]);
  });

  it('does not seal again what was taken out of the store, or was changed there', async () => {
    const disk = createDisk();
    await runOnce(disk);
    disk.published.delete('1');
    disk.published.set('2', new Uint8Array(3));
    for (const _again of [1, 2]) {
      const outcomes = await runOnce(disk);
      if (outcomes === 'off') throw new TypeError('the power is off');
      expect(summary(outcomes)).toEqual([
        '0 kept',
        '1 failed SEALED_DOCUMENT_LOST',
        '2 failed SEALED_DOCUMENT_LOST',
        '3 kept',
        '4 kept',
      ]);
      expect(outcomes[1]).toMatchObject({ error: { code: 'SEALED_DOCUMENT_LOST' } });
    }
  });

  it('forgets nothing that was made because its store gives no answer', async () => {
    const disk = createDisk();
    await runOnce(disk);
    const record = openRecord(disk);
    const down = new CoreError('TRANSPORT_FAILED', 'the store is away', { retryable: true });
    const away = { ...record, store: { ...record.store, look: () => Promise.reject(down) } };
    const failed = await sealAll(documents(5), { manifest, record: away });
    expect(summary(failed)).toEqual(documents(5).map(({ id }) => `${id} failed TRANSPORT_FAILED`));
    const outcomes = await sealAll(documents(5), { manifest, record });
    expect(summary(outcomes)).toEqual(documents(5).map(({ id }) => `${id} kept`));
    expect(madeOf(disk)).toHaveLength(5);
  });

  it('replaces nothing in the store that the journal does not know, and asks no key for it', async () => {
    const disk = createDisk();
    await runOnce(disk);
    const before = new Map(disk.published);
    // The journal as it was before the last two documents were made.
    const older = { ...disk, entries: disk.entries.filter((entry) => !('id' in entry && entry.id > '2')) };
    const signer = createMockSigner(world.seal);
    const outcomes = await sealAll(documents(5), { signer, manifest, record: openRecord(older) });
    expect(summary(outcomes)).toEqual([
      '0 kept',
      '1 kept',
      '2 kept',
      '3 failed OUTPUT_EXISTS',
      '4 failed OUTPUT_EXISTS',
    ]);
    expect(outcomes[4]).toMatchObject({ error: { code: 'OUTPUT_EXISTS' } });
    expect(signer.calls).toEqual([]);
    expect(disk.published).toEqual(before);
  });

  it('keeps what had to stay at a lower level: it has its seal', async () => {
    const disk = createDisk();
    const timestamps = {
      digestAlgorithm: 'SHA-256',
      tokenSize: async () => 100,
      stamp: () => Promise.reject(new CoreError('TIMESTAMP_UNAVAILABLE', 'no answer')),
    } as const;
    const options = { adesLevel: 'B-T', timestamps, acceptLowerLevel: true } as const;
    await runOnce(disk, undefined, options);
    const outcomes = await runOnce(disk, undefined, options);
    expect(outcomes).toMatchObject(
      documents(5).map(({ id }) => ({ id, kind: 'kept', shortfall: 'TIMESTAMP_UNAVAILABLE' })),
    );
  });

  it('tries again what failed', async () => {
    const disk = createDisk();
    for (const format of [toyFormat({ refuses: 'document 1' }), toyFormat({ breaks: 'document 1' })]) {
      const outcomes = await runOnce(disk, undefined, { format });
      expect(outcomes).toContainEqual(expect.objectContaining({ kind: 'failed', id: '1' }));
    }
    expect(disk.entries.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { id: '1', code: 'DOCUMENT_TOO_LARGE' },
      { id: '1', code: 'UNEXPECTED', begun: NOW },
    ]);
    const outcomes = await runOnce(disk);
    expect(outcomes).toMatchObject([
      { kind: 'kept' },
      { kind: 'sealed', earlierAttempt: NOW },
      { kind: 'kept' },
      { kind: 'kept' },
      { kind: 'kept' },
    ]);
  });

  it('is refused for another list before anything is signed, and without a list', async () => {
    const disk = createDisk();
    await runOnce(disk, 4);
    const signer = createMockSigner(world.seal);
    const other = await freezeManifest(documents(6));
    const record = openRecord(disk);
    await expect(sealAll(documents(6), { signer, manifest: other, record })).rejects.toMatchObject({
      code: 'MANIFEST_DIFFERS',
    });
    await expect(sealAll(documents(6), { signer, record })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    expect(signer.calls).toEqual([]);
  });
});

describe('a record that fails', () => {
  const full = new Error('ENOSPC: no space left on device');
  const broken = (
    record: BatchRecord,
    which: 'find' | 'begun' | 'made' | 'stage' | 'publish',
    id: string,
  ): BatchRecord => ({
    journal: {
      head: () => record.journal.head(),
      find: (asked) => (which === 'find' && asked === id ? Promise.reject(full) : record.journal.find(asked)),
      append: (entry) =>
        entry.kind === which && entry.id === id ? Promise.reject(full) : record.journal.append(entry),
    },
    store: {
      look: (asked) => record.store.look(asked),
      stage: (asked, document) =>
        which === 'stage' && asked === id ? Promise.reject(full) : record.store.stage(asked, document),
      publish: (asked) =>
        which === 'publish' && asked === id ? Promise.reject(full) : record.store.publish(asked),
    },
  });

  it.each([
    [
      'find',
      0,
      [
        '0 sealed',
        '1 sealed',
        '2 stopped RECORD_FAILED',
        '3 stopped RECORD_FAILED',
        '4 stopped RECORD_FAILED',
      ],
    ],
    [
      'begun',
      0,
      [
        '0 sealed',
        '1 sealed',
        '2 stopped RECORD_FAILED',
        '3 stopped RECORD_FAILED',
        '4 stopped RECORD_FAILED',
      ],
    ],
    ['stage', 1, ['0 sealed', '1 sealed', '2 stopped RECORD_FAILED', '3 sealed', '4 stopped RECORD_FAILED']],
    ['made', 1, ['0 sealed', '1 sealed', '2 stopped RECORD_FAILED', '3 sealed', '4 stopped RECORD_FAILED']],
    [
      'publish',
      1,
      ['0 sealed', '1 sealed', '2 stopped RECORD_FAILED', '3 sealed', '4 stopped RECORD_FAILED'],
    ],
  ] as const)('at %s stops the batch, and the next run goes on', async (which, calls, expected) => {
    const disk = createDisk();
    const signer = createMockSigner(world.seal);
    const record = broken(openRecord(disk), which, '2');
    const outcomes = await sealAll(documents(5), { signer, manifest, record, chunkSize: 2 });
    expect(summary(outcomes)).toEqual(expected);
    expect(outcomes[2]).toMatchObject({ error: { message: expect.stringContaining('ENOSPC'), cause: full } });
    expect(signer.calls).toHaveLength(1 + calls);
    await runOnce(disk);
    expect(published(disk)).toHaveLength(5);
    expect(
      madeOf(disk)
        .map((entry) => 'id' in entry && entry.id)
        .sort(),
    ).toEqual(['0', '1', '2', '3', '4']);
  });

  it('at its beginning refuses the batch', async () => {
    const record = openRecord(createDisk());
    const journal = { ...record.journal, head: () => Promise.reject(full) };
    await expect(sealAll(documents(1), { manifest, record: { ...record, journal } })).rejects.toMatchObject({
      code: 'RECORD_FAILED',
    });
  });
});
