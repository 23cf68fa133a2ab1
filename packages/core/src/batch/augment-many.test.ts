import { describe, expect, it, vi } from 'vitest';
import { createSealedDocument } from '../document/sealed-document.ts';
import { readAll } from '../document/source.ts';
import { CoreError } from '../errors.ts';
import type { SealFormat } from '../seal/format.ts';
import { utf8 } from '../util/bytes.ts';
import { createManualTimer } from '../util/test-timer.ts';
import {
  type AugmentDocument,
  type AugmentManyOptions,
  type AugmentOutcome,
  augmentMany,
} from './augment-many.ts';
import { createDisk, type Disk, openRecord } from './test-record.ts';

const DOWN = new CoreError('TIMESTAMP_UNAVAILABLE', 'gave no answer', { retryable: true });
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A format whose archive timestamps are plus signs, counted by document. */
function createFormat(failures: Readonly<Record<string, readonly Error[]>> = {}) {
  const stamped: string[] = [];
  const left = new Map(Object.entries(failures).map(([name, errors]) => [name, [...errors]]));
  const format: Pick<SealFormat, 'augment'> = {
    async augment(sealed) {
      const before = await readAll(sealed);
      const error = left.get(text(before))?.shift();
      if (error !== undefined) throw error;
      stamped.push(text(before));
      return createSealedDocument('text/plain', [before, utf8('+')]);
    },
  };
  return { format, stamped };
}

function documents(...names: readonly string[]): readonly AugmentDocument[] {
  return names.map((name) => ({ id: name, document: utf8(name) }));
}

async function collect(
  given: readonly AugmentDocument[],
  options: Omit<AugmentManyOptions, 'adesLevel'>,
): Promise<readonly AugmentOutcome[]> {
  const outcomes: AugmentOutcome[] = [];
  for await (const outcome of augmentMany(given, { adesLevel: 'B-LTA', ...options })) outcomes.push(outcome);
  return outcomes;
}

const facts = (outcomes: readonly AugmentOutcome[]) =>
  Object.fromEntries(
    outcomes.map((outcome) => [outcome.id, 'error' in outcome ? outcome.error.code : outcome.kind]),
  );

describe('raising many documents', () => {
  it('gives each its outcome, with the raised document', async () => {
    const { format } = createFormat();
    const outcomes = await collect(documents('a', 'b', 'c'), { format });
    const made = await Promise.all(
      outcomes.map(async (outcome) => outcome.kind === 'augmented' && text(await outcome.document.toBytes())),
    );
    expect(new Set(made)).toEqual(new Set(['a+', 'b+', 'c+']));
  });

  it('lets a document fail alone, with its typed error', async () => {
    const refused = new CoreError('TIMESTAMP_REFUSED', 'refused: rejection');
    const { format } = createFormat({ b: [refused], c: [new TypeError('a mistake')] });
    const outcomes = await collect(documents('a', 'b', 'c'), { format });
    expect(facts(outcomes)).toEqual({ a: 'augmented', b: 'TIMESTAMP_REFUSED', c: 'UNEXPECTED' });
  });

  it('tries again what a service failed at, and reads a stream only once for it', async () => {
    const { format } = createFormat({ a: [DOWN, DOWN] });
    const timer = createManualTimer();
    const given = [{ id: 'a', document: new Blob(['a']).stream() }];
    const outcomes = collect(given, { format, timer, retry: { pauseMs: 10 } });
    for (const pause of [10, 20]) {
      await vi.waitFor(() => expect(timer.pending()).toBe(1));
      await timer.advance(pause);
    }
    expect(facts(await outcomes)).toEqual({ a: 'augmented' });
  });

  it('hands each document its own contents and the seals to be raised', async () => {
    const seen: unknown[] = [];
    const { format } = createFormat();
    const watching: Pick<SealFormat, 'augment'> = {
      augment(sealed, context) {
        seen.push([context.adesLevel, context.only, context.contents]);
        return format.augment(sealed, context);
      },
    };
    const contents = [{ name: 'a.txt', source: utf8('content') }];
    await collect([{ id: 'a', document: utf8('a'), only: ['seal-1'], contents }], { format: watching });
    expect(seen).toEqual([['B-LTA', ['seal-1'], contents]]);
  });

  it('is refused with what is no number, where nothing would be raised', async () => {
    const { format, stamped } = createFormat();
    const refused = expect(collect(documents('a'), { format, concurrency: Number.NaN })).rejects;
    await refused.toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(stamped).toEqual([]);
  });

  it('stops with the signal: what is under way has an outcome', async () => {
    const controller = new AbortController();
    const format: Pick<SealFormat, 'augment'> = {
      augment: (_sealed, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () =>
            reject(new CoreError('ABORTED', 'the operation was aborted')),
          );
          controller.abort();
        }),
    };
    const outcomes: AugmentOutcome[] = [];
    const all = (async () => {
      const { signal } = controller;
      for await (const outcome of augmentMany(documents('a', 'b'), {
        format,
        adesLevel: 'B-LTA',
        concurrency: 1,
        signal,
      }))
        outcomes.push(outcome);
    })();
    await expect(all).rejects.toMatchObject({ code: 'ABORTED' });
    expect(outcomes).toMatchObject([{ kind: 'stopped', id: 'a', error: { code: 'ABORTED' } }]);
  });
});

/** What a run makes of documents in an archive, in place or into an empty store, before its power is cut. */
async function runOnce(disk: Disk, format: Pick<SealFormat, 'augment'>, inPlace: boolean, steps?: number) {
  const record = openRecord(disk, steps);
  const given = documents('a', 'b', 'c').map(({ id, document }) => ({
    id,
    document: (inPlace ? disk.published.get(id) : undefined) ?? document,
  }));
  const timer = createManualTimer(Date.parse('2026-11-01T09:00:00Z'));
  return Promise.race([record.off, collect(given, { format, record, timer, concurrency: 2 })]);
}

describe('raising many documents for a record', () => {
  it('stages, notes, publishes: in this order', async () => {
    const { format } = createFormat();
    const disk = createDisk();
    const states: unknown[] = [];
    for (let steps = 0; steps <= 3; steps++) {
      const own = createDisk();
      const record = openRecord(own, steps);
      await Promise.race([record.off, collect(documents('a'), { format, record })]);
      states.push([own.staged.size, own.entries.length, own.published.size]);
    }
    expect(states).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 1],
    ]);
    await runOnce(disk, format, false);
    expect(disk.entries).toMatchObject([
      { kind: 'made', time: new Date('2026-11-01T09:00:00Z') },
      { kind: 'made' },
      { kind: 'made' },
    ]);
  });

  describe.each([
    ['into another place', false],
    ['in place', true],
  ])('%s', (_what, inPlace) => {
    it('loses no document and stamps none twice, wherever the power is cut', async () => {
      for (let steps = 0; steps <= 9; steps++) {
        const { format } = createFormat();
        const disk = createDisk(inPlace ? ['a', 'b', 'c'].map((name) => [name, utf8(name)] as const) : []);
        await runOnce(disk, format, inPlace, steps);
        const outcomes = await runOnce(disk, format, inPlace);
        expect([...disk.published].map(([, bytes]) => text(bytes)).sort(), `after ${steps} steps`).toEqual([
          'a+',
          'b+',
          'c+',
        ]);
        expect(outcomes).toHaveLength(3);
      }
    });

    it('keeps everything when all was made', async () => {
      const { format, stamped } = createFormat();
      const disk = createDisk(inPlace ? [['a', utf8('a')]] : []);
      await runOnce(disk, format, inPlace);
      const outcomes = await runOnce(disk, format, inPlace);
      expect(outcomes).toMatchObject([{ kind: 'kept' }, { kind: 'kept' }, { kind: 'kept' }]);
      expect(stamped).toHaveLength(3);
    });
  });

  it('makes anew what is not there any more, or not as it was made', async () => {
    const { format, stamped } = createFormat();
    const disk = createDisk();
    await runOnce(disk, format, false);
    disk.published.delete('a');
    disk.published.set('b', utf8('something else'));
    await runOnce(disk, format, false);
    expect(stamped.sort()).toEqual(['a', 'a', 'b', 'b', 'c']);
    expect([...disk.published.values()].map(text).sort()).toEqual(['a+', 'b+', 'c+']);
  });

  it('makes a document anew when another one has its id', async () => {
    const { format, stamped } = createFormat();
    const disk = createDisk();
    const record = openRecord(disk);
    await collect([{ id: 'a', document: utf8('a') }], { format, record });
    await collect([{ id: 'a', document: utf8('other') }], { format, record });
    expect(stamped).toEqual(['a', 'other']);
    expect(text(disk.published.get('a') ?? new Uint8Array())).toBe('other+');
  });

  it('notes what failed and tries it again in the next run', async () => {
    const refused = new CoreError('TIMESTAMP_REFUSED', 'refused: rejection');
    const { format } = createFormat({ a: [refused] });
    const disk = createDisk();
    const record = openRecord(disk);
    expect(facts(await collect(documents('a'), { format, record }))).toEqual({ a: 'TIMESTAMP_REFUSED' });
    expect(disk.entries).toMatchObject([{ kind: 'failed', id: 'a', code: 'TIMESTAMP_REFUSED' }]);
    expect(facts(await collect(documents('a'), { format, record }))).toEqual({ a: 'augmented' });
  });

  it('forgets nothing that was made because its store gives no answer', async () => {
    const { format, stamped } = createFormat();
    const disk = createDisk();
    const record = openRecord(disk);
    await collect(documents('a'), { format, record });
    const away = { ...record, store: { ...record.store, look: () => Promise.reject(DOWN) } };
    expect(facts(await collect(documents('a'), { format, record: away }))).toEqual({
      a: 'TIMESTAMP_UNAVAILABLE',
    });
    expect(facts(await collect(documents('a'), { format, record }))).toEqual({ a: 'kept' });
    expect(stamped).toEqual(['a']);
  });

  it('raises again what had to stay at a lower level', async () => {
    const { format } = createFormat();
    let isDown = true;
    const short: Pick<SealFormat, 'augment'> = {
      augment(sealed, context) {
        if (isDown && context.adesLevel === 'B-LTA') throw DOWN;
        return format.augment(sealed, context);
      },
    };
    const disk = createDisk();
    const options = { format: short, record: openRecord(disk), acceptLowerLevel: true };
    await collect(documents('a'), options);
    expect(disk.entries).toMatchObject([{ kind: 'made', shortfall: 'TIMESTAMP_UNAVAILABLE' }]);
    isDown = false;
    expect(facts(await collect(documents('a'), options))).toEqual({ a: 'augmented' });
    expect(disk.entries[1]).not.toHaveProperty('shortfall');
  });

  it('refuses a second document under one id', async () => {
    const { format } = createFormat();
    const outcomes = await collect(documents('a', 'a'), { format, record: openRecord(createDisk()) });
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['augmented', 'failed']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ error: expect.objectContaining({ code: 'INVALID_ARGUMENT' }) }),
    );
  });

  it('refuses a journal of sealing, in which what was made is what is raised here', async () => {
    const { format, stamped } = createFormat();
    const disk = createDisk();
    disk.entries.push({ kind: 'manifest', time: new Date(0), manifestDigest: 'a'.repeat(64), documents: 1 });
    const raising = collect(documents('a'), { format, record: openRecord(disk) });
    await expect(raising).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    expect(stamped).toEqual([]);
  });

  it('publishes nothing that the journal could not note', async () => {
    const { format } = createFormat();
    const disk = createDisk();
    const record = openRecord(disk);
    const full = { ...record.journal, append: () => Promise.reject(new Error('no space left on device')) };
    const outcomes = await collect(documents('a'), { format, record: { ...record, journal: full } });
    expect(outcomes).toMatchObject([{ kind: 'failed', error: { code: 'RECORD_FAILED' } }]);
    expect(disk.published.size).toBe(0);
  });
});
