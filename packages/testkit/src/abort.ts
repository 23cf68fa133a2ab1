/** Waiting for what never comes. */

/**
 * Waits until a call is aborted, or its time is over.
 *
 * @returns which of the two
 */
export function untilAborted(
  signal: AbortSignal | undefined,
  timeoutMs: number = Number.POSITIVE_INFINITY,
): Promise<'aborted' | 'timeout'> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve('aborted');
    const timer =
      timeoutMs === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => resolve('timeout'), timeoutMs);
    const onAbort = (): void => {
      clearTimeout(timer);
      resolve('aborted');
    };
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
