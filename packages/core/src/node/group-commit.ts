/**
 * One synchronisation with the disk for all who wait for it.
 *
 * @module
 */

/**
 * A function whose calls wait for a run of `commit` that began after them: those that come while one runs share the next.
 *
 * @param commit - makes durable what was done before it was called
 */
export function createGroupCommit(commit: () => Promise<void>): () => Promise<void> {
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();
  const run = (): Promise<void> => {
    next = undefined;
    return commit();
  };
  return () => {
    next ??= last = last.catch(() => undefined).then(run);
    return next;
  };
}
