/**
 * The bridged world: domains that trust one another through a bridge, as governments build them (RFC 5217). What is odd:
 *
 * - Domain A is the relying party's: `root` is its only anchor, `own-issuing` and `own-seal` stay inside it.
 * - The `bridge` is nobody's root. Everybody certified it and it certified everybody (`root-to-bridge`, `bridge-to-b`, …), each
 *   time saying what policies of one side are on the other; B's names and the length of its paths are limited.
 * - Domain B holds `seal`. Beside the bridge, C certified it directly (`c-to-b`): a second route, should the first be revoked.
 * - Domain D is behind a second bridge and has renewed its key: `bridge2-to-d` certified the old one, what it issues now is
 *   signed by the new one (`d-new-with-old`, RFC 4210 §4.4). Its paths are eight certificates long.
 * - Of domain E only a subordinate authority was certified (`bridge-to-e`), not the root above it.
 * - As in Japan's government PKI, certificates of the domains name no HTTP service: their distribution points are names of
 *   entries in a directory, with a list for authorities (ARL) and one for others (CRL); certificatePolicies is critical.
 *
 * @module
 */
import { addDays } from '../../clock.ts';
import type { EntityDefinition } from '../define.ts';
import {
  authorityInfoAccess,
  certificatePolicies,
  directoryDistributionPoint,
  type ExtensionDefinition,
  nameConstraints,
  type PolicyMapping,
  policyConstraints,
  policyMappings,
} from '../extensions.ts';
import type { DistinguishedName } from '../name.ts';
import { SAMPLE_ORGANIZATION } from '../sample-organization.ts';
import { createWorldDirectory, type WorldDirectory } from './bridged-directory.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** The policies that each domain calls its own, under the arc for examples. */
export const BRIDGED_POLICIES = {
  a: '2.999.20.1',
  bridge: '2.999.20.2',
  b: '2.999.20.3',
  c: '2.999.20.4',
  bridge2: '2.999.20.5',
  d: '2.999.20.6',
  e: '2.999.20.7',
} as const;

type Domain = keyof typeof BRIDGED_POLICIES;

/** Names of the authorities at the head of each domain, and of those below. */
export const BRIDGED_NAMES: Readonly<Record<Domain, DistinguishedName>> = {
  a: [{ C: 'JP' }, { O: 'Example Ministry A' }, { OU: 'Ministry A Root CA' }],
  bridge: [{ C: 'JP' }, { O: 'Example Government' }, { OU: 'Bridge CA' }],
  b: [{ C: 'JP' }, { O: '例示認証株式会社' }, { OU: '認証局' }],
  c: [{ C: 'JP' }, { O: 'Example Ministry C' }, { OU: 'Ministry C Root CA' }],
  bridge2: [{ C: 'JP' }, { O: 'Example Municipalities' }, { OU: 'Bridge CA' }],
  d: [{ C: 'JP' }, { O: 'Example Town D' }, { OU: 'Town D Root CA' }],
  e: [{ C: 'JP' }, { O: 'Example Trust E' }, { OU: 'Trust E Root CA' }],
};

/** The bridged world. The services over HTTP serve its timestamps only. */
export interface BridgedWorld extends World {
  /** Certificates between domains and those of key roll-over. */
  readonly crossCertificates: readonly Uint8Array[];
  /** What the domains publish: their lists, their certificates, and pairs of cross-certificates. */
  readonly directory: WorldDirectory;
}

/** A world of several domains around a bridge. */
export async function createBridgedWorld(options: WorldOptions = {}): Promise<BridgedWorld> {
  let definitions: readonly EntityDefinition[] = [];
  const world = await createWorld((now) => {
    definitions = [...bridgedEntities(now), ...(options.entities ?? [])];
    return bridgedEntities(now);
  }, options);
  const cross = world.pki.entities.filter(({ name }) => /-to-|-with-/.test(name));
  return {
    ...world,
    crossCertificates: cross.map(({ certificate }) => certificate),
    directory: createWorldDirectory({
      pki: world.pki,
      clock: world.clock,
      definitions,
      crossCertificates: cross,
      revocations: options.revocations ?? [],
    }),
  };
}

/** What a certificate of the bridged world says beside its subject. */
export interface BridgedTerms {
  /** Of the issuer's domain for cross-certificates, else of the subject's. */
  readonly policies: readonly string[];
  readonly mappings?: readonly PolicyMapping[];
  readonly constraints?: Parameters<typeof policyConstraints>[0];
  readonly names?: Parameters<typeof nameConstraints>[0];
}

/** Extensions of a certificate whose list is in the entry of its issuer. */
export function bridgedTerms(
  issuer: DistinguishedName,
  terms: BridgedTerms,
): NonNullable<EntityDefinition['quirks']> {
  const { policies, mappings, constraints, names } = terms;
  const extensions: readonly ExtensionDefinition[] = [
    certificatePolicies(
      policies.map((oid) => ({ oid })),
      true,
    ),
    directoryDistributionPoint(issuer),
    ...(mappings === undefined ? [] : [policyMappings(mappings)]),
    ...(constraints === undefined ? [] : [policyConstraints(constraints)]),
    ...(names === undefined ? [] : [nameConstraints(names)]),
  ];
  return { without: [authorityInfoAccess({}).oid], extensions };
}

const below = (domain: Domain, unit: string): DistinguishedName => [
  ...BRIDGED_NAMES[domain].slice(0, -1),
  { OU: unit },
];

const years = (now: Date) => ({ notBefore: addDays(now, -365), notAfter: addDays(now, 3650) });

/** The bridged world's certificates. */
export function bridgedEntities(now: Date): readonly EntityDefinition[] {
  const head = (name: string, domain: Domain): EntityDefinition => ({
    name,
    subject: BRIDGED_NAMES[domain],
    profile: { kind: 'ca' },
    ...years(now),
  });
  return [
    head('root', 'a'),
    head('bridge', 'bridge'),
    head('b-root', 'b'),
    head('c-root', 'c'),
    head('bridge2', 'bridge2'),
    head('d-root', 'd'),
    head('d-root-new', 'd'),
    head('e-root', 'e'),
    ...authorities(now),
    ...crossCertificates(now),
    ...endEntities(now),
  ];
}

/** Authorities within the domains. */
function authorities(now: Date): readonly EntityDefinition[] {
  const authority = (
    name: string,
    issuer: string,
    domain: Domain,
    above: DistinguishedName,
    unit: string,
  ): EntityDefinition => ({
    name,
    issuer,
    subject: below(domain, unit),
    profile: { kind: 'ca' },
    ...years(now),
    quirks: bridgedTerms(above, { policies: [BRIDGED_POLICIES[domain]] }),
  });
  return [
    authority('own-issuing', 'root', 'a', BRIDGED_NAMES.a, 'Issuing CA'),
    authority('issuing-ca', 'b-root', 'b', BRIDGED_NAMES.b, '発行認証局'),
    authority('c-issuing', 'c-root', 'c', BRIDGED_NAMES.c, 'Issuing CA'),
    authority('d-policy', 'd-root-new', 'd', BRIDGED_NAMES.d, 'Policy CA'),
    authority('d-regional', 'd-policy', 'd', below('d', 'Policy CA'), 'Regional CA'),
    authority('d-issuing', 'd-regional', 'd', below('d', 'Regional CA'), 'Issuing CA'),
    authority('e-issuing', 'e-root', 'e', BRIDGED_NAMES.e, 'Issuing CA'),
  ];
}

/** Between domains: who certified whom, and on what terms. */
function crossCertificates(now: Date): readonly EntityDefinition[] {
  const cross = (
    name: string,
    [issuer, from]: readonly [entity: string, domain: Domain],
    [subject, to]: readonly [entity: string, domain: Domain],
    terms: Partial<BridgedTerms> & { readonly pathLength?: number; readonly unit?: string } = {},
  ): EntityDefinition => {
    const { pathLength, unit, ...others } = terms;
    const [ours, theirs] = [BRIDGED_POLICIES[from], BRIDGED_POLICIES[to]];
    return {
      name,
      issuer,
      subject: unit === undefined ? BRIDGED_NAMES[to] : below(to, unit),
      keyOf: subject,
      profile: { kind: 'ca', ...(pathLength !== undefined && { pathLength }) },
      ...years(now),
      quirks: bridgedTerms(BRIDGED_NAMES[from], { policies: [ours], mappings: [[ours, theirs]], ...others }),
    };
  };
  const link = (name: string, issuer: string, keyOf: string): EntityDefinition => ({
    name,
    issuer,
    subject: BRIDGED_NAMES.d,
    keyOf,
    profile: { kind: 'ca' },
    ...years(now),
    quirks: bridgedTerms(BRIDGED_NAMES.d, { policies: [BRIDGED_POLICIES.d] }),
  });
  const [root, bridge, b, c] = [
    ['root', 'a'],
    ['bridge', 'bridge'],
    ['b-root', 'b'],
    ['c-root', 'c'],
  ] as const;
  const [bridge2, d, e] = [
    ['bridge2', 'bridge2'],
    ['d-root', 'd'],
    ['e-issuing', 'e'],
  ] as const;
  return [
    cross('root-to-bridge', root, bridge, { constraints: { requireExplicitPolicy: 0 } }),
    cross('bridge-to-root', bridge, root),
    cross('bridge-to-b', bridge, b, {
      pathLength: 1,
      constraints: { inhibitPolicyMapping: 0 },
      names: {
        permitted: [[{ C: 'JP' }]],
        excluded: [BRIDGED_NAMES.a.slice(0, 2)],
      },
    }),
    cross('b-to-bridge', b, bridge),
    cross('bridge-to-c', bridge, c),
    cross('c-to-bridge', c, bridge),
    cross('c-to-b', c, b),
    cross('bridge-to-bridge2', bridge, bridge2),
    cross('bridge2-to-bridge', bridge2, bridge),
    cross('bridge2-to-d', bridge2, d),
    cross('d-to-bridge2', d, bridge2),
    cross('bridge-to-e', bridge, e, { unit: 'Issuing CA' }),
    link('d-new-with-old', 'd-root', 'd-root-new'),
    link('d-old-with-new', 'd-root-new', 'd-root'),
  ];
}

/** Seals of each domain, and the services of A. */
function endEntities(now: Date): readonly EntityDefinition[] {
  const months = { notBefore: addDays(now, -30), notAfter: addDays(now, 700) };
  const seal = (
    name: string,
    issuer: string,
    domain: Domain,
    unit: string,
    subject: DistinguishedName = [...BRIDGED_NAMES[domain].slice(0, 2), { CN: `Seal of ${domain}` }],
  ): EntityDefinition => {
    const policies = [BRIDGED_POLICIES[domain]];
    return {
      name,
      issuer,
      subject,
      profile: { kind: 'seal', policies: policies.map((oid) => ({ oid })) },
      ...months,
      quirks: bridgedTerms(below(domain, unit), { policies }),
    };
  };
  const service = (name: string, kind: 'timestamping' | 'ocsp-responder'): EntityDefinition => ({
    name,
    issuer: 'root',
    subject: [...BRIDGED_NAMES.a.slice(0, 2), { CN: name }],
    profile: { kind },
    ...months,
  });
  return [
    seal('own-seal', 'own-issuing', 'a', 'Issuing CA'),
    seal('seal', 'issuing-ca', 'b', '発行認証局', SAMPLE_ORGANIZATION),
    seal('c-seal', 'c-issuing', 'c', 'Issuing CA'),
    seal('d-seal', 'd-issuing', 'd', 'Issuing CA'),
    seal('e-seal', 'e-issuing', 'e', 'Issuing CA'),
    service('tsa', 'timestamping'),
    service('ocsp', 'ocsp-responder'),
  ];
}
