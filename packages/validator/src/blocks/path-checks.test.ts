import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { ANCHOR_REACHED, deadEndCheck, interrupted } from './path-checks.ts';

describe('checks of the path search', () => {
  it.each(['issuer-not-found', 'self-signed-not-trusted', 'too-long', 'too-many-paths'] as const)(
    'say that no chain was found: %s',
    async (reason) => {
      const { seal, issuingCa } = await goodWorld();
      const { check, holds, facts } = deadEndCheck({
        kind: 'dead-end',
        chain: [certificateOf(seal), certificateOf(issuingCa)],
        reason,
      });
      expect(holds).toBe(false);
      expect(check.failure).toEqual({
        indication: 'INDETERMINATE',
        subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      });
      expect(facts.issuer).toContain('eSeal Test Root CA');
    },
  );

  it('say that an anchor was reached, and that a search was interrupted', () => {
    expect(ANCHOR_REACHED.holds).toBe(true);
    expect(interrupted('no time').facts).toEqual({ reason: 'no time' });
  });
});
