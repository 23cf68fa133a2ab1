/** What a bridge asks of a relying party, case by case (RFC 5280 §6, RFC 4158, RFC 5217). */
import { OID } from '@eseal/core/asn1';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import {
  addDays,
  BRIDGED_NAMES,
  BRIDGED_POLICIES,
  type BridgedTerms,
  type BridgedWorld,
  bridgedTerms,
  type DistinguishedName,
  type EntityDefinition,
  type ExtensionDefinition,
  issueCrl,
  issuingDistributionPoint,
  type PolicyMapping,
} from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { bridgePathPolicies, createBridgeTrust } from '../src/bridge/bridge.ts';
import type { CertificateReport } from '../src/report/report.ts';
import { createOnlineRevocation } from '../src/retrieval/online-revocation.ts';
import { addition, bridgedWorld, bridgeTrust, judgeBridged, namedSteps } from './bridging.ts';
import { NOW } from './judging.ts';
import { constraints, inhibitAny, mappings, policies } from './path-extensions.ts';

const P = BRIDGED_POLICIES;

/** Authority of domain B that issues the seals of additions. */
const ISSUING_B: DistinguishedName = [{ C: 'JP' }, { O: '例示認証株式会社' }, { OU: '発行認証局' }];

/** A seal certificate of B's issuing authority. */
function sealOf(
  changes: Partial<EntityDefinition> = {},
  terms: Partial<BridgedTerms> = {},
): EntityDefinition {
  return addition({
    name: 'other-seal',
    issuer: 'issuing-ca',
    subject: [{ C: 'JP' }, { O: '株式会社サンプル' }, { CN: '別の印' }],
    profile: { kind: 'seal', policies: [] },
    quirks: bridgedTerms(ISSUING_B, { policies: [P.b], ...terms }),
    ...changes,
  });
}

/** A second authority of B's root with a seal of its own below. */
function authorityOf(terms: Partial<BridgedTerms> = {}, changes: Partial<EntityDefinition> = {}) {
  const subject: DistinguishedName = [{ C: 'JP' }, { O: '例示認証株式会社' }, { OU: '第二認証局' }];
  return [
    addition({
      name: 'second-ca',
      issuer: 'b-root',
      subject,
      profile: { kind: 'ca' },
      quirks: bridgedTerms(BRIDGED_NAMES.b, { policies: [P.b], ...terms }),
      ...changes,
    }),
    sealOf({ issuer: 'second-ca', quirks: bridgedTerms(subject, { policies: [P.b] }) }),
  ];
}

const total = ({ conclusion }: CertificateReport): string =>
  'subIndication' in conclusion
    ? `${conclusion.indication} ${conclusion.subIndication}`
    : conclusion.indication;

const namesOf = (world: BridgedWorld, report: CertificateReport): readonly string[] =>
  namedSteps(world, report).map(([name]) => name);

const reasons = ({ path }: CertificateReport): readonly string[] =>
  path.attempts.map(({ reason }) => reason.id);

const CHAIN_FAILURE = 'INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE';

/** A certificate with an extension in place of the one it had. */
function withExtension(entity: EntityDefinition, extension: ExtensionDefinition): EntityDefinition {
  const others = (entity.quirks?.extensions ?? []).filter(({ oid }) => oid !== extension.oid);
  return { ...entity, quirks: { ...entity.quirks, extensions: [...others, extension] } };
}

/** The check that failed. */
const failed = ({ checks }: CertificateReport): string | undefined =>
  checks.find(({ status }) => status === 'failed')?.id;

/** The trust of A with some of the cross-certificates replaced or left out. */
function withCross(world: BridgedWorld, change: (name: string) => boolean, ...more: readonly string[]) {
  const cross = world.pki.entities.filter(({ name }) => /-to-|-with-/.test(name) && change(name));
  const added = more.map((name) => world.entity(name));
  return bridgeTrust(world, {
    crossCertificates: [...cross, ...added].map(({ certificate }) => certificate),
  });
}

let world: BridgedWorld;

beforeAll(async () => {
  world = await bridgedWorld();
});

describe('a bridge', () => {
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
    expect(total(await judgeBridged(world, 'seal', { trust }))).not.toBe('TOTAL-PASSED');
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

  it('B-10: asks the list for authorities about authorities, and the one for others about others', async () => {
    const report = await judgeBridged(world, 'seal');
    expect(report.path.revocation.map(({ source, status }) => [source, status])).toEqual(
      Array(4).fill(['crl', 'good']),
    );
    const confused = createOnlineRevocation({
      transport: world.transport,
      resolveDirectory: (name) => world.directory.lookUp(name, 'certificateRevocationList'),
    });
    const without = await judgeBridged(world, 'seal', { revocationProvider: confused });
    expect(without.path.revocation.map(({ status }) => status)).toEqual([
      'good',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(failed(without)).toBe('REVOCATION_CHECKED');
  });

  it('B-10: does not believe a list of another distribution point', async () => {
    const listAt = (directory: DistinguishedName) =>
      issueCrl({
        issuer: world.issuingCa,
        revocations: [],
        thisUpdate: NOW,
        nextUpdate: addDays(NOW, 7),
        number: 1,
        extensions: [issuingDistributionPoint({ only: 'user', directory })],
      });
    const statusBy = async (directory: DistinguishedName) => {
      const list = await listAt(directory);
      const revocationProvider = createOnlineRevocation({
        resolveDirectory: async (name, attribute) =>
          attribute === 'certificateRevocationList' ? [list] : world.directory.lookUp(name, attribute),
      });
      const report = await judgeBridged(world, 'seal', { revocationProvider });
      return report.path.revocation[0]?.status;
    };
    expect(await statusBy(ISSUING_B)).toBe('good');
    expect(await statusBy([...ISSUING_B, { CN: 'another list' }])).toBe('unknown');
  });

  it('B-11: believes no list of an authority that only has the same name', async () => {
    const impostor = await bridgedWorld({
      entities: [addition({ name: 'impostor', subject: ISSUING_B, profile: { kind: 'ca' } })],
    });
    const forged = await issueCrl({
      issuer: impostor.entity('impostor'),
      revocations: [{ serialNumber: impostor.seal.serialNumber, at: addDays(NOW, -1) }],
      thisUpdate: NOW,
      nextUpdate: addDays(NOW, 7),
      number: 9,
    });
    const only = createOnlineRevocation({
      resolveDirectory: async (name, attribute) =>
        attribute === 'certificateRevocationList' ? [forged] : impostor.directory.lookUp(name, attribute),
    });
    const alone = await judgeBridged(impostor, 'seal', { revocationProvider: only });
    expect(alone.path.revocation[0]?.status).toBe('unknown');
    expect(failed(alone)).toBe('REVOCATION_CHECKED');
    const both = createOnlineRevocation({
      resolveDirectory: async (name, attribute) => [
        forged,
        ...(await impostor.directory.lookUp(name, attribute)),
      ],
    });
    expect(total(await judgeBridged(impostor, 'seal', { revocationProvider: both }))).toBe('TOTAL-PASSED');
  });

  it('B-11: believes no list by a namesake that another domain of the bridge certified', async () => {
    const entities = [
      addition({
        name: 'namesake',
        issuer: 'c-root',
        subject: ISSUING_B,
        profile: { kind: 'ca' },
        quirks: bridgedTerms(BRIDGED_NAMES.c, { policies: [P.c] }),
      }),
    ];
    const impostor = await bridgedWorld({ entities });
    const borrowed = await issueCrl({
      issuer: impostor.entity('namesake'),
      revocations: [],
      thisUpdate: NOW,
      nextUpdate: addDays(NOW, 7),
      number: 9,
    });
    const revocationProvider = createOnlineRevocation({
      resolveDirectory: async (name, attribute) =>
        attribute === 'certificateRevocationList' ? [borrowed] : impostor.directory.lookUp(name, attribute),
    });
    const report = await judgeBridged(impostor, 'seal', {
      revocationProvider,
      certificates: [...impostor.seal.chain, impostor.entity('namesake').certificate],
    });
    expect(report.path.revocation[0]?.status).toBe('unknown');
  });

  it('B-12: finds lists by the names of directory entries, and knows nothing without a directory', async () => {
    const without = await judgeBridged(world, 'seal', { revocationProvider: createOnlineRevocation() });
    expect(failed(without)).toBe('REVOCATION_CHECKED');
    expect(without.retrieval.map(({ outcome, url }) => [outcome, url])).toContainEqual([
      'no-resolver',
      'OU=発行認証局, O=例示認証株式会社, C=JP',
    ]);
    const revoked = await bridgedWorld({ revocations: [{ entity: 'seal', at: addDays(NOW, -2) }] });
    expect(total(await judgeBridged(revoked, 'seal'))).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('B-13: knows policies, mappings, and constraints of names and policies when they are critical', async () => {
    const critical = (name: string): readonly string[] =>
      certificateOf(world, name)
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

function certificateOf(from: BridgedWorld, name: string): Certificate {
  return parseCertificate(from.entity(name).certificate);
}
