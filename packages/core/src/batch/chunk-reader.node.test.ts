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
    // What is weakly held is kept until the present turn of the event loop ends.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    const kept = read.slice(0, 40).filter((item) => item.deref() !== undefined);
    expect([read.length, kept.length]).toEqual([50, 0]);
    await reader.close();
  });
});
