import { parseCertificate } from '@eseal/core/x509';
import { BRIDGED_POLICIES, type BridgedWorld } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { bridgedWorld } from '../../test/bridging.ts';
import { bridgePathPolicies, createBridgeTrust } from './bridge.ts';

let world: BridgedWorld;

beforeAll(async () => {
  world = await bridgedWorld();
});

const subjectOf = (entity: string) => parseCertificate(world.entity(entity).certificate).subject;

describe('createBridgeTrust', () => {
  it('trusts the own authority and nobody whom others certified', async () => {
    const { anchors, crossCertificates } = world;
    const trust = createBridgeTrust({ anchors, crossCertificates });
    expect(trust.size).toBe(1);
    expect(await trust.anchorsNamed(subjectOf('root'))).toMatchObject([{ route: 'bridge' }]);
    for (const other of ['bridge', 'b-root', 'seal'])
      expect(await trust.anchorsNamed(subjectOf(other))).toEqual([]);
  });

  it('offers cross-certificates by their subjects', async () => {
    const { anchors, crossCertificates } = world;
    const trust = createBridgeTrust({ anchors, crossCertificates });
    const offered = await trust.certificatesNamed?.(subjectOf('b-root'));
    const expected = ['bridge-to-b', 'c-to-b'].map((name) => world.entity(name).certificate);
    expect(offered?.map(({ raw }) => raw)).toEqual(expected);
    expect(await trust.certificatesNamed?.(subjectOf('seal'))).toEqual([]);
  });

  it('binds its anchors to the policies and the length that are asked for', async () => {
    const { anchors } = world;
    const constraintsWith = async (options: { policies?: readonly string[]; maxPathLength?: number }) => {
      const trust = createBridgeTrust({ anchors, crossCertificates: [], ...options });
      return (await trust.anchorsNamed(subjectOf('root')))[0]?.constraints;
    };
    expect(await constraintsWith({})).toBeUndefined();
    expect(await constraintsWith({ policies: [BRIDGED_POLICIES.a], maxPathLength: 3 })).toEqual({
      policies: [BRIDGED_POLICIES.a],
      explicitPolicy: true,
      maxPathLength: 3,
    });
  });

  it('refuses bytes that are no certificate, and policies that are no object identifiers', () => {
    const { anchors } = world;
    expect(() => createBridgeTrust({ anchors, crossCertificates: [Uint8Array.of(0x30, 0)] })).toThrow(
      expect.objectContaining({ code: 'DECODE_FAILED' }),
    );
    for (const policy of ['', 'anyPolicy', '3.1', '1..2', '1.02'])
      expect(() => createBridgeTrust({ anchors, crossCertificates: [], policies: [policy] })).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
      );
  });
});

describe('bridgePathPolicies', () => {
  it('asks for one of the policies, on every path', () => {
    expect(bridgePathPolicies(['2.999.1'])).toEqual({
      initialPolicies: new Set(['2.999.1']),
      explicitPolicy: true,
    });
    expect(() => bridgePathPolicies(['any'])).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  });
});
