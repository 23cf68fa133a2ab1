import { encode, nullValue, OID } from '@eseal/core/asn1';
import { addDays, type EntityDefinition, type ExtensionDefinition } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { statusIn } from '../../test/asking-status.ts';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { revocationExemption } from './exemption.ts';

const extension = (oid: string): ExtensionDefinition => ({
  oid,
  critical: false,
  value: encode(nullValue()),
});

async function worldWith(extensions: readonly string[], others: Partial<EntityDefinition> = {}) {
  const entity: EntityDefinition = {
    name: 'other',
    issuer: 'issuing-ca',
    subject: [{ CN: 'Other' }],
    profile: { kind: 'bare' },
    notBefore: addDays(NOW, -1),
    notAfter: addDays(NOW, 1),
    quirks: {
      extensions: extensions.map(extension),
      without: [OID.cRLDistributionPoints, OID.authorityInfoAccess],
    },
    ...others,
  };
  return goodWorld({ entities: [entity] });
}

describe('revocationExemption', () => {
  it('is given to certificates without revocation data, and nothing is asked about them', async () => {
    const world = await worldWith([OID.noRevAvail]);
    const revocationProvider = { collect: () => Promise.reject(new Error('not to be asked')) };
    expect(await statusIn(world, { about: world.entity('other'), revocationProvider })).toEqual({
      kind: 'not-needed',
      exemption: 'no-revocation-available',
    });
  });

  it('is given to certificates that live for a short time by their own word', async () => {
    const world = await worldWith([OID.validityAssuredShortTerm]);
    expect(revocationExemption(certificateOf(world.entity('other')))).toBe('validity-assured-short-term');
  });

  it('is not given to certificates that say nothing, that name a list or a responder, or of authorities', async () => {
    const profile = { kind: 'ca' } as const;
    const quirks = { extensions: [extension(OID.noRevAvail)] };
    const worlds = [
      await worldWith([]),
      await worldWith([], { quirks: { ...quirks, without: [OID.authorityInfoAccess] } }),
      await worldWith([], { quirks: { ...quirks, without: [OID.cRLDistributionPoints] } }),
      await worldWith([OID.noRevAvail], { profile }),
    ];
    for (const world of worlds)
      expect(revocationExemption(certificateOf(world.entity('other')))).toBeUndefined();
  });

  it('is not given to a responder outside of its responses', async () => {
    expect(revocationExemption(certificateOf((await goodWorld()).ocsp))).toBeUndefined();
  });
});
