import { addDays, type World } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, GOOD, goodWorld, judging, knowingRevocation, NOW } from '../../test/judging.ts';
import { initialProofs } from '../poe/external-proofs.ts';
import type { CryptoSuite } from '../policy/crypto-suites.ts';
import { policyOf } from '../policy/presets.ts';
import { slideValidationTime } from './validation-time-sliding.ts';

const LONG_AGO = addDays(NOW, -3000).toISOString().slice(0, 10);

/** Slides along the path of the world's seal under a suite. */
async function slideBy(world: World, suite: CryptoSuite) {
  const policy = { ...policyOf('strict'), suite };
  const context = knowingRevocation(judging(world, [world.seal], { policy }), () => GOOD);
  const { subject: name, publicKey } = certificateOf(world.root);
  const path = {
    chain: [certificateOf(world.seal), certificateOf(world.issuingCa)],
    anchor: { name, publicKey, certificate: undefined, route: 'pinned' },
  } as const;
  const graph = { signatures: new Map(), timestamps: new Map(), material: [], unsound: new Set<string>() };
  const proofs = await initialProofs({
    time: context.time,
    external: [],
    graph,
    documentDigest: () => undefined,
  });
  return slideValidationTime(path, proofs, context);
}

describe('the control time', () => {
  it('stays now while everything is reliable', async () => {
    const { suite } = policyOf('strict');
    expect(await slideBy(await goodWorld(), suite)).toMatchObject({ kind: 'slid', controlTime: NOW });
  });

  it('C15: is not found where an algorithm of the path is not in the suite', async () => {
    const { suite } = policyOf('strict');
    expect(await slideBy(await goodWorld(), { ...suite, rows: [] })).toMatchObject({
      kind: 'no-proof',
      missing: 'reliable-algorithm',
    });
  });

  it('C15: slides back to when an algorithm was accepted, before any certificate is proven to have existed', async () => {
    const { suite } = policyOf('strict');
    const rows = suite.rows.map((row) => ({ ...row, lastCreation: LONG_AGO, lastAcceptance: LONG_AGO }));
    expect(await slideBy(await goodWorld(), { ...suite, rows })).toMatchObject({
      kind: 'no-proof',
      missing: 'certificate',
    });
  });
});
