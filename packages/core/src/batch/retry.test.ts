import { describe, expect, it } from 'vitest';
import { CoreError } from '../errors.ts';
import { createManualTimer, settle } from '../util/test-timer.ts';
import { withRetries } from './retry.ts';

const DOWN = new CoreError('TIMESTAMP_UNAVAILABLE', 'gave no answer', { retryable: true });

function failing(times: number, error: Error = DOWN) {
  const tried: number[] = [];
  const timer = createManualTimer();
  const attempt = async (): Promise<string> => {
    tried.push(timer.now());
    if (tried.length <= times) throw error;
    return 'done';
  };
  return { tried, timer, attempt };
}

describe('retries', () => {
  it('pause longer each time, up to a longest pause', async () => {
    const { attempt, timer, tried } = failing(4);
    const policy = { pauseMs: 1000, longestPauseMs: 3000 };
    const outcome = withRetries(attempt, policy, timer, undefined);
    await timer.advance(60_000);
    expect([await outcome, tried]).toEqual(['done', [0, 1000, 3000, 6000, 9000]]);
  });

  it('end with the last error', async () => {
    const { attempt, timer, tried } = failing(9);
    const outcome = withRetries(attempt, { attempts: 2 }, timer, undefined);
    const refused = expect(outcome).rejects.toBe(DOWN);
    await timer.advance(60_000);
    await refused;
    expect(tried).toHaveLength(2);
  });

  it.each([new CoreError('TIMESTAMP_REFUSED', 'refused: rejection'), new TypeError('a mistake')])(
    'are none after %s',
    async (error) => {
      const { attempt, timer, tried } = failing(1, error);
      await expect(withRetries(attempt, {}, timer, undefined)).rejects.toBe(error);
      expect(tried).toHaveLength(1);
    },
  );

  it('end with the signal', async () => {
    const { attempt, timer } = failing(9);
    const controller = new AbortController();
    const outcome = withRetries(attempt, {}, timer, controller.signal);
    await settle();
    controller.abort();
    await expect(outcome).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
