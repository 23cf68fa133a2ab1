import { describe, expect, it } from 'vitest';
import { createTurns } from './in-turn.ts';

/** Work that ends when it is told to. */
function openWork(log: string[], name: string) {
  let end = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async (): Promise<string> => {
    log.push(`${name} begins`);
    await done;
    log.push(`${name} ends`);
    return name;
  };
  return { work, end: () => end() };
}

describe('work in turn', () => {
  it('is not done twice at once for one key, and does not wait for another', async () => {
    const inTurn = createTurns();
    const log: string[] = [];
    const [a, b, c] = [openWork(log, 'a'), openWork(log, 'b'), openWork(log, 'c')];
    const all = [inTurn('key', a.work), inTurn('key', b.work), inTurn('other', c.work)];
    b.end();
    c.end();
    await all[2];
    expect(log).toEqual(['a begins', 'c begins', 'c ends']);
    a.end();
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
    expect(log.slice(3)).toEqual(['a ends', 'b begins', 'b ends']);
  });

  it('goes on after work that failed', async () => {
    const inTurn = createTurns();
    const failing = inTurn('key', async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await inTurn('key', async () => 1)).toBe(1);
  });

  it('is given up while it waits without being begun, and leaves its place to the next', async () => {
    const inTurn = createTurns();
    const log: string[] = [];
    const [a, b] = [openWork(log, 'a'), openWork(log, 'b')];
    const controller = new AbortController();
    const first = inTurn('key', a.work);
    const second = inTurn('key', b.work, controller.signal);
    const third = inTurn('key', async () => 'c');
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'ABORTED' });
    a.end();
    expect(await Promise.all([first, third])).toEqual(['a', 'c']);
    expect(log).toEqual(['a begins', 'a ends']);
  });
});
