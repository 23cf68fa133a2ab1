import { describe, expect, it } from 'vitest';
import { createMemoryStore } from './store.ts';

const answer = (length: number) => ({ body: new Uint8Array(length), until: 1 });

describe('the store in memory', () => {
  it('gives what was put in last, and nothing once it is deleted', async () => {
    const store = createMemoryStore();
    await store.set('a', answer(1));
    await store.set('a', answer(2));
    expect((await store.get('a'))?.body).toHaveLength(2);
    await store.delete('a');
    expect(await store.get('a')).toBeUndefined();
  });

  it('lets go what was not asked for the longest when it is full', async () => {
    const store = createMemoryStore({ maxBytes: 10 });
    await store.set('a', answer(4));
    await store.set('b', answer(4));
    await store.get('a');
    await store.set('c', answer(4));
    expect([await store.get('a'), await store.get('b'), await store.get('c')]).toEqual([
      answer(4),
      undefined,
      answer(4),
    ]);
    await store.set('d', answer(11));
    expect(await store.get('d')).toBeUndefined();
    expect(await store.get('a')).toBeDefined();
  });

  it('keeps no more answers than allowed', async () => {
    const store = createMemoryStore({ maxEntries: 2 });
    for (const key of ['a', 'b', 'c']) await store.set(key, answer(1));
    expect(await store.get('a')).toBeUndefined();
    expect(await store.get('c')).toBeDefined();
  });
});
