import { describe, expect, it } from 'vitest';
import { createGate } from './gate.ts';

/** Work that ends when it is told to, with what has begun so far. */
function openWork(places: number) {
  const gate = createGate(places);
  const begun: string[] = [];
  const ends = new Map<string, (outcome: string | Promise<string>) => void>();
  const enter = (name: string) =>
    gate(() => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, resolve));
    });
  const end = (name: string, outcome: string | Promise<string> = name) => ends.get(name)?.(outcome);
  return { begun, end, enter };
}

describe('a gate', () => {
  it('lets only so much work begin, and the rest in the order of asking', async () => {
    const { begun, end, enter } = openWork(2);
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(enter);
    expect(begun).toEqual(['a', 'b']);
    end('b');
    expect(await b).toBe('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    expect(await a).toBe('a');
    for (const one of ['c', 'd']) end(one);
    expect([await c, await d, begun]).toEqual(['c', 'd', ['a', 'b', 'c', 'd']]);
  });

  it('gives the place of work that failed to the next', async () => {
    const { begun, end, enter } = openWork(1);
    const [a, b] = [enter('a'), enter('b')];
    end('a', Promise.reject(new RangeError('a')));
    await expect(a).rejects.toThrow(new RangeError('a'));
    end('b');
    expect([await b, begun]).toEqual(['b', ['a', 'b']]);
  });
});
