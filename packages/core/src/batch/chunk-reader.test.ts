import { describe, expect, it } from 'vitest';
import { openChunks } from './chunk-reader.ts';

const double = async (number: number): Promise<number> => 2 * number;

/** A source that notes what it is told, and waits for ever once it is empty. */
function createSource(items: readonly number[], whenEmpty: 'ends' | 'waits' | 'throws' = 'ends') {
  const told: string[] = [];
  const left = items.values();
  const source: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        const next = left.next();
        told.push(`next ${next.done ? whenEmpty : next.value}`);
        if (next.done && whenEmpty === 'waits') return new Promise(() => undefined);
        if (next.done && whenEmpty === 'throws') return Promise.reject(new Error('no more'));
        return Promise.resolve(next);
      },
      return: async () => {
        told.push('return');
        return { done: true, value: undefined };
      },
    }),
  };
  return { source, told };
}

describe('a source read in chunks', () => {
  it('gives its items in order, and its end with the last of them', async () => {
    const reader = openChunks([1, 2, 3], 2);
    expect(await reader.read(double)).toEqual({ results: [2, 4] });
    expect(await reader.read(double)).toEqual({ results: [6], end: { kind: 'exhausted' } });
    expect(await reader.read(double)).toEqual({ results: [], end: { kind: 'exhausted' } });
  });

  it('begins with an item before the next one is there', async () => {
    const { source } = createSource([1], 'waits');
    const begun: number[] = [];
    void openChunks(source, 2).read(async (item) => begun.push(item));
    await expect.poll(() => begun).toEqual([1]);
  });

  it('that throws keeps what was read before', async () => {
    const { source, told } = createSource([1], 'throws');
    const reader = openChunks(source, 2);
    expect(await reader.read(double)).toEqual({
      results: [2],
      end: { kind: 'failed', cause: new Error('no more') },
    });
    await reader.close();
    expect(told).toEqual(['next 1', 'next throws']);
  });
});

describe('a reader that is closed', () => {
  it('tells its source once, and reads no further', async () => {
    const { source, told } = createSource([1, 2, 3]);
    const reader = openChunks(source, 2);
    await reader.read(double);
    await reader.close();
    await reader.close();
    expect((await reader.read(double)).results).toEqual([]);
    expect(told).toEqual(['next 1', 'next 2', 'return']);
  });

  it('does not wait for a source that does not answer', async () => {
    const { source, told } = createSource([1], 'waits');
    const reader = openChunks(source, 2);
    const reading = reader.read(double);
    await expect.poll(() => told).toEqual(['next 1', 'next waits']);
    await reader.close();
    expect(await reading).toEqual({ results: [2], end: { kind: 'closed' } });
  });

  it('is so from the start by a signal that was given before', async () => {
    const { source, told } = createSource([1]);
    const reader = openChunks(source, 2, AbortSignal.abort());
    expect(await reader.read(double)).toEqual({ results: [], end: { kind: 'closed' } });
    expect(told).toEqual([]);
  });

  it('leaves a source alone that has ended', async () => {
    const { source, told } = createSource([1]);
    const reader = openChunks(source, 2);
    await reader.read(double);
    await reader.close();
    expect(told).toEqual(['next 1', 'next ends']);
  });
});
