import { CoreError } from '../errors.ts';

/** The promise's outcome, or CoreError `ABORTED` once the signal says so: for work that several callers share. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const giveUp = (): void =>
      reject(new CoreError('ABORTED', 'the operation was aborted', { cause: signal.reason }));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
