/**
 * CMS seals of others that are to be raised: accepted or refused as their sources have it. What a source of material would
 * judge is left out: it has nothing to add.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AdesLevel, augment, isEsealError } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from '../cades.ts';
import { parseCades } from '../parse.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus/cades');
const present = existsSync(CORPUS);
if (!present) console.warn('../shared/corpus/cades is missing: raising CMS seals of others is not tested');

interface Case {
  readonly id: string;
  readonly file: string;
  readonly detached?: readonly string[];
  readonly expect: {
    readonly augmentTo?: AdesLevel;
    readonly augmentation?: 'refused' | 'accepted';
  };
}

const cases: readonly Case[] = present
  ? JSON.parse(readFileSync(join(CORPUS, 'manifest.json'), 'utf8')).cases
  : [];

const read = (file: string): Uint8Array => new Uint8Array(readFileSync(join(CORPUS, file)));
const nothing = {
  collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }),
};

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

async function raise({ file, detached = [], expect: { augmentTo = 'B-LTA' } }: Case): Promise<string> {
  const contents = detached.map((one) => ({ source: read(one) }));
  const { timestamps } = sealer;
  const options = { format: cades(), adesLevel: augmentTo, timestamps, material: nothing, contents };
  try {
    const raised = await (await augment(read(file), options)).toBytes();
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
