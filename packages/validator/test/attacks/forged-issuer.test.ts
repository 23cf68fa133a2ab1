import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { flipBit } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createListTrust } from '../../src/lists/trust-source.ts';
import { validate } from '../../src/validate.ts';
import { goodWorld, NOW } from '../judging.ts';
import { worldList } from '../listing.ts';
import { firstSeal } from '../reported.ts';
import { sealedBy } from '../sealed.ts';

/** The policy that seals of the world assert. */
const POLICY = '2.999.1.1';

describe('a seal certificate that names a listed authority as its issuer, name and key, but is not signed by it', () => {
  it('K25: K27: has nothing of the authority', async () => {
    const world = await goodWorld();
    const forged = flipBit(world.seal.certificate, -1);
    const entity = { ...world.seal, chain: [forged, world.issuingCa.certificate] } as const;
    const sealed = await sealedBy(world, utf8('証明書'), cades({ packaging: 'attached' }), { entity });
    const report = await validate(sealed, {
      trust: createListTrust([worldList(world)]),
      revocation: 'none',
      validationTime: NOW,
      japan: { commonPolicyOids: [POLICY] },
    });
    expect(firstSeal(report)).toMatchObject({
      conclusion: { indication: 'INDETERMINATE' },
      kind: 'unknown',
      assuranceLevel: null,
      determinations: { japan: { level: 'claims-accreditation', statusAtIssuance: 'unknown', services: [] } },
    });
  });
});
