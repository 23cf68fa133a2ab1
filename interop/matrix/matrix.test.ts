import { afterAll, describe, expect, it } from 'vitest';
import { createWorkbench } from '../lib/workbench.ts';
import { askEachJudge } from './ask-each-judge.ts';
import { matrixCases } from './cases.ts';
import { createSpecimenMaker } from './specimens.ts';
import { createMatrixTable } from './table.ts';

const bench = createWorkbench();
const specimensOf = createSpecimenMaker(bench);
const table = createMatrixTable();

afterAll(() => bench[Symbol.dispose]());

describe('the matrix', () => {
  askEachJudge('on what @eseal seals, as it is and with one bit changed', {
    cases: matrixCases,
    specimensOf,
    onRight: table.record,
  });

  it('is the table of docs/interop.md', async (context) => {
    if (!table.complete()) context.skip('not every judge was asked about every seal');
    console.log(table.render());
    if (process.env.UPDATE_INTEROP === '1') await table.update();
    expect(table.published()).toBe(table.render());
  });
});
