import { describe, expect, it } from 'vitest';
import { systemTimer } from './timer.ts';

describe('the platform’s timer', () => {
  it('resolves, also after no time at all', async () => {
    const before = systemTimer.now();
    await systemTimer.wait(0);
    await systemTimer.wait(1);
    expect(systemTimer.now()).toBeGreaterThanOrEqual(before);
  });

  it('gives up with the signal, before and while it waits', async () => {
    const controller = new AbortController();
    const waiting = systemTimer.wait(2 ** 40, controller.signal);
    controller.abort('enough');
    await expect(waiting).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough' });
    await expect(systemTimer.wait(10, controller.signal)).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
