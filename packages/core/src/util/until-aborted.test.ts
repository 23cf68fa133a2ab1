import { describe, expect, it } from 'vitest';
import { untilAborted } from './until-aborted.ts';

describe('work that several callers share', () => {
  it('is the outcome of the work when nobody gives up', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    expect(await untilAborted(Promise.resolve(2), undefined)).toBe(2);
    await expect(untilAborted(Promise.reject(new Error('down')), signal)).rejects.toThrow('down');
  });

  it('ends for the caller who gives up, before and while it waits', async () => {
    const never = new Promise<void>(() => undefined);
    await expect(untilAborted(never, AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
    const controller = new AbortController();
    const waiting = untilAborted(never, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
