/**
 * Seals of others, raised: nothing that held breaks, and what their sources say must be refused is.
 *
 * @module
 */
import { type AdesLevel, augment, isEsealError } from '@eseal/core';
import { createTimestampClient, type TimestampSource } from '@eseal/core/timestamp';
import { createGoodWorld } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { SOON, startStopwatch } from '../../test-stopwatch.ts';
import { parseXades } from '../parse/parse.ts';
import { type Case, corpus } from '../parse/test-corpus.node.ts';
import { imprintOutcomes, referenceOutcomes } from '../parse/test-outcomes.ts';
import { xades } from '../xades.ts';

const { cases, contentsOf, present, read } = corpus;

let timestamps: TimestampSource;
beforeAll(async () => {
  const { now, transport, urls } = await createGoodWorld();
  timestamps = createTimestampClient({ url: urls.tsa, transport, now: () => now });
});

/** Nobody vouches for certificates of long ago; what is missing stays so. */
const material = { collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }) };

const raise = async (one: Case, adesLevel: AdesLevel): Promise<Uint8Array> => {
  const options = { format: xades(), adesLevel, timestamps, material, contents: contentsOf(one) };
  return (await augment(read(one.file), options)).toBytes();
};

/** The document raised, or the code of the refusal. */
const tryToRaise = async (one: Case, adesLevel: AdesLevel): Promise<Uint8Array | string> => {
  try {
    return await raise(one, adesLevel);
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return error.code;
  }
};

const outcomes = async (file: Uint8Array, one: Case) => {
  const { signatures } = await parseXades(file, { contents: contentsOf(one) });
  return Promise.all(
    signatures.map(async (signature) => ({
      references: await referenceOutcomes(signature),
      stamps: await imprintOutcomes(signature),
    })),
  );
};

const readable = cases.filter((one) => one.expect.parse !== 'refused');

describe.runIf(present)('raising a seal of the corpus', () => {
  it.each(readable.map((one) => [one.id, one] as const))('%s breaks nothing', async (_, one) => {
    const elapsed = startStopwatch();
    const raised = await tryToRaise(one, 'B-LTA');
    expect(elapsed()).toBeLessThan(SOON);
    if (typeof raised === 'string') return expect(raised).toMatch(/^(XML_|SEAL_)/);
    const before = await outcomes(read(one.file), one);
    const after = await outcomes(raised, one);
    expect(after.map(({ references }) => references)).toEqual(before.map(({ references }) => references));
    const added = after.flatMap(({ stamps }, at) => {
      const earlier = before[at]?.stamps ?? [];
      expect(stamps.slice(0, earlier.length)).toEqual(earlier);
      return stamps.slice(earlier.length);
    });
    expect(added.length).toBeGreaterThan(0);
    expect(added.every(({ imprintIntact }) => imprintIntact)).toBe(true);
  });

  it('succeeds for most seals, so that it says something', async () => {
    const some = readable.filter((_, at) => at % 5 === 0);
    const raised = await Promise.all(some.map((one) => tryToRaise(one, 'B-LTA')));
    expect(raised.filter((one) => typeof one !== 'string').length).toBeGreaterThan(some.length / 4);
  });

  it('is refused or accepted where its source says so', async () => {
    for (const one of cases) {
      const { augmentTo, augmentation } = one.expect;
      if (augmentTo === undefined) continue;
      const raised = await tryToRaise(one, augmentTo);
      expect([one.id, typeof raised === 'string' ? 'refused' : 'accepted']).toEqual([one.id, augmentation]);
    }
  });
});
