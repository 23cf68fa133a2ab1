/**
 * What a judge must say about a file that was sealed, and about the same with one bit changed.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import { expect } from 'vitest';
import type { SealedFile, SealJudge } from '../judges/verdict.ts';

/** A known difference between a judge and the others: it refuses an intact file. */
export interface Divergence {
  /** Part of what the judge says of the intact file. */
  readonly says: string;
  /** It still tells a changed file from an intact one: then it says something else. */
  readonly tellsChanges?: boolean;
  readonly reason: string;
}

/** Files with what is known of them. */
export interface Specimens {
  readonly intact: SealedFile;
  readonly seals: number;
  /** Levels of the seals, where the case is about them. */
  readonly levels?: readonly AdesLevel[];
  /** The same with one bit changed, in one place or the other. */
  readonly changed: readonly SealedFile[];
}

/** Asks a judge about the files; a divergence that does not show fails too. */
export async function expectRightVerdicts(
  judge: SealJudge,
  specimens: Specimens,
  known?: Divergence,
): Promise<void> {
  const { intact, seals, levels, changed } = specimens;
  const verdict = await judge.judge(intact);
  if (known === undefined) {
    const { accepted, reason } = verdict;
    expect({ accepted, reason }).toEqual({ accepted: true, reason: '' });
    expect(verdict.seals ?? seals, 'seals found').toBe(seals);
    if (levels !== undefined) expect(verdict.levels ?? levels).toEqual(levels);
  } else {
    expect(verdict.accepted, `no longer so: ${known.reason}`).toBe(false);
    expect(verdict.reason).toContain(known.says);
  }
  if (judge.scope === 'syntax') return;
  for (const file of changed) {
    const { accepted, reason } = await judge.judge(file);
    expect(accepted, `${file.path} is refused`).toBe(false);
    if (known?.tellsChanges) expect(reason).not.toBe(verdict.reason);
  }
}
