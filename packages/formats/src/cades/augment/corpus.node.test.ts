/**
 * CMS seals of others that are to be raised: accepted or refused as their sources have it. What a source of material would
 * judge is left out: it has nothing to add.
 *
 * @module
 */
import { type AdesLevel, augment, isEsealError } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CorpusCase, openCorpus } from '../../test-corpus.node.ts';
import { cades } from '../cades.ts';
import { parseCades } from '../parse.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';

/** What is said of a case. */
interface Expect {
  readonly augmentTo?: AdesLevel;
  readonly augmentation?: 'refused' | 'accepted';
}

type Case = CorpusCase<Expect>;

const { cases, contentsOf, present, read } = openCorpus<Expect>(
  'cades',
  'raising CMS seals of others is not tested',
);

const nothing = {
  collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }),
};

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

async function raise(one: Case): Promise<string> {
  const contents = contentsOf(one);
  const { timestamps } = sealer;
  const { augmentTo = 'B-LTA' } = one.expect;
  const options = { format: cades(), adesLevel: augmentTo, timestamps, material: nothing, contents };
  try {
    const raised = await (await augment(read(one.file), options)).toBytes();
    expect((await parseCades(raised, { contents })).signatures).not.toHaveLength(0);
    return 'accepted';
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return `refused: ${error.code}`;
  }
}

describe.runIf(present)('raising a CMS of the corpus', () => {
  it.each(
    cases
      .filter((one) => one.expect.augmentTo !== undefined)
      .map((one) => [one.id, one.expect.augmentTo, one.expect.augmentation, one] as const),
  )('%s to %s is %s', async (_id, _level, outcome, one) => {
    expect(await raise(one)).toMatch(
      outcome === 'refused' ? /^refused: (SEAL_BROKEN|CMS_|SEAL_)/ : /^accepted$/,
    );
  });
});
