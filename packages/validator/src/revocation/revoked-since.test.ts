import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { GOOD, heldSince, NOW, revokedAt } from '../../test/judging.ts';
import { isTrustedAt, revokedSince, type WithdrawnStatus } from './revoked-since.ts';

const DECIDES = {};
const INFORMS = { revocation: { invalidityDate: 'informs' } } as const;
const withdrawn = (invalidityDate: Date): WithdrawnStatus =>
  ({ ...revokedAt(NOW), invalidityDate }) as WithdrawnStatus;

describe('a certificate counts as revoked', () => {
  it('K16: since its key was in doubt, unless the policy takes that for information', () => {
    const since = addDays(NOW, -5);
    expect(revokedSince(withdrawn(since), DECIDES)).toEqual(since);
    expect(revokedSince(withdrawn(since), INFORMS)).toEqual(NOW);
  });

  it('K16: no later than it was revoked', () => {
    expect(revokedSince(withdrawn(addDays(NOW, 5)), DECIDES)).toEqual(NOW);
    expect(revokedSince(heldSince(NOW) as WithdrawnStatus, DECIDES)).toEqual(NOW);
  });

  it('from that very time on', () => {
    expect(isTrustedAt(new Date(NOW.getTime() - 1), revokedAt(NOW), DECIDES)).toBe(true);
    expect(isTrustedAt(NOW, revokedAt(NOW), DECIDES)).toBe(false);
    expect(isTrustedAt(NOW, heldSince(NOW), DECIDES)).toBe(false);
    expect(isTrustedAt(NOW, GOOD, DECIDES)).toBe(true);
  });
});
