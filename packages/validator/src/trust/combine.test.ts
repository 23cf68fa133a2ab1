import { PublicKey } from '@eseal/core/crypto';
import { testTrustSource } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { listed, listOf, worldList } from '../../test/listing.ts';
import { createBridgeTrust } from '../bridge/bridge.ts';
import { createListTrust } from '../lists/trust-source.ts';
import { findingOf } from '../report/finding.ts';
import { combineTrust } from './combine.ts';
import { createPinnedTrust } from './pinned.ts';
import type { TrustSource } from './source.ts';

testTrustSource(
  async () => {
    const { issuingCa, root, seal } = await goodWorld();
    const source = combineTrust(
      createPinnedTrust([root.certificate]),
      createListTrust([listOf([listed(issuingCa)])]),
    );
    return { source, trusted: certificateOf(issuingCa), stranger: certificateOf(seal) };
  },
  { describe, expect, it },
);

describe('combineTrust', () => {
  it('trusts what any of its sources trusts', async () => {
    const world = await goodWorld();
    const trust = combineTrust(createPinnedTrust(world.anchors), createListTrust([worldList(world)]));
    expect(trust.size).toBe(3);
    expect(trust.rules).toEqual(['japan']);
    for (const entity of [world.root, world.issuingCa, world.tsa])
      expect(await trust.anchorsNamed(certificateOf(entity).subject)).toHaveLength(1);
    expect(await trust.servicesNamed?.(certificateOf(world.tsa).subject)).toHaveLength(1);
    expect(await combineTrust().anchorsNamed(certificateOf(world.root).subject)).toEqual([]);
  });

  it('prefers the route that says most of an anchor, and names the others', async () => {
    const { issuingCa } = await goodWorld();
    const certificate = certificateOf(issuingCa);
    const pinned = createPinnedTrust([certificate]);
    const bridge: TrustSource = {
      size: 1,
      anchorsNamed: async (name) =>
        (await pinned.anchorsNamed(name)).map((anchor) => ({ ...anchor, route: 'bridge' })),
    };
    const lists = createListTrust([listOf([listed(issuingCa)])]);
    const routes = [
      ['trusted-list', ['pinned', 'bridge']],
      ['pinned', ['trusted-list', 'bridge']],
      ['bridge', ['trusted-list', 'pinned']],
    ];
    for (const trust of [
      combineTrust(bridge, pinned, lists),
      combineTrust(combineTrust(bridge, lists), pinned),
    ]) {
      const anchors = await trust.anchorsNamed(certificate.subject);
      expect(anchors.map(({ otherRoutes, route }) => [route, otherRoutes])).toEqual(routes);
    }
  });

  it('says nothing of other routes for keys of one route, or of the same name only', async () => {
    const { issuingCa } = await goodWorld();
    const { issuingCa: other } = await goodWorld({ key: 'p384' });
    const trust = combineTrust(
      createPinnedTrust([issuingCa.certificate]),
      createListTrust([listOf([listed(other)])]),
    );
    const anchors = await trust.anchorsNamed(certificateOf(issuingCa).subject);
    expect(anchors.map(({ otherRoutes }) => otherRoutes)).toEqual([undefined, undefined]);
  });

  it('holds every route to the key of a bridge to the policies that are demanded of the bridge', async () => {
    const { issuingCa } = await goodWorld();
    const anchors = [issuingCa.certificate];
    const { subject } = certificateOf(issuingCa);
    const bridge = createBridgeTrust({ anchors, crossCertificates: [], policies: ['2.999.1'] });
    const free = createBridgeTrust({ anchors, crossCertificates: [] });
    const others = [createListTrust([listOf([listed(issuingCa)])]), createPinnedTrust(anchors)];
    const demanded = async (...sources: readonly TrustSource[]) =>
      (await combineTrust(...sources).anchorsNamed(subject)).map(({ constraints }) => [
        constraints?.policies,
        constraints?.explicitPolicy,
      ]);
    const bound = [['2.999.1'], true];
    expect(await demanded(bridge, ...others)).toEqual([bound, bound, bound]);
    expect(await demanded(combineTrust(bridge, ...others.slice(1)), ...others)).toEqual(Array(4).fill(bound));
    const unbound = [undefined, undefined];
    expect(await demanded(...others, free)).toEqual([unbound, unbound, unbound]);
    expect(await demanded(...others, free, bridge)).toEqual([unbound, unbound, unbound, bound]);
  });

  it('K4: takes no time for thousands of keys of one name', async () => {
    const pinned = createPinnedTrust((await goodWorld()).anchors);
    const [anchor] = await pinned.anchorsNamed(certificateOf((await goodWorld()).root).subject);
    if (anchor === undefined) throw new TypeError('the root is not found');
    const namesakes = Array.from({ length: 5000 }, (_, index) => {
      const raw = anchor.publicKey.raw.slice();
      new DataView(raw.buffer).setUint32(raw.length - 4, index);
      return { ...anchor, publicKey: new PublicKey(raw) };
    });
    const source: TrustSource = { size: namesakes.length, anchorsNamed: () => namesakes };
    const begun = performance.now();
    expect(await combineTrust(source).anchorsNamed(anchor.name)).toHaveLength(5000);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('offers the certificates between once', async () => {
    const { issuingCa } = await goodWorld();
    const list = createListTrust([listOf([listed(issuingCa)])]);
    const { subject } = certificateOf(issuingCa);
    expect(await combineTrust(list, list).certificatesNamed?.(subject)).toHaveLength(1);
  });

  it('K24: tells of a source that fails, and has the findings of all', async () => {
    const world = await goodWorld();
    const rule = { id: 'LIST_REFUSED', citation: 'TS 119 615 §4.1', message: { ja: '不可', en: 'refused' } };
    const lists = createListTrust([], { findings: [findingOf(rule, 'error')] });
    const broken: TrustSource = {
      size: 1,
      anchorsNamed: () => {
        throw new Error('gone');
      },
    };
    const trust = combineTrust(broken, lists, createPinnedTrust(world.anchors));
    expect(await trust.anchorsNamed(certificateOf(world.root).subject)).toHaveLength(1);
    expect(trust.findings?.map(({ id }) => id)).toEqual(['TRUST_SOURCE_FAILED', 'LIST_REFUSED']);
  });
});
