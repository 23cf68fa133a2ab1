/**
 * The question of the matrix, put to every judge that can read what it is about.
 *
 * @module
 */
import { it } from 'vitest';
import type { Judge } from '../find-judge.ts';
import { canRead, forEachJudge, type JudgeName, judgeNames } from '../judges/for-each-judge.ts';
import { expectRightVerdicts, type Specimens } from '../lib/expect-verdicts.ts';
import { type MatrixCase, nameOf } from './cases.ts';
import { exceptionFor } from './exceptions.ts';

/** What judges are asked about. */
export interface Question {
  readonly cases: readonly MatrixCase[];
  readonly specimensOf: (wanted: MatrixCase) => Promise<Specimens>;
  /** What else must be on the machine. */
  readonly needs?: readonly Judge[];
  /** The judge was right about a case, or wrong as it is known to be. */
  readonly onRight?: (judge: JudgeName, judged: MatrixCase) => void;
}

/** Defines a suite for each judge: it accepts what was made and refuses it changed, known divergences apart. */
export function askEachJudge(title: string, { cases, specimensOf, needs, onRight }: Question): void {
  forEachJudge(
    judgeNames,
    title,
    (judge, name) => {
      for (const wanted of cases.filter(({ packaging }) => canRead(name, packaging.kind))) {
        it(nameOf(wanted), async () => {
          await expectRightVerdicts(judge, await specimensOf(wanted), exceptionFor(name, wanted));
          onRight?.(name, wanted);
        });
      }
    },
    needs,
  );
}
