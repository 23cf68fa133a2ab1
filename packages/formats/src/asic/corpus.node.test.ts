/**
 * Containers of others that are to be raised: accepted or refused as their sources have it, and never with another change than
 * the one that was wanted. What a source of material would judge is left out: it has nothing to add.
 *
 * @module
 */
import { type AdesLevel, augment, isEsealError } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCorpus } from '../test-corpus.node.ts';
import { SOON, startStopwatch } from '../test-stopwatch.ts';
import { asic } from './asic.ts';
import { openAsicContainer } from './parse/container.ts';
import { parseAsic } from './parse/parse.ts';
import { createTestSealer, type TestSealer } from './test-containers.ts';
import { kindOfEntry } from './vocabulary.ts';

/** What is said of a case. */
interface Expect {
  readonly augmentTo?: AdesLevel;
  readonly augmentation?: 'refused' | 'accepted';
}

const { cases, present, read } = openCorpus<Expect>('asic', 'raising containers of others is not tested');

const nothing = { collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }) };

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

/** The raised container, or the code of the refusal. */
async function tryToRaise(container: Uint8Array, adesLevel: AdesLevel): Promise<Uint8Array | string> {
  const format = asic({ type: 'asic-e', container: 'cades', parallelTo: 'document' });
  const { timestamps } = sealer;
  try {
    return await (await augment(container, { format, adesLevel, timestamps, material: nothing })).toBytes();
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return error.code;
  }
}

/** Local records of everything that is neither a seal nor a timestamp nor a manifest. */
async function untouched(container: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const { archive } = await openAsicContainer(container);
  const records = archive.entries
    .filter(({ name }) => !/^(signature|timestamp|archive)/.test(kindOfEntry(name)))
    .map(({ local, name }) => [name, container.subarray(local.start, local.end)] as const);
  return new Map(records);
}

describe.runIf(present)('raising a container of the corpus', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const container = read(one.file);
    const elapsed = startStopwatch();
    const raised = await tryToRaise(container, 'B-LTA');
    expect(elapsed()).toBeLessThan(SOON);
    if (typeof raised === 'string') return expect(raised).toMatch(/^(ASIC|ZIP|CMS|XML|SEAL)_/);
    expect(await untouched(raised)).toEqual(await untouched(container));
    const [before, after] = [await parseAsic(container), await parseAsic(raised)];
    expect(after.signatures).toHaveLength(before.signatures.length);
    const stamps = ({ signatures, timestamps }: typeof after): number =>
      signatures.reduce((total, signature) => total + signature.timestamps.length, timestamps.length);
    expect(stamps(after)).toBeGreaterThan(stamps(before));
  });

  it('is refused or accepted where its source says so', async () => {
    for (const one of cases) {
      const { augmentTo, augmentation } = one.expect;
      if (augmentTo === undefined) continue;
      const raised = await tryToRaise(read(one.file), augmentTo);
      expect([one.id, typeof raised === 'string' ? 'refused' : 'accepted']).toEqual([one.id, augmentation]);
    }
  });
});
