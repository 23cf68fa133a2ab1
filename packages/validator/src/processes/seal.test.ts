import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { goodWorld, judging } from '../../test/judging.ts';
import { CONTENT, parsedSeal, timestampOver } from '../../test/parsed-seal.ts';
import { openContainerFacts } from '../facts/container-facts.ts';
import { validateSeal } from './seal.ts';

describe('validateSeal', () => {
  it('judges every timestamp, and uses those over the signature value only', async () => {
    const world = await goodWorld();
    const plain = await parsedSeal(world.seal);
    const timestamps = [
      await timestampOver(world, plain.signature.value, { id: 'T-1' }),
      await timestampOver(world, CONTENT, { id: 'T-2', type: 'content' }),
      await timestampOver(world, utf8('x'), { id: 'T-3', type: 'archive', input: undefined }),
    ];
    const parsed = { ...plain, timestamps };
    const context = judging(world, [world.seal, world.tsa]);
    const container = { format: 'cades', signatures: [parsed], timestamps: [], findings: [] } as const;
    const facts = await openContainerFacts(container, CONTENT, { ...context, supplied: [] });
    const found = await facts.collectSeal(parsed);
    const result = await validateSeal(parsed, found, context, 'time');
    expect(result.timestamps.map(({ conclusion }) => conclusion.indication)).toEqual([
      'PASSED',
      'PASSED',
      'INDETERMINATE',
    ]);
    expect(result.outcome).toMatchObject({ proof: 'timestamp', conclusion: { indication: 'PASSED' } });
    expect((await validateSeal(parsed, found, context, 'basic')).outcome.proof).toBe('now');
  });

  it('ends when its context says so', async () => {
    const world = await goodWorld();
    const plain = await parsedSeal(world.seal);
    const parsed = { ...plain, timestamps: [await timestampOver(world, plain.signature.value)] };
    const context = judging(world, [world.seal]);
    const container = { format: 'cades', signatures: [parsed], timestamps: [], findings: [] } as const;
    const facts = await openContainerFacts(container, CONTENT, { ...context, supplied: [] });
    const found = await facts.collectSeal(parsed);
    const stop = (): void => {
      throw new Error('stop');
    };
    await expect(validateSeal(parsed, found, { ...context, checkpoint: stop }, 'time')).rejects.toThrow(
      'stop',
    );
  });
});
