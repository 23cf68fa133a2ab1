import { createGoodWorld, createMockSigner } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { textOf, toyFormat } from '../../test/toy-format.ts';
import type { SealedDocument } from '../document/sealed-document.ts';
import { CoreError } from '../errors.ts';
import { createTimestampClient } from '../timestamp/client.ts';
import { utf8 } from '../util/bytes.ts';
import type { AdesLevel } from './ades-level.ts';
import { augment } from './augment.ts';
import type { AugmentContext } from './format.ts';
import { type SealOptions, seal } from './seal.ts';

const NOW = new Date('2026-11-01T09:00:00Z');
const world = await createGoodWorld({ now: NOW });
const now = (): Date => NOW;
const timestamps = createTimestampClient({ url: world.urls.tsa, transport: world.transport, now });
const material = { collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }) };
const DOWN = new CoreError('TIMESTAMP_UNAVAILABLE', 'the authority is down');

/** A format whose seals cannot be raised to some levels. */
function failingAt(...levels: readonly AdesLevel[]) {
  const toy = toyFormat();
  const fail = ({ adesLevel }: { adesLevel: AdesLevel }): void => {
    if (levels.includes(adesLevel)) throw DOWN;
  };
  const contexts: AugmentContext[] = [];
  return {
    ...toy,
    contexts,
    assemble: async (...[prepared, value, context]: Parameters<typeof toy.assemble>) => {
      fail(context);
      return toy.assemble(prepared, value, context);
    },
    augment: async (sealed: Parameters<typeof toy.augment>[0], context: AugmentContext) => {
      contexts.push(context);
      fail(context);
      return toy.augment(sealed, context);
    },
  };
}

const usual = {
  signer: createMockSigner(world.seal),
  now,
  timestamps,
  material,
} satisfies Partial<SealOptions>;
const lastLine = async (sealed: SealedDocument): Promise<string | undefined> =>
  textOf(await sealed.toBytes())
    .split('\n')
    .at(-1);

describe('sealing above B-T', () => {
  it.each(['B-LT', 'B-LTA'] as const)('raises the finished seal to %s at once', async (adesLevel) => {
    const format = failingAt();
    const sealed = await seal(utf8('x'), { ...usual, format, adesLevel });
    expect(format.contexts.map((context) => context.adesLevel)).toEqual([adesLevel]);
    expect(format.contexts[0]).toMatchObject({ timestamps: [timestamps], material, contents: [] });
    expect(await lastLine(sealed)).toBe(adesLevel);
    expect(sealed.shortfall).toBeUndefined();
  });

  it('hands on what stands beside the seal', async () => {
    const format = failingAt();
    const detachedContents = [{ name: 'x.csv', source: utf8('x') }];
    const prepare: typeof format.prepare = async (...given) => ({
      ...(await format.prepare(...given)),
      detachedContents,
    });
    await seal(utf8('x'), { ...usual, format: { ...format, prepare }, adesLevel: 'B-LTA' });
    expect(format.contexts[0]?.contents).toBe(detachedContents);
  });

  it.each(['B-T', 'B-LT', 'B-LTA'] as const)('gives nothing when %s cannot be reached', async (adesLevel) => {
    const sealing = seal(utf8('x'), { ...usual, format: failingAt(adesLevel), adesLevel });
    await expect(sealing).rejects.toBe(DOWN);
  });

  it.each([
    ['B-T', 'B-B'],
    ['B-LT', 'B-T'],
    ['B-LTA', 'B-LT'],
  ] as const)(
    'that fails at %s gives %s to a caller who accepts it, and says why',
    async (failing, reached) => {
      const options = { ...usual, format: failingAt(failing), acceptLowerLevel: true };
      const sealed = await seal(utf8('x'), { ...options, adesLevel: 'B-LTA' });
      expect(sealed.shortfall).toEqual({ reached, error: DOWN });
      const isRaised = reached === 'B-LT';
      expect((await lastLine(sealed)) === 'B-LT').toBe(isRaised);
    },
  );

  it('seals at B-B though the authority is down from the beginning, when that is accepted', async () => {
    const { transport } = world.withFaults({ tsa: { kind: 'no-answer', how: 'closed' } });
    const dead = createTimestampClient({ url: world.urls.tsa, transport, now });
    const options = { ...usual, format: toyFormat(), timestamps: dead, acceptLowerLevel: true };
    const { shortfall } = await seal(utf8('x'), { ...options, adesLevel: 'B-LTA' });
    expect(shortfall).toMatchObject({ reached: 'B-B', error: { code: 'TIMESTAMP_UNAVAILABLE' } });
  });

  it('throws what is no failure of a service, and what the caller aborts, all the same', async () => {
    const broken = { ...failingAt(), augment: () => Promise.reject(new TypeError('a bug')) };
    const options = { ...usual, adesLevel: 'B-LT', acceptLowerLevel: true } as const;
    await expect(seal(utf8('x'), { ...options, format: broken })).rejects.toThrow('a bug');
    const controller = new AbortController();
    const aborting = {
      ...failingAt(),
      augment: () => {
        controller.abort();
        return Promise.reject(DOWN);
      },
    };
    await expect(
      seal(utf8('x'), { ...options, format: aborting, signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('takes room for one timestamp of each authority', async () => {
    const format = toyFormat();
    const both = [timestamps, timestamps];
    await seal(utf8('x'), { ...usual, format, adesLevel: 'B-T', timestamps: both });
    const one = await timestamps.tokenSize();
    expect(format.prepareContexts[0]?.timestampSize).toBeGreaterThan(2 * one);
    expect(format.assembleContexts[0]?.timestamps).toBe(both);
  });
});

describe('raising what is sealed', () => {
  const sealed = utf8('sealed');

  it('goes step by step for a caller who accepts what is reached', async () => {
    const format = failingAt('B-LTA');
    const raised = await augment(sealed, {
      format,
      adesLevel: 'B-LTA',
      timestamps,
      material,
      acceptLowerLevel: true,
    });
    expect(format.contexts.map((context) => context.adesLevel)).toEqual(['B-T', 'B-LT', 'B-LTA']);
    expect(raised.shortfall).toEqual({ reached: 'B-LT', error: DOWN });
  });

  it('throws when nothing is gained at all', async () => {
    const raising = augment(sealed, { format: failingAt('B-T'), adesLevel: 'B-LT', acceptLowerLevel: true });
    await expect(raising).rejects.toBe(DOWN);
  });

  it('tells the format which seals are meant and what stands beside them', async () => {
    const format = failingAt();
    const contents = [{ source: utf8('x') }];
    await augment(sealed, { format, adesLevel: 'B-T', timestamps, only: ['s1'], contents });
    expect(format.contexts[0]).toMatchObject({ only: ['s1'], contents });
  });
});
