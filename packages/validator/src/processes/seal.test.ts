import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { goodWorld, judging } from '../../test/judging.ts';
import { judgeSeal } from '../../test/judging-document.ts';
import { CONTENT, parsedSeal, timestampOver } from '../../test/parsed-seal.ts';

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
    const result = await judgeSeal(parsed, context, { level: 'time' });
    expect(result.timestamps.map(({ conclusion }) => conclusion.indication)).toEqual([
      'PASSED',
      'PASSED',
      'INDETERMINATE',
    ]);
    expect(result.validation.outcome).toMatchObject({
      proof: 'timestamp',
      conclusion: { indication: 'PASSED' },
    });
    const { validation } = await judgeSeal(parsed, context, { level: 'basic' });
    expect(validation.outcome.proof).toBe('now');
  });

  it('ends when its context says so', async () => {
    const world = await goodWorld();
    const plain = await parsedSeal(world.seal);
    const parsed = { ...plain, timestamps: [await timestampOver(world, plain.signature.value)] };
    const context = judging(world, [world.seal]);
    const stop = (): void => {
      throw new Error('stop');
    };
    await expect(judgeSeal(parsed, { ...context, checkpoint: stop })).rejects.toThrow('stop');
  });
});
