import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { CoreError } from '../errors.ts';
import { createManualTimer, settle } from '../util/test-timer.ts';
import { createTimestampPool, type TimestampPoolMember } from './pool.ts';
import type { TimestampSource } from './source.ts';
import { parseTimestampToken } from './token.ts';

const DIGEST = new Uint8Array(32).fill(9);
const DOWN = new CoreError('TIMESTAMP_UNAVAILABLE', 'gave no answer', { retryable: true });
const REFUSED = new CoreError('TIMESTAMP_REFUSED', 'refused: rejection');
const DAY = 86_400_000;

/** An authority that answers with its own name, or fails while it is told to. */
interface FakeAuthority extends TimestampSource {
  failure: Error | undefined;
  readonly asked: number[];
}

function createFake(name: number, timer: { now(): number }, size = 1000): FakeAuthority {
  const asked: number[] = [];
  return {
    digestAlgorithm: 'SHA-256',
    failure: undefined,
    asked,
    async tokenSize() {
      await this.stamp(DIGEST);
      return size;
    },
    async stamp() {
      asked.push(timer.now());
      if (this.failure !== undefined) throw this.failure;
      return Uint8Array.of(name);
    },
  };
}

function bench(...limits: readonly (TimestampPoolMember['rateLimit'] | undefined)[]) {
  const timer = createManualTimer();
  const fakes = limits.map((_, at) => createFake(at, timer, 1000 * (at + 1)));
  const members = fakes.map((source, at) => {
    const rateLimit = limits[at];
    return { source, ...(rateLimit && { rateLimit }) };
  });
  const pool = createTimestampPool(members, { timer, backOff: { initialMs: 1000, longestMs: 4000 } });
  const [first, second] = fakes;
  if (first === undefined) throw new Error('no authority');
  return { timer, pool, first, second: second ?? first };
}

const once = { requests: 1, perMs: 15_000 };

describe('a pool of time-stamping authorities', () => {
  it('asks the first authority while it works', async () => {
    const { pool, first, second } = bench(undefined, undefined);
    expect(await Promise.all([pool.stamp(DIGEST), pool.stamp(DIGEST)])).toEqual([
      Uint8Array.of(0),
      Uint8Array.of(0),
    ]);
    expect([first.asked.length, second.asked.length]).toEqual([2, 0]);
  });

  it('makes clients of options, whose tokens are checked', async () => {
    const now = new Date('2026-11-01T09:00:00Z');
    const world = await createGoodWorld({ now });
    const client = { url: world.urls.tsa, transport: world.transport, now: () => now };
    const down = { ...client, transport: world.withFaults({ tsa: { kind: 'html-page' } }).transport };
    const pool = createTimestampPool([{ source: down }, { source: client }]);
    expect(parseTimestampToken(await pool.stamp(DIGEST)).tstInfo.imprint).toEqual(DIGEST);
  });

  it('keeps the rate of a contract, in the order of the callers', async () => {
    const { pool, timer, first } = bench(once);
    const order: number[] = [];
    const calls = [1, 2, 3].map((call) => pool.stamp(DIGEST).then(() => order.push(call)));
    await timer.advance(14_999);
    expect(first.asked).toEqual([0]);
    await timer.advance(15_001);
    await Promise.all(calls);
    expect(first.asked).toEqual([0, 15_000, 30_000]);
    expect(order).toEqual([1, 2, 3]);
  });

  it('keeps several limits at once, such as one a second and some a day', async () => {
    const { pool, timer, first } = bench([
      { requests: 1, perMs: 1000 },
      { requests: 2, perMs: DAY },
    ]);
    const calls = Promise.all([1, 2, 3].map(() => pool.stamp(DIGEST)));
    await timer.advance(DAY);
    await calls;
    expect(first.asked).toEqual([0, 1000, DAY]);
  });

  it('goes to the next authority when the limit of one is reached', async () => {
    const { pool, first, second } = bench(once, undefined);
    const tokens = await Promise.all([pool.stamp(DIGEST), pool.stamp(DIGEST), pool.stamp(DIGEST)]);
    expect(tokens.map(([name]) => name)).toEqual([0, 1, 1]);
    expect([first.asked.length, second.asked.length]).toEqual([1, 2]);
  });

  it('lets a caller give up waiting, without holding up the others or keeping a timer', async () => {
    const { pool, timer, first } = bench(once);
    await pool.stamp(DIGEST);
    const controller = new AbortController();
    const given = pool.stamp(DIGEST, { signal: controller.signal });
    const patient = pool.stamp(DIGEST);
    controller.abort('enough');
    await expect(given).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' });
    await timer.advance(15_000);
    await patient;
    expect(first.asked).toEqual([0, 15_000]);
    expect(timer.pending()).toBe(0);
    const { signal } = controller;
    await expect(pool.stamp(DIGEST, { signal })).rejects.toMatchObject({ code: 'ABORTED' });
    expect(timer.pending()).toBe(0);
  });
});

describe('a pool with an authority that fails', () => {
  it('asks the next one, and leaves the failed one alone for a while', async () => {
    const { pool, timer, first, second } = bench(undefined, undefined);
    first.failure = DOWN;
    expect(await pool.stamp(DIGEST)).toEqual(Uint8Array.of(1));
    expect(await pool.stamp(DIGEST)).toEqual(Uint8Array.of(1));
    expect([first.asked.length, second.asked.length]).toEqual([1, 2]);
    first.failure = undefined;
    await timer.advance(1000);
    expect(await pool.stamp(DIGEST)).toEqual(Uint8Array.of(0));
  });

  it('lets one request find out whether it works again; the others go elsewhere', async () => {
    const { pool, timer, first, second } = bench(undefined, undefined);
    first.failure = DOWN;
    await pool.stamp(DIGEST);
    await timer.advance(1000);
    await Promise.all([pool.stamp(DIGEST), pool.stamp(DIGEST), pool.stamp(DIGEST)]);
    expect([first.asked.length, second.asked.length]).toEqual([2, 4]);
    await timer.advance(1999);
    await pool.stamp(DIGEST);
    expect(first.asked.length).toBe(2);
  });

  it('lets callers wait for that request when there is no other authority', async () => {
    const { pool, timer, first } = bench(undefined);
    first.failure = DOWN;
    await expect(pool.stamp(DIGEST)).rejects.toBe(DOWN);
    await expect(pool.stamp(DIGEST)).rejects.toBe(DOWN);
    expect(first.asked.length).toBe(1);
    await timer.advance(1000);
    first.failure = undefined;
    await Promise.all([pool.stamp(DIGEST), pool.stamp(DIGEST)]);
    expect(first.asked.length).toBe(3);
  });

  it('keeps the reasons of all of them, typed', async () => {
    const { pool, first, second } = bench(undefined, undefined);
    first.failure = DOWN;
    second.failure = REFUSED;
    const failing = pool.stamp(DIGEST);
    await expect(failing).rejects.toMatchObject({ code: 'TIMESTAMP_UNAVAILABLE', retryable: true });
    await expect(failing).rejects.toMatchObject({ cause: { errors: [DOWN, REFUSED] } });
    first.failure = REFUSED;
    const { pool: other, ...fakes } = bench(undefined, undefined);
    fakes.first.failure = REFUSED;
    fakes.second.failure = REFUSED;
    await expect(other.stamp(DIGEST)).rejects.toMatchObject({ code: 'TIMESTAMP_REFUSED', retryable: false });
  });

  it('asks nobody else when the caller gave up or something is broken, and blames no authority for it', async () => {
    const { pool, first, second } = bench(undefined, undefined);
    for (const failure of [
      new CoreError('ABORTED', 'the operation was aborted'),
      new TypeError('a mistake'),
    ]) {
      first.failure = failure;
      await expect(pool.stamp(DIGEST)).rejects.toBe(failure);
    }
    first.failure = undefined;
    expect(await pool.stamp(DIGEST)).toEqual(Uint8Array.of(0));
    expect(second.asked).toEqual([]);
  });

  it('serves a caller whose authority failed before those who came later', async () => {
    const { pool, timer, first, second } = bench(undefined, once);
    first.failure = DOWN;
    const order: string[] = [];
    await pool.stamp(DIGEST);
    await timer.advance(1000);
    const probing = pool.stamp(DIGEST).then(() => order.push('probe'));
    const later = pool.stamp(DIGEST).then(() => order.push('later'));
    await timer.advance(30_000);
    await Promise.all([probing, later]);
    expect(order).toEqual(['probe', 'later']);
    expect(second.asked).toEqual([0, 15_000, 30_000]);
  });
});

describe('the size of tokens of a pool', () => {
  it('is that of the largest, asked for once', async () => {
    const { pool, first, second } = bench(undefined, undefined);
    expect([await pool.tokenSize(), await pool.tokenSize()]).toEqual([2000, 2000]);
    expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
  });

  it('has room for an authority that cannot be asked now', async () => {
    const { pool, first, timer } = bench(undefined, undefined);
    first.failure = DOWN;
    expect(await pool.tokenSize()).toBe(16_384);
    first.failure = undefined;
    await timer.advance(1000);
    expect(await pool.tokenSize()).toBe(2000);
  });

  it('is taken from the options without a request', async () => {
    const timer = createManualTimer();
    const source = createFake(0, timer);
    const pool = createTimestampPool([{ source, tokenSize: 5000, rateLimit: once }], { timer });
    expect(await pool.tokenSize()).toBe(5000);
    expect(source.asked).toEqual([]);
  });

  it('is not known when all fail, or when the caller gives up', async () => {
    const { pool, timer, first, second } = bench(once, once);
    first.failure = DOWN;
    second.failure = REFUSED;
    await expect(pool.tokenSize()).rejects.toMatchObject({ cause: { errors: [DOWN, REFUSED] } });
    await timer.advance(1000);
    const controller = new AbortController();
    const waiting = pool.tokenSize({ signal: controller.signal });
    await settle();
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('what is no pool', () => {
  const timer = createManualTimer();
  const source = createFake(0, timer);
  const other: TimestampSource = { ...createFake(1, timer), digestAlgorithm: 'SHA-512' };
  it.each<[string, readonly TimestampPoolMember[]]>([
    ['one without members', []],
    ['one of different digests', [{ source }, { source: other }]],
    ['one with a limit of nothing', [{ source, rateLimit: { requests: 0, perMs: 1000 } }]],
  ])('%s is refused', (_what, members) => {
    expect(() => createTimestampPool(members)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});
