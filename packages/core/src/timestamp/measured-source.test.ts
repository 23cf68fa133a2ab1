import { describe, expect, it } from 'vitest';
import { CoreError } from '../errors.ts';
import { createMeasuredSource } from './measured-source.ts';

describe('a measured source', () => {
  it('asks once for the size of its tokens, with a digest of its algorithm', async () => {
    const digests: Uint8Array[] = [];
    const source = createMeasuredSource('SHA-384', async (digest) => {
      digests.push(digest);
      return new Uint8Array(1000);
    });
    expect(await Promise.all([source.tokenSize(), source.tokenSize()])).toEqual([1512, 1512]);
    expect(digests.map(({ length }) => length)).toEqual([48]);
  });

  it('asks again after a failure', async () => {
    let count = 0;
    const source = createMeasuredSource('SHA-256', async () => {
      count += 1;
      if (count === 1) throw new CoreError('TIMESTAMP_UNAVAILABLE', 'down');
      return new Uint8Array(10);
    });
    await expect(source.tokenSize()).rejects.toMatchObject({ code: 'TIMESTAMP_UNAVAILABLE' });
    expect(await source.tokenSize()).toBe(522);
  });

  it('waits no longer than its caller, whose signal ends the wait of nobody else', async () => {
    let give: (token: Uint8Array) => void = () => undefined;
    const source = createMeasuredSource('SHA-256', () => new Promise((resolve) => (give = resolve)));
    const stop = new AbortController();
    const ended = source.tokenSize({ signal: stop.signal });
    const waiting = source.tokenSize();
    stop.abort();
    await expect(ended).rejects.toMatchObject({ code: 'ABORTED' });
    give(new Uint8Array(1));
    expect(await waiting).toBe(513);
  });
});
