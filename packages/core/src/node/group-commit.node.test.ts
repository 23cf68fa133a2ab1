import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

/** A commit that ends when it is told to. */
function manualCommit() {
  const ends: ((error?: Error) => void)[] = [];
  const commit = (): Promise<void> =>
    new Promise((resolve, reject) => ends.push((error) => (error === undefined ? resolve() : reject(error))));
  return { commit: createGroupCommit(commit), ends };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a group commit', () => {
  it('is one for all who come before it begins, and a second for those who come while it runs', async () => {
    const { commit, ends } = manualCommit();
    const early = [commit(), commit()];
    await settle();
    const late = [commit(), commit(), commit()];
    await settle();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await Promise.all(early);
    await settle();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await Promise.all(late);
  });

  it('fails for those who waited for it alone', async () => {
    const { commit, ends } = manualCommit();
    const early = commit();
    await settle();
    const late = commit();
    ends[0]?.(new Error('EIO'));
    await expect(early).rejects.toThrow('EIO');
    await settle();
    ends[1]?.();
    await late;
  });
});
