import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { worldList } from '../../test/listing.ts';
import { firstSeal } from '../../test/reported.ts';
import { sealedBy } from '../../test/sealed.ts';
import { createListTrust } from '../lists/trust-source.ts';
import { validate } from '../validate.ts';

it('x', async () => {
  const world = await goodWorld();
  const forged = world.seal.certificate.slice();
  forged[forged.length - 1]! ^= 1;
  for (const chain of [[forged, world.issuingCa.certificate]]) {
    const sealed = await sealedBy(world, utf8('x'), cades({ packaging: 'attached' }), { entity: { ...world.seal, chain: chain as never } });
    const s = firstSeal(await validate(sealed, { trust: createListTrust([worldList(world)]), revocation: 'none', validationTime: NOW, now: NOW, japan: { commonPolicyOids: ['2.999.1.1'] } } as never));
    const { findings, ...j } = s.determinations.japan!;
    console.log(JSON.stringify({ c: s.conclusion, j, f: findings.map((f) => f.id) }, null, 1), s.path.chain.length, s.path.attempts.map((a) => a.reason.id));
  }
});
