/** A timer that tests move. */
import { CoreError } from '../errors.ts';
import type { Timer } from './timer.ts';

/** Time that passes only when it is told to. */
export interface ManualTimer extends Timer {
  /** Lets time pass and everything that waited for it go on. */
  advance(milliseconds: number): Promise<void>;
  /** Waits that have not ended. */
  pending(): number;
}

interface Wait {
  readonly until: number;
  end(): void;
}

/** A timer that stands at a time. */
export function createManualTimer(start = 0): ManualTimer {
  let now = start;
  const waits = new Set<Wait>();
  return {
    now: () => now,
    pending: () => waits.size,
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const wait: Wait = { until: now + milliseconds, end: resolve };
        const giveUp = (): void => {
          waits.delete(wait);
          reject(new CoreError('ABORTED', 'the operation was aborted', { cause: signal?.reason }));
        };
        if (signal?.aborted) return giveUp();
        signal?.addEventListener('abort', giveUp, { once: true });
        waits.add(wait);
      }),
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const [next] = [...waits].filter(({ until }) => until <= end).sort((a, b) => a.until - b.until);
        if (next === undefined) break;
        now = Math.max(now, next.until);
        waits.delete(next);
        next.end();
        await settle();
      }
      now = end;
    },
  };
}

/** Lets everything that can go on go on: tasks of the platform, such as a digest, take some turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
}
