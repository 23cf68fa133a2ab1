import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { openChunks } from './chunk-reader.ts';

describe('reading in chunks', () => {
  it('keeps nothing of what it read before, however long it goes on', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const read: WeakRef<object>[] = [];
    const source = (async function* () {
      for (let at = 0; at < 100; at++) {
        const item = { at };
        read.push(new WeakRef(item));
        yield item;
      }
    })();
    const reader = openChunks(source, 1, new AbortController().signal);
    for (let at = 0; at < 50; at++) await reader.read(async () => undefined);
    const kept = (): number => read.slice(0, 40).filter((item) => item.deref() !== undefined).length;
    // What is weakly held is kept until the turn of the event loop ends, and by a collection that has begun already.
    for (let turn = 0; turn < 10 && kept() > 0; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    expect([read.length, kept()]).toEqual([50, 0]);
    await reader.close();
  });
});
