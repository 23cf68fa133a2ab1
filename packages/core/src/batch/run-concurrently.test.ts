import { describe, expect, it } from 'vitest';
import { settle } from '../util/test-timer.ts';
import { runConcurrently } from './run-concurrently.ts';

/** Work that ends when the test says so. */
function createWork() {
  const ends = new Map<number, (result: string) => void>();
  const signals = new Map<number, AbortSignal>();
  return {
    signals,
    underWay: () => [...ends.keys()],
    end(item: number) {
      ends.get(item)?.(`result ${item}`);
      ends.delete(item);
    },
    work: (item: number, signal: AbortSignal) =>
      new Promise<string>((resolve) => {
        ends.set(item, resolve);
        signals.set(item, signal);
        signal.addEventListener('abort', () => resolve(`stopped ${item}`));
      }),
  };
}

describe('running concurrently', () => {
  it('has no more under way than it may, and reads no more', async () => {
    const { work, underWay, end } = createWork();
    let read = 0;
    const source = (function* () {
      while (read < 5) yield ++read;
    })();
    const results = runConcurrently(source, work, { concurrency: 2 });
    const first = results.next();
    await settle();
    expect([underWay(), read]).toEqual([[1, 2], 2]);
    end(2);
    expect(await first).toEqual({ value: 'result 2', done: false });
    const second = results.next();
    await settle();
    expect([underWay(), read]).toEqual([[1, 3], 3]);
    end(1);
    expect(await second).toEqual({ value: 'result 1', done: false });
    const rest = (async () => {
      const left: string[] = [];
      for await (const result of results) left.push(result);
      return left;
    })();
    for (const item of [3, 4, 5]) {
      await settle();
      end(item);
    }
    expect(await rest).toEqual(['result 3', 'result 4', 'result 5']);
  });

  it('gives the results of what was read before the source threw, then its error', async () => {
    const source = (function* () {
      yield 1;
      yield 2;
      throw new RangeError('the folder is gone');
    })();
    const seen: string[] = [];
    const all = (async () => {
      const results = runConcurrently(source, async (item) => `result ${item}`, { concurrency: 8 });
      for await (const result of results) seen.push(result);
    })();
    await expect(all).rejects.toThrow('the folder is gone');
    expect(seen).toEqual(['result 1', 'result 2']);
  });

  it('hands the signal on, gives what became of what was under way, and says that it was stopped', async () => {
    const { work } = createWork();
    const controller = new AbortController();
    const results = runConcurrently([1, 2, 3], work, { concurrency: 2, signal: controller.signal });
    const first = results.next();
    await settle();
    controller.abort();
    expect((await first).value).toBe('stopped 1');
    expect((await results.next()).value).toBe('stopped 2');
    await expect(results.next()).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('tells what is under way when nobody wants more, and waits for it', async () => {
    const { work, end, signals } = createWork();
    const results = runConcurrently([1, 2], work, { concurrency: 2 });
    const first = results.next();
    await settle();
    end(1);
    await first;
    await results.return();
    expect(signals.get(2)?.aborted).toBe(true);
  });
});
