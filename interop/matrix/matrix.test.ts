import { afterAll, describe, expect, it } from 'vitest';
import { canRead, forEachJudge, judgeNames } from '../judges/for-each-judge.ts';
import { expectRightVerdicts } from '../lib/expect-verdicts.ts';
import { createWorkbench } from '../lib/workbench.ts';
import { matrixCases, nameOf } from './cases.ts';
import { exceptionFor } from './exceptions.ts';
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
        await expectRightVerdicts(judge, await specimensOf(wanted), exceptionFor(name, wanted));
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
