import { afterAll, describe, expect, it } from 'vitest';
import { canRead, forEachJudge, judgeNames } from '../judges/for-each-judge.ts';
import type { SealJudge, Verdict } from '../judges/verdict.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { type MatrixCase, matrixCases, nameOf } from './cases.ts';
import { type Exception, exceptionFor } from './exceptions.ts';
import { createSpecimenMaker } from './specimens.ts';
import { createMatrixTable } from './table.ts';

const bench = createWorkbench();
const specimensOf = createSpecimenMaker(bench);
const table = createMatrixTable();

afterAll(() => bench[Symbol.dispose]());

describe('the matrix', () => {
  forEachJudge(judgeNames, 'on what @eseal seals, as it is and with one bit changed', (judge, name) => {
    for (const wanted of matrixCases.filter(({ packaging }) => canRead(name, packaging.kind))) {
      it(nameOf(wanted), async () => {
        await expectRightVerdicts(judge, wanted);
        table.record(name, wanted);
      });
    }
  });

  it('is the table of docs/interop.md', async (context) => {
    if (!table.complete()) context.skip('not every judge was asked about every seal');
    console.log(table.render());
    if (process.env.UPDATE_INTEROP === '1') await table.update();
    expect(table.published()).toBe(table.render());
  });
});

async function expectRightVerdicts(judge: SealJudge, wanted: MatrixCase): Promise<void> {
  const { intact, changed } = await specimensOf(wanted);
  const verdict = await judge.judge(intact);
  const exception = exceptionFor(judge.name, wanted);
  if (exception !== undefined) expectException(verdict, exception);
  else expectAcceptance(verdict, wanted);
  if (judge.scope === 'syntax') return;
  for (const file of changed) {
    const { accepted, reason } = await judge.judge(file);
    expect(accepted, `${file.path} is refused`).toBe(false);
    if (exception?.tellsChanges) expect(reason).not.toContain(exception.says);
  }
}

function expectAcceptance({ seals = 1, ...verdict }: Verdict, { adesLevel }: MatrixCase): void {
  const expected = { accepted: true, levels: [adesLevel], reason: '' };
  expect({ levels: [adesLevel], ...verdict }).toEqual(expected);
  expect(seals).toBe(1);
}

function expectException({ accepted, reason }: Verdict, exception: Exception): void {
  expect(accepted, `no longer an exception: ${exception.reason}`).toBe(false);
  expect(reason).toContain(exception.says);
}
