import { describe, expect, it } from 'vitest';
import { CoreError } from '../errors.ts';
import { createManualTimer, settle } from '../util/test-timer.ts';
import { createBackOff } from './back-off.ts';
import { createPoolQueue, type QueuedMember } from './pool-queue.ts';
import { createRateLimiter, type RateLimit } from './rate-limit.ts';

const failure = new CoreError('TIMESTAMP_UNAVAILABLE', 'gave no answer');
const noFailures: ReadonlyMap<QueuedMember, CoreError> = new Map();

const member = (...limits: readonly RateLimit[]): QueuedMember => ({
  limiter: createRateLimiter(limits),
  backOff: createBackOff({ initialMs: 100 }),
});

/** A queue, its time, and the names of callers in the order they were served. */
function openQueue() {
  const timer = createManualTimer();
  const queue = createPoolQueue<QueuedMember>(timer);
  const served: string[] = [];
  const call = (name: string, among: readonly QueuedMember[], failures = noFailures, signal?: AbortSignal) =>
    queue.acquire({ among, failures, signal }).then((one) => {
      served.push(name);
      return one;
    });
  return { timer, queue, served, call };
}

describe('createPoolQueue', () => {
  it('serves at once, by the first authority that is free', async () => {
    const { timer, call } = openQueue();
    const [first, second] = [member({ requests: 1, perMs: 10 }), member()];
    expect(await call('a', [first, second])).toBe(first);
    expect(await call('b', [first, second])).toBe(second);
    expect(timer.pending()).toBe(0);
  });

  it('lets callers wait for a limit, in the order they came, and not a moment longer', async () => {
    const { timer, served, call } = openQueue();
    const only = [member({ requests: 1, perMs: 10 })];
    const calls = ['a', 'b', 'c'].map((name) => call(name, only));
    await timer.advance(9);
    expect(served).toEqual(['a']);
    await timer.advance(1);
    expect(served).toEqual(['a', 'b']);
    await timer.advance(10);
    expect(served).toEqual(['a', 'b', 'c']);
    await Promise.all(calls);
  });

  it('lets nobody wait for an authority that another caller waits for when his own is free', async () => {
    const { served, call } = openQueue();
    const [busy, free] = [member({ requests: 1, perMs: 10 }), member()];
    await call('a', [busy]);
    void call('b', [busy]);
    expect(await call('c', [free])).toBe(free);
    expect(served).toEqual(['a', 'c']);
  });

  it('serves whoever comes back after a failure before those who came later', async () => {
    const { timer, served, call } = openQueue();
    const [failed, busy] = [member(), member({ requests: 1, perMs: 10 })];
    await call('a', [busy]);
    const later = call('later', [busy]);
    const back = call('back', [failed, busy], new Map([[failed, failure]]));
    await timer.advance(10);
    expect(served).toEqual(['a', 'back']);
    await timer.advance(10);
    expect(await Promise.all([later, back])).toEqual([busy, busy]);
  });

  it('refuses with the failures once no authority is left that works', async () => {
    const { call } = openQueue();
    const [failed, resting] = [member(), member()];
    resting.backOff.fail(failure, 0);
    await expect(call('a', [failed], new Map([[failed, failure]]))).rejects.toBe(failure);
    await expect(call('a', [failed, resting], new Map([[failed, failure]]))).rejects.toMatchObject({
      code: 'TIMESTAMP_UNAVAILABLE',
      cause: { errors: [failure, failure] },
    });
  });

  it('asks a rested authority once, and lets others wait until that request ended', async () => {
    const { timer, queue, served, call } = openQueue();
    const rested = member();
    rested.backOff.fail(failure, 0);
    await timer.advance(100);
    const calls = ['probe', 'other'].map((name) => call(name, [rested]));
    await settle();
    expect(served).toEqual(['probe']);
    rested.backOff.succeed();
    queue.released();
    await Promise.all(calls);
    expect(served).toEqual(['probe', 'other']);
  });

  it('refuses those who wait when the probe fails', async () => {
    const { timer, queue, call } = openQueue();
    const rested = member();
    rested.backOff.fail(failure, 0);
    await timer.advance(100);
    await call('probe', [rested]);
    const other = call('other', [rested]);
    rested.backOff.fail(failure, timer.now());
    queue.released();
    await expect(other).rejects.toBe(failure);
  });

  it('lets a caller give up, who takes nothing from the others', async () => {
    const { timer, served, call } = openQueue();
    const only = [member({ requests: 1, perMs: 10 })];
    const stop = new AbortController();
    await call('a', only);
    const given = expect(call('gone', only, noFailures, stop.signal)).rejects.toMatchObject({
      code: 'ABORTED',
    });
    const last = call('last', only);
    stop.abort();
    await given;
    await timer.advance(10);
    await last;
    expect(served).toEqual(['a', 'last']);
    await expect(call('late', only, noFailures, stop.signal)).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('sets no timer once the last caller gave up', async () => {
    const { timer, call } = openQueue();
    const only = [member({ requests: 1, perMs: 10 })];
    const stop = new AbortController();
    await call('a', only);
    const given = expect(call('gone', only, noFailures, stop.signal)).rejects.toThrow();
    expect(timer.pending()).toBe(1);
    stop.abort();
    await given;
    expect(timer.pending()).toBe(0);
  });
});
