/**
 * What a judge must say about a file that was sealed, and about the same with one bit changed.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import { expect } from 'vitest';
import exceptions from '../exceptions.json' with { type: 'json' };
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
  const divergence = known ?? laterSeals(judge, specimens);
  if (divergence === undefined) {
    const { accepted, reason } = verdict;
    expect({ accepted, reason }).toEqual({ accepted: true, reason: '' });
    expect(verdict.seals ?? seals, 'seals found').toBe(seals);
    if (levels !== undefined) expect(verdict.levels ?? levels).toEqual(levels);
  } else {
    expect(verdict.accepted, `no longer so: ${divergence.reason}`).toBe(false);
    expect(verdict.reason).toContain(divergence.says);
  }
  if (judge.scope === 'syntax') return;
  for (const file of changed) {
    const { accepted, reason } = await judge.judge(file);
    expect(accepted, `${file.path} is refused`).toBe(false);
    if (divergence?.tellsChanges) expect(reason).not.toBe(verdict.reason);
  }
}

/** A judge that does not look at what came after a seal refuses all but the last of a PDF, and says so of each. */
function laterSeals(judge: SealJudge, { intact, seals }: Specimens): Divergence | undefined {
  const known = exceptions.laterSeals.find((one) => one.judge === judge.name);
  if (known === undefined || intact.kind !== 'pdf' || seals < 2) return undefined;
  return { ...known, says: Array.from({ length: seals - 1 }, () => known.says).join('; ') };
}
