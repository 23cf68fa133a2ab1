import { afterAll, describe } from 'vitest';
import { createWorkbench } from '../lib/workbench.ts';
import { askEachJudge } from '../matrix/ask-each-judge.ts';
import { casesOfKeys } from '../matrix/cases.ts';
import { createSpecimenMaker } from '../matrix/specimens.ts';
import { enrolledAlgorithms, openEnrolledWorld } from './enrolled-world.ts';

const bench = createWorkbench();
afterAll(() => bench[Symbol.dispose]());

describe('a key that was enrolled at a provider, and an authority chosen there', () => {
  askEachJudge('on what is sealed and stamped with them, as it is and with one bit changed', {
    cases: casesOfKeys(enrolledAlgorithms, ['B-T', 'B-LTA']),
    specimensOf: createSpecimenMaker(bench, openEnrolledWorld),
  });
});
