import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, GOOD, goodWorld, NOW, revokedAt } from '../../test/judging.ts';
import type { ValidityModel } from '../policy/policy.ts';
import { countsAgainst, neededAt } from './revocation-relevance.ts';

const world = await goodWorld();
const chain = [certificateOf(world.seal), certificateOf(world.issuingCa)];
const issued = certificateOf(world.seal).notBefore;
const AUTHORITY = { chain, index: 1 };

describe('the time for which an authority has to be good', () => {
  it('is that of the judgement, or when it issued what is below it', () => {
    expect(neededAt(AUTHORITY, NOW)).toEqual(NOW);
    expect(neededAt(AUTHORITY, NOW, 'chain')).toEqual(issued);
    expect(neededAt(AUTHORITY, NOW, 'hybrid')).toEqual(issued);
    expect(neededAt({ chain, index: 0 }, NOW, 'chain')).toEqual(NOW);
  });
});

describe('a revocation', () => {
  const counts = (validityModel: ValidityModel, days: number, reason: 'superseded' | 'keyCompromise') =>
    countsAgainst(revokedAt(addDays(issued, days), reason), AUTHORITY, NOW, { validityModel });

  it('counts whenever it was in the shell model', () => {
    expect(counts('shell', 1, 'superseded')).toBe(true);
    expect(counts('shell', -1, 'superseded')).toBe(true);
    expect(countsAgainst(GOOD, AUTHORITY, NOW, {})).toBe(false);
  });

  it.each(['chain', 'hybrid'] as const)('counts from before the issuance in the %s model', (model) => {
    expect(counts(model, 1, 'superseded')).toBe(false);
    expect(counts(model, -1, 'superseded')).toBe(true);
    // Nobody knows who signed what with a key in other hands.
    expect(counts(model, 1, 'keyCompromise')).toBe(true);
  });

  it('of the certificate itself counts in every model', () => {
    const own = { chain, index: 0 };
    const status = revokedAt(addDays(NOW, -1), 'superseded');
    expect(countsAgainst(status, own, NOW, { validityModel: 'chain' })).toBe(true);
  });
});
