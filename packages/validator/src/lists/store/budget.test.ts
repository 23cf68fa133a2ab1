import { CoreError } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { createBudget } from './budget.ts';

const never = new Promise<never>(() => undefined);

describe('a budget for lists', () => {
  it('allows each list the least of its own limit and what is left of all', async () => {
    const spend = createBudget({ maxListBytes: 60, maxTotalBytes: 100, timeoutMs: 7 }, undefined);
    const allowed: unknown[] = [];
    const fetch = () =>
      spend(async ({ maxBytes, timeoutMs }) => {
        allowed.push([maxBytes, timeoutMs]);
        return { result: 'list', bytes: maxBytes };
      });
    expect([await fetch(), await fetch()]).toEqual(['list', 'list']);
    expect(await fetch()).toEqual({
      kind: 'problem',
      problem: 'too-large',
      detail: 'all lists have more than 100 bytes',
    });
    expect(allowed).toEqual([
      [60, 7],
      [40, 7],
    ]);
  });

  it('ends for all lists together, whatever the limit of one', async () => {
    const spend = createBudget({ totalTimeoutMs: 1 }, undefined);
    const found = await spend(
      ({ signal }) =>
        new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    );
    expect(found).toEqual({
      kind: 'problem',
      problem: 'unavailable',
      detail: 'all lists took more than 1 ms',
    });
  });

  it('rejects when the caller aborts, before any work and during it', async () => {
    const aborted = expect.objectContaining({ code: 'ABORTED' });
    await expect(createBudget({}, AbortSignal.abort())(() => never)).rejects.toEqual(aborted);
    const controller = new AbortController();
    const during = createBudget(
      {},
      controller.signal,
    )(() => {
      controller.abort();
      return Promise.reject(new TypeError('ended'));
    });
    await expect(during).rejects.toEqual(aborted);
  });

  it('does one thing at a time at least', async () => {
    const spend = createBudget({ concurrency: 0 }, undefined);
    expect(await spend(async () => ({ result: 'list', bytes: 1 }))).toBe('list');
  });

  it('passes on what work throws by itself', async () => {
    const fault = new CoreError('TRANSPORT_FAILED', 'no route');
    await expect(createBudget({}, undefined)(() => Promise.reject(fault))).rejects.toBe(fault);
  });
});
