import { addDays } from '@eseal/testkit';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { parsedSeal } from '../../test/parsed-seal.ts';
import { earlierProof, existingNow, type ProofOfExistence, vouchedFor } from './proof-of-existence.ts';

const external = (time: Date): ProofOfExistence =>
  vouchedFor({ digestAlgorithm: 'SHA-256', digest: new Uint8Array(), time });

describe('a proof of existence', () => {
  it('K21: is never made of a claimed time, nor of an object that looks like one', async () => {
    const { claimedTime } = await parsedSeal((await goodWorld()).seal, { claimedTime: NOW });
    expectTypeOf<Date>().not.toExtend<ProofOfExistence>();
    expectTypeOf(claimedTime).not.toExtend<ProofOfExistence>();
    expectTypeOf({ time: NOW, kind: 'timestamp' } as const).not.toExtend<ProofOfExistence>();
    // @ts-expect-error: only the functions of the module make one
    const forged: ProofOfExistence = { time: NOW, kind: 'timestamp' };
    expect(Object.getOwnPropertySymbols(forged)).toEqual([]);
    expect(Object.getOwnPropertySymbols(existingNow({ time: NOW }))).toHaveLength(1);
  });

  it('is the earlier one of two, and of the same time what says more than that everything exists now', () => {
    const now = existingNow({ time: NOW });
    const before = external(addDays(NOW, -1));
    expect(earlierProof(now, before)).toBe(before);
    expect(earlierProof(before, now)).toBe(before);
    const same = external(NOW);
    expect(earlierProof(now, same)).toBe(same);
    expect(earlierProof(same, now)).toBe(same);
  });
});
