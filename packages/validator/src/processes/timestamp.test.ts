import { utf8 } from '@eseal/core';
import { createHostileWorld, createTimestampAuthority, flipBit, truncate } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld, judging, NOW } from '../../test/judging.ts';
import { timestampOver } from '../../test/parsed-seal.ts';
import type { JudgementContext } from '../blocks/context.ts';
import { computeDigests } from '../facts/digests.ts';
import { collectTimestampFacts, imprintRequests, readTimestamp } from '../facts/timestamp-facts.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import { validateTimestamp } from './timestamp.ts';

const COVERED = utf8('a signature value');

async function validate(parsed: Parameters<typeof readTimestamp>[0], context: JudgementContext) {
  const read = readTimestamp(parsed);
  const digests = await computeDigests(imprintRequests(read), context.checkpoint);
  return validateTimestamp(await collectTimestampFacts(read, [], digests, context), context);
}

describe('validateTimestamp', () => {
  it('proves the time of a good token', async () => {
    const world = await goodWorld();
    const result = await validate(await timestampOver(world, COVERED), judging(world, []));
    expect(result.conclusion).toEqual({ indication: 'PASSED' });
    expect(result.proven).toMatchObject({
      time: NOW,
      kind: 'timestamp',
      by: 'T-1',
      accuracy: 1000,
      ordering: false,
    });
  });

  it('proves nothing by a damaged token', async () => {
    const world = await goodWorld();
    const parsed = await timestampOver(world, COVERED);
    const outcome = async (changes: Partial<typeof parsed>) => {
      const { conclusion, proven } = await validate({ ...parsed, ...changes }, judging(world, []));
      expect(proven).toBeUndefined();
      return subIndicationOf(conclusion);
    };
    expect(await outcome({ token: truncate(parsed.token) })).toBe('FORMAT_FAILURE');
    expect(await outcome({ token: flipBit(parsed.token, -3) })).toBe('SIG_CRYPTO_FAILURE');
    expect(await outcome({ input: { kind: 'bytes', pieces: [utf8('other')] } })).toBe('HASH_FAILURE');
    expect(await outcome({ input: undefined })).toBe('SIGNED_DATA_NOT_FOUND');
  });

  it.each(['tsa-purpose-not-critical', 'tsa-two-purposes', 'tsa-any-purpose', 'tsa-without-purpose'])(
    'proves nothing by a token of an authority without the right purpose: %s',
    async (name) => {
      const world = await createHostileWorld({ now: NOW });
      const timestampAuthority = createTimestampAuthority({
        authority: world.entity(name),
        clock: world.clock,
      });
      const parsed = await timestampOver({ timestampAuthority }, COVERED);
      const result = await validate(parsed, judging(world, []));
      expect(subIndicationOf(result.conclusion)).toBe('CHAIN_CONSTRAINTS_FAILURE');
      expect(result.proven).toBeUndefined();
      // The equations hold all the same, and are reported as such.
      expect(result.facts.kind === 'read' && result.facts.signature.value).toEqual({ kind: 'intact' });
    },
  );

  it('proves nothing by a token whose authority nobody trusts', async () => {
    const world = await goodWorld();
    const parsed = await timestampOver(world, COVERED);
    const outcome = async (anchors: readonly Uint8Array[]) =>
      subIndicationOf((await validate(parsed, judging({ anchors }, []))).conclusion);
    expect(await outcome([])).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    // Another root with the same name.
    const { anchors } = await goodWorld({ key: 'p384' });
    expect(await outcome(anchors)).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });

  it('reports wrong data before missing trust', async () => {
    const world = await goodWorld();
    const stranger = await goodWorld({ key: 'p384' });
    const parsed = await timestampOver(stranger, COVERED, {
      input: { kind: 'bytes', pieces: [utf8('other')] },
    });
    expect(subIndicationOf((await validate(parsed, judging(world, []))).conclusion)).toBe('HASH_FAILURE');
  });
});
