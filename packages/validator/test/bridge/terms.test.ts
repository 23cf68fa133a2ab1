/** What cross-certificates say of policies and names, and what the relying party asks (RFC 5280 §6.1). */
import { OID } from '@eseal/core/asn1';
import {
  BRIDGED_NAMES,
  type BridgedWorld,
  bridgedTerms,
  type DistinguishedName,
  type PolicyMapping,
} from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { bridgePathPolicies, createBridgeTrust } from '../../src/bridge/bridge.ts';
import { addition, authorityOf, P, sealOf, withExtension } from '../bridged-additions.ts';
import {
  bridgedWorld,
  bridgeTrust,
  CHAIN_FAILURE,
  judgeBridged,
  reasons,
  total,
  withCross,
} from '../bridging.ts';
import { certificateOf } from '../judging.ts';
import { constraints, inhibitAny, mappings, policies } from '../path-extensions.ts';

let world: BridgedWorld;

beforeAll(async () => {
  world = await bridgedWorld();
});

describe('terms of cross-certificates', () => {
  it('B-05: asks for a policy of the own domain, at its anchors or of every path', async () => {
    const accepting = async (wanted: string) => {
      const trust = bridgeTrust(world, { policies: [wanted] });
      const atAnchors = await judgeBridged(world, 'seal', { trust });
      const { anchors, crossCertificates } = world;
      const everywhere = await judgeBridged(world, 'seal', {
        trust: createBridgeTrust({ anchors, crossCertificates }),
        pathPolicies: bridgePathPolicies([wanted]),
      });
      return [total(atAnchors), total(everywhere)];
    };
    expect(await accepting(P.a)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
    const failure = CHAIN_FAILURE;
    expect(await accepting('2.999.20.99')).toEqual([failure, failure]);
  });

  it("B-05: does not take another domain's own policy for one's own", async () => {
    const trust = bridgeTrust(world, { policies: [P.b] });
    expect(total(await judgeBridged(world, 'seal', { trust }))).toBe(CHAIN_FAILURE);
  });

  it('B-06: gives the result in the policies of the relying party', async () => {
    const report = await judgeBridged(world, 'seal');
    expect(report.policies?.map(({ policy }) => policy)).toEqual([P.a]);
    expect(report.path.policies).toEqual([P.a]);
  });

  it('B-06: fails where a policy is mapped to none that the seal has', async () => {
    const report = await judgeBridged(
      await bridgedWorld({ entities: [sealOf({}, { policies: [P.c] })] }),
      'other-seal',
    );
    expect(total(report)).toBe(CHAIN_FAILURE);
  });

  it('B-06: lets nobody map from or to any policy', async () => {
    for (const pair of [
      [OID.anyPolicy, P.b],
      [P.b, OID.anyPolicy],
    ] as const satisfies readonly PolicyMapping[]) {
      const any = await bridgedWorld({ entities: authorityOf({ mappings: [pair] }) });
      const report = await judgeBridged(any, 'other-seal');
      expect(reasons(report)).toContain('PATH_ANY_POLICY_MAPPED');
    }
  });

  it('B-07: keeps to requireExplicitPolicy of a cross-certificate without any wish of its own', async () => {
    const silent = await bridgedWorld({
      entities: [sealOf({ quirks: { without: [OID.certificatePolicies] } })],
    });
    const { anchors, crossCertificates } = silent;
    const trust = createBridgeTrust({ anchors, crossCertificates });
    const report = await judgeBridged(silent, 'other-seal', { trust, revocation: 'none' });
    expect(total(report)).toBe(CHAIN_FAILURE);
    expect(reasons(report)).toContain('PATH_POLICY_REQUIRED');
  });

  it('B-07: keeps to inhibitPolicyMapping: B may not map on what the bridge mapped for it', async () => {
    const entities = authorityOf({ mappings: [[P.b, P.c]] }).map((entity) =>
      entity.name === 'other-seal' ? withExtension(entity, policies(P.c)) : entity,
    );
    const mapped = await bridgedWorld({ entities });
    const by = (route: string) =>
      judgeBridged(mapped, 'other-seal', {
        trust: withCross(mapped, (name) => name !== route),
        revocation: 'none',
      });
    expect(total(await by('c-to-b'))).toBe(CHAIN_FAILURE);
    // C forbade nothing.
    expect(total(await by('bridge-to-b'))).toBe('TOTAL-PASSED');
  });

  it('B-07: keeps to inhibitAnyPolicy of the relying party and of authorities', async () => {
    const authority = authorityOf().map((entity) =>
      entity.name === 'second-ca' ? withExtension(entity, policies(OID.anyPolicy)) : entity,
    );
    const any = await bridgedWorld({ entities: authority });
    expect(total(await judgeBridged(any, 'other-seal'))).toBe('TOTAL-PASSED');
    const pathPolicies = { inhibitAnyPolicy: true };
    expect(total(await judgeBridged(any, 'other-seal', { pathPolicies }))).toBe(CHAIN_FAILURE);
    const crossed = withExtension(
      addition({
        name: 'bridge-to-strict-b',
        issuer: 'bridge',
        subject: BRIDGED_NAMES.b,
        keyOf: 'b-root',
        profile: { kind: 'ca' },
        quirks: bridgedTerms(BRIDGED_NAMES.bridge, { policies: [P.bridge], mappings: [[P.bridge, P.b]] }),
      }),
      inhibitAny(0),
    );
    const strict = await bridgedWorld({ entities: [crossed, ...authority] });
    const trust = withCross(strict, (name) => !/-to-b$/.test(name), 'bridge-to-strict-b');
    expect(total(await judgeBridged(strict, 'other-seal', { trust }))).toBe(CHAIN_FAILURE);
  });

  it('B-08: keeps names within what the bridge permitted, and out of what it excluded', async () => {
    const subjects: readonly (readonly [DistinguishedName, string])[] = [
      [[{ C: 'JP' }, { O: 'Anybody' }, { CN: 'seal' }], 'TOTAL-PASSED'],
      [[{ C: 'FR' }, { O: 'Quelqu’un' }], CHAIN_FAILURE],
      [[{ C: 'JP' }, { O: 'example ministry A' }, { CN: 'seal' }], CHAIN_FAILURE],
    ];
    for (const [subject, expected] of subjects) {
      const named = await bridgedWorld({ entities: [sealOf({ subject })] });
      const trust = withCross(named, (name) => name !== 'c-to-b');
      expect([subject, total(await judgeBridged(named, 'other-seal', { trust }))]).toEqual([
        subject,
        expected,
      ]);
    }
  });

  it('B-08: applies them to alternative names, too', async () => {
    const alias: DistinguishedName = [{ C: 'JP' }, { O: 'Example Ministry A' }];
    const named = await bridgedWorld({
      entities: [sealOf({ profile: { kind: 'seal', policies: [], alias } })],
    });
    const trust = withCross(named, (name) => name !== 'c-to-b');
    const report = await judgeBridged(named, 'other-seal', { trust });
    expect(reasons(report)).toContain('PATH_NAME_EXCLUDED');
  });

  it('B-13: knows policies, mappings, and constraints of names and policies when they are critical', async () => {
    const critical = (name: string): readonly string[] =>
      certificateOf(world.entity(name))
        .extensions.filter((one) => one.critical)
        .map(({ oid }) => oid);
    expect(critical('bridge-to-b')).toEqual(
      expect.arrayContaining([
        OID.certificatePolicies,
        OID.policyMappings,
        OID.policyConstraints,
        OID.nameConstraints,
      ]),
    );
    expect(total(await judgeBridged(world, 'seal'))).toBe('TOTAL-PASSED');
    const extensions = [...(bridgedTerms(BRIDGED_NAMES.b, { policies: [P.b] }).extensions ?? [])];
    const [second, seal] = authorityOf();
    if (second === undefined || seal === undefined) throw new TypeError('there are two');
    const all = [
      ...extensions,
      mappings([P.b, P.b]),
      constraints({ explicit: 1, mapping: 1 }),
      inhibitAny(1),
    ];
    const known = await bridgedWorld({
      entities: [{ ...second, quirks: { ...second.quirks, extensions: all } }, seal],
    });
    expect(total(await judgeBridged(known, 'other-seal'))).toBe('TOTAL-PASSED');
    const unknown = [...all, { oid: '2.999.9.9', critical: true, value: Uint8Array.of(5, 0) }];
    const broken = await bridgedWorld({
      entities: [{ ...second, quirks: { ...second.quirks, extensions: unknown } }, seal],
    });
    expect(reasons(await judgeBridged(broken, 'other-seal'))).toContain('PATH_CRITICAL_EXTENSION_UNKNOWN');
  });
});
