import { afterAll, describe } from 'vitest';
import { createWorkbench } from '../lib/workbench.ts';
import { askEachJudge } from '../matrix/ask-each-judge.ts';
import { casesOfKeys } from '../matrix/cases.ts';
import { createSpecimenMaker } from '../matrix/specimens.ts';
import { openTokenWorlds, type TokenWorlds, tokenAlgorithms } from './token-world.ts';

const bench = createWorkbench();
let opened: Promise<TokenWorlds> | undefined;
const worlds = (): Promise<TokenWorlds> => {
  opened ??= openTokenWorlds();
  return opened;
};

afterAll(async () => {
  await (await opened)?.[Symbol.asyncDispose]();
  bench[Symbol.dispose]();
});

describe('keys on a token', () => {
  askEachJudge('on what is sealed with them, as it is and with one bit changed', {
    cases: casesOfKeys(tokenAlgorithms),
    specimensOf: createSpecimenMaker(bench, async (algorithm) => (await worlds()).open(algorithm, bench)),
    needs: ['softhsm2'],
  });
});
