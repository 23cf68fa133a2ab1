import { afterAll, describe } from 'vitest';
import { createWorkbench } from '../lib/workbench.ts';
import { askEachJudge } from '../matrix/ask-each-judge.ts';
import { casesOfKeys } from '../matrix/cases.ts';
import { createSpecimenMaker } from '../matrix/specimens.ts';
import { openRemoteWorld, remoteAlgorithms } from './remote-world.ts';

const bench = createWorkbench();
afterAll(() => bench[Symbol.dispose]());

describe('keys at a provider', () => {
  askEachJudge('on what is sealed with them, as it is and with one bit changed', {
    cases: casesOfKeys(remoteAlgorithms),
    specimensOf: createSpecimenMaker(bench, openRemoteWorld),
  });
});
