import type { Certificate } from '@eseal/core/x509';
import { addDays } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import { planProof } from './decide.ts';
import type { Proof, ProofLayer } from './proof.ts';

let certificate: Certificate;
beforeAll(async () => {
  certificate = certificateOf((await goodWorld()).seal);
});

/** A layer whose certificate lasts for days. */
const lasting = (id: string, days: number): ProofLayer => ({
  id,
  chain: [{ ...certificate, notAfter: addDays(NOW, days) }],
  algorithms: [],
  intact: true,
});

function planOf(changes: Partial<Proof>, neededUntil?: Date) {
  const proof: Proof = {
    kind: 'seal',
    id: 'S-1',
    hasMaterial: true,
    own: lasting('S-1', 100),
    timestamps: [],
    archiveTimestamps: [],
    crls: [],
    ocspResponses: [],
    ...changes,
  };
  const { action, before } = planProof(proof, {
    suite: TS_119_312,
    now: NOW,
    ...(neededUntil && { neededUntil }),
  });
  return [action, before];
}

describe('the repair of a proof', () => {
  it('is due when the last of several timestamps ends, and too late after it', () => {
    const timestamps = [lasting('T-1', -1), lasting('T-2', 300)];
    expect(planOf({ timestamps })).toEqual(['archive-timestamp', addDays(NOW, 300)]);
    expect(planOf({ timestamps: [lasting('T-1', -1), lasting('T-2', 0)] })).toEqual(['reseal', undefined]);
  });

  it('goes by the outermost layer alone, not by what that covers', () => {
    const timestamps = [lasting('T-1', -1)];
    const archiveTimestamps = [lasting('A-1', 500)];
    expect(planOf({ timestamps, archiveTimestamps })).toEqual(['archive-timestamp', addDays(NOW, 500)]);
    expect(planOf({ timestamps })).toEqual(['reseal', undefined]);
  });

  it('is the missing material before the earlier of both ends', () => {
    const lacking = { hasMaterial: false, own: lasting('S-1', 100) };
    const within = (days: number) => planOf({ ...lacking, timestamps: [lasting('T-1', days)] });
    expect(within(300)).toEqual(['material', addDays(NOW, 100)]);
    expect(within(50)).toEqual(['material', addDays(NOW, 50)]);
    expect(planOf({ hasMaterial: false })).toEqual(['timestamp', addDays(NOW, 100)]);
  });

  it('is needed for what ends on the last day of the need, not for what ends after it', () => {
    expect(planOf({}, addDays(NOW, 100))).toEqual(['timestamp', addDays(NOW, 100)]);
    expect(planOf({}, addDays(NOW, 99))).toEqual(['none', undefined]);
  });
});
