/** What a certificate says of itself, certified by a CA that anybody can run. */
import { utf8 } from '@eseal/core';
import { encode, objectIdentifier, sequence } from '@eseal/core/asn1';
import { cades } from '@eseal/formats/cades';
import { goodEntities } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { validate } from '../../src/validate.ts';
import { goodWorld, NOW } from '../judging.ts';
import { sealedBy } from '../sealed.ts';

/** QcCompliance, QcSSCD, and QcType of an electronic seal (EN 319 412-5 §4.2). */
const QC_STATEMENTS = {
  oid: '1.3.6.1.5.5.7.1.3',
  critical: false,
  value: encode(
    sequence([
      sequence([objectIdentifier('0.4.0.1862.1.1')]),
      sequence([objectIdentifier('0.4.0.1862.1.4')]),
      sequence([objectIdentifier('0.4.0.1862.1.6'), sequence([objectIdentifier('0.4.0.1862.1.6.2')])]),
    ]),
  ),
};

describe('a seal whose certificate claims everything', () => {
  it('K27: has no assurance level and no qualification by that', async () => {
    const seal = goodEntities(NOW).find(({ name }) => name === 'seal');
    if (seal === undefined) throw new Error('the good world has no seal');
    const claiming = { ...seal, name: 'claiming', quirks: { extensions: [QC_STATEMENTS] } };
    const world = await goodWorld({ entities: [claiming] });
    const sealed = await sealedBy(world, utf8('x'), cades({ packaging: 'attached' }), {
      entity: world.entity('claiming'),
    });
    const report = await validate(sealed, { trust: world.anchors, revocation: 'none', validationTime: NOW });
    expect(report.conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(report.seals).toMatchObject([{ assuranceLevel: null, euQualification: null }]);
  });
});
