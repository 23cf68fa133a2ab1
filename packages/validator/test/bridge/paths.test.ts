/** Paths across a bridge: graphs, routes, key roll-over, lengths and reports (RFC 4158, RFC 5217). */
import {
  addDays,
  BRIDGED_NAMES,
  type BridgedWorld,
  bridgedTerms,
  type DistinguishedName,
} from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { createBridgeTrust } from '../../src/bridge/bridge.ts';
import { addition, authorityOf, P, sealOf } from '../bridged-additions.ts';
import { bridgedWorld, judgeBridged, namedSteps, namesOf, reasons, total, withCross } from '../bridging.ts';
import { NOW } from '../judging.ts';

let world: BridgedWorld;

beforeAll(async () => {
  world = await bridgedWorld();
});

describe('paths across a bridge', () => {
  it('B-01: is a graph: seals of every domain in the mesh are reached from the own root alone', async () => {
    const paths: Readonly<Record<string, readonly string[]>> = {
      'own-seal': ['own-seal', 'own-issuing', 'root'],
      seal: ['seal', 'issuing-ca', 'bridge-to-b', 'root-to-bridge', 'root'],
      'c-seal': ['c-seal', 'c-issuing', 'bridge-to-c', 'root-to-bridge', 'root'],
    };
    for (const [entity, expected] of Object.entries(paths)) {
      const report = await judgeBridged(world, entity);
      expect([entity, total(report), namesOf(world, report)]).toEqual([entity, 'TOTAL-PASSED', expected]);
    }
  });

  it('B-01: takes steps from the message and from the caller as well as from its store', async () => {
    const trust = createBridgeTrust({ anchors: world.anchors, crossCertificates: [] });
    const certificates = [...world.crossCertificates, ...world.seal.chain];
    const report = await judgeBridged(world, 'seal', { trust, certificates });
    expect(total(report)).toBe('TOTAL-PASSED');
    expect(report.path.trust.route).toBe('bridge');
    expect(total(await judgeBridged(world, 'seal', { trust }))).toBe(
      'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND',
    );
  });

  it('B-01: chains names that differ in case, spaces and kind of string', async () => {
    const quirks = bridgedTerms(BRIDGED_NAMES.bridge, {
      policies: [P.bridge],
      mappings: [[P.bridge, P.c]],
    });
    const other = await bridgedWorld({
      entities: [
        addition({
          name: 'spelled-otherwise',
          issuer: 'bridge',
          subject: [{ C: 'jp' }, { O: ' EXAMPLE  Ministry C' }, { OU: 'ministry c root ca' }],
          keyOf: 'c-root',
          profile: { kind: 'ca' },
          quirks,
        }),
      ],
    });
    const trust = withCross(other, (name) => name !== 'bridge-to-c', 'spelled-otherwise');
    const report = await judgeBridged(other, 'c-seal', { trust });
    expect(total(report)).toBe('TOTAL-PASSED');
    expect(namesOf(other, report)).toContain('spelled-otherwise');
  });

  it('B-02: goes round no circle of cross-certificates, and says the same in every run', async () => {
    const trust = withCross(world, (name) => name !== 'root-to-bridge');
    const first = await judgeBridged(world, 'seal', { trust });
    expect(total(first)).toBe('INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND');
    for (const { chain } of first.path.attempts) expect(new Set(chain).size).toBe(chain.length);
    const reversed = createBridgeTrust({
      anchors: world.anchors,
      crossCertificates: world.pki.entities
        .filter(({ name }) => /-to-|-with-/.test(name) && name !== 'root-to-bridge')
        .map(({ certificate }) => certificate)
        .reverse(),
    });
    const second = await judgeBridged(world, 'seal', { trust: reversed });
    expect(second.path.attempts).toEqual(first.path.attempts);
  });

  it('B-02: gives up on a mesh of namesakes in bounded time, and says that it did', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `mesh-${index}`);
    const subjectOf = (name: string): DistinguishedName => [{ C: 'JP' }, { CN: name }];
    const heads = names.map((name) => addition({ name, subject: subjectOf(name), profile: { kind: 'ca' } }));
    const crossed = names.flatMap((issuer) =>
      names
        .filter((subject) => subject !== issuer)
        .map((subject) =>
          addition({
            name: `${issuer}-to-${subject}`,
            issuer,
            subject: subjectOf(subject),
            keyOf: subject,
            profile: { kind: 'ca' },
          }),
        ),
    );
    const seal = addition({
      name: 'mesh-seal',
      issuer: 'mesh-0',
      subject: [{ CN: 'seal' }],
      profile: { kind: 'bare' },
    });
    const mesh = await bridgedWorld({ entities: [...heads, ...crossed, seal] });
    const report = await judgeBridged(mesh, 'mesh-seal');
    expect(total(report)).toBe('INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND');
    expect(reasons(report)).toContain('PATH_SEARCH_TOO_WIDE');
  });

  it('B-03: takes the second route when the first cross-certificate is revoked, and tells of the first', async () => {
    const revocations = [{ entity: 'bridge-to-b', at: addDays(NOW, -3) }];
    const revoked = await bridgedWorld({ revocations });
    const report = await judgeBridged(revoked, 'seal');
    expect(total(report)).toBe('TOTAL-PASSED');
    expect(namesOf(revoked, report)).toEqual([
      'seal',
      'issuing-ca',
      'c-to-b',
      'bridge-to-c',
      'root-to-bridge',
      'root',
    ]);
    const first = report.path.attempts.find(({ reason }) => /REVOKED/.test(reason.id));
    expect(first?.steps.map(({ role }) => role)).toEqual([
      'target',
      'intermediate',
      'cross',
      'cross',
      'anchor',
    ]);
  });

  it('B-03: says that it is revoked when there is no other route', async () => {
    const revocations = [{ entity: 'bridge-to-b', at: addDays(NOW, -3) }];
    const revoked = await bridgedWorld({ revocations });
    const trust = withCross(revoked, (name) => name !== 'c-to-b');
    expect(total(await judgeBridged(revoked, 'seal', { trust }))).toBe('INDETERMINATE REVOKED_CA_NO_POE');
  });

  it('B-04: passes a key roll-over without counting it in the length of the path', async () => {
    const cross = addition({
      name: 'bridge2-to-short-d',
      issuer: 'bridge2',
      subject: BRIDGED_NAMES.d,
      keyOf: 'd-root',
      profile: { kind: 'ca', pathLength: 3 },
      quirks: bridgedTerms(BRIDGED_NAMES.bridge2, { policies: [P.bridge2], mappings: [[P.bridge2, P.d]] }),
    });
    const tight = { ...cross, name: 'bridge2-to-tight-d', profile: { kind: 'ca', pathLength: 2 } as const };
    const rolled = await bridgedWorld({ entities: [cross, tight] });
    const through = (name: string) =>
      judgeBridged(rolled, 'd-seal', {
        trust: withCross(rolled, (one) => !one.startsWith('bridge2-to-'), name),
      });
    const report = await through('bridge2-to-short-d');
    expect(total(report)).toBe('TOTAL-PASSED');
    expect(namedSteps(rolled, report)).toContainEqual(['d-new-with-old', 'self-issued']);
    expect(reasons(await through('bridge2-to-tight-d'))).toContain('PATH_LENGTH_EXCEEDED');
  });

  it('B-04: reaches seals of the old key when the new one was certified', async () => {
    const entities = [
      addition({
        name: 'bridge2-to-new-d',
        issuer: 'bridge2',
        subject: BRIDGED_NAMES.d,
        keyOf: 'd-root-new',
        profile: { kind: 'ca' },
        quirks: bridgedTerms(BRIDGED_NAMES.bridge2, { policies: [P.bridge2], mappings: [[P.bridge2, P.d]] }),
      }),
      addition({
        name: 'old-seal',
        issuer: 'd-root',
        subject: [{ C: 'JP' }, { CN: 'sealed with the old key' }],
        profile: { kind: 'seal', policies: [] },
        quirks: bridgedTerms(BRIDGED_NAMES.d, { policies: [P.d] }),
      }),
    ];
    const rolled = await bridgedWorld({ entities });
    const trust = withCross(rolled, (name) => name !== 'bridge2-to-d', 'bridge2-to-new-d');
    const report = await judgeBridged(rolled, 'old-seal', { trust });
    expect([total(report), ...namesOf(rolled, report)]).toEqual([
      'TOTAL-PASSED',
      'old-seal',
      'd-old-with-new',
      'bridge2-to-new-d',
      'bridge-to-bridge2',
      'root-to-bridge',
      'root',
    ]);
  });

  it('B-09: lets no seal, and no authority beyond the length that was agreed, certify others', async () => {
    const third: DistinguishedName = [{ C: 'JP' }, { O: '例示認証株式会社' }, { OU: '第三認証局' }];
    const [second] = authorityOf();
    if (second === undefined) throw new TypeError('there is a second authority');
    const deep = await bridgedWorld({
      entities: [
        second,
        addition({
          name: 'third-ca',
          issuer: 'second-ca',
          subject: third,
          profile: { kind: 'ca' },
          quirks: bridgedTerms(second.subject, { policies: [P.b] }),
        }),
        sealOf({ issuer: 'third-ca', quirks: bridgedTerms(third, { policies: [P.b] }) }),
      ],
    });
    expect(
      reasons(
        await judgeBridged(deep, 'other-seal', { trust: withCross(deep, (name) => name !== 'c-to-b') }),
      ),
    ).toContain('PATH_LENGTH_EXCEEDED');
    const bySeal = await bridgedWorld({ entities: [sealOf({ issuer: 'seal', quirks: {} })] });
    expect(reasons(await judgeBridged(bySeal, 'other-seal'))).toContain('PATH_ISSUER_NOT_A_CA');
  });

  it('B-14: crosses two bridges and a key roll-over, eight certificates below the anchor', async () => {
    const report = await judgeBridged(world, 'd-seal');
    expect(total(report)).toBe('TOTAL-PASSED');
    expect(namesOf(world, report)).toEqual([
      'd-seal',
      'd-issuing',
      'd-regional',
      'd-policy',
      'd-new-with-old',
      'bridge2-to-d',
      'bridge-to-bridge2',
      'root-to-bridge',
      'root',
    ]);
    expect(report.path.policies).toEqual([P.a]);
  });

  it('B-14: reaches a subordinate authority that was certified without the root above it', async () => {
    const report = await judgeBridged(world, 'e-seal');
    expect([total(report), ...namesOf(world, report)]).toEqual([
      'TOTAL-PASSED',
      'e-seal',
      'bridge-to-e',
      'root-to-bridge',
      'root',
    ]);
  });

  it('B-15: lists anchor, roles, policies, evidence, and every route that was tried', async () => {
    const { path } = await judgeBridged(world, 'd-seal');
    expect(path.steps.map(({ role }) => role)).toEqual([
      'target',
      'intermediate',
      'intermediate',
      'intermediate',
      'self-issued',
      'cross',
      'cross',
      'cross',
      'anchor',
    ]);
    expect(path.trust).toMatchObject({
      route: 'bridge',
      anchorName: 'OU=Ministry A Root CA, O=Example Ministry A, C=JP',
    });
    expect(path.revocation).toHaveLength(8);
    for (const { status, evidence } of path.revocation) {
      expect(status).toBe('good');
      expect(evidence).toHaveLength(1);
    }
    expect(path.attempts.length).toBeGreaterThan(0);
    for (const { chain, steps } of path.attempts)
      expect(steps.map(({ certificate }) => certificate)).toEqual(chain);
  });

  it('B-15: calls a path that stays in the own domain pinned', async () => {
    const { path } = await judgeBridged(world, 'own-seal');
    expect(path.trust.route).toBe('pinned');
    expect(path.steps.map(({ role }) => role)).toEqual(['target', 'intermediate', 'anchor']);
  });
});
