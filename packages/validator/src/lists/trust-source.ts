/**
 * Trusted lists as a source of trust.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import type { PublicKey } from '@eseal/core/crypto';
import type { Name } from '@eseal/core/x509';
import type { Finding } from '../report/finding.ts';
import { constraintsOf } from '../trust/anchor-constraints.ts';
import { preferredText } from '../trust/language.ts';
import type { ListedService, ServiceIdentity } from '../trust/listed-service.ts';
import { createNameIndex } from '../trust/name-index.ts';
import type { ServiceRole } from '../trust/scheme.ts';
import { keyOf } from '../trust/service-at.ts';
import type { TrustAnchor, TrustPurpose, TrustSource } from '../trust/source.ts';
import type { AuthenticatedList } from './list.ts';
import {
  joinPeriods,
  periodsInForce,
  periodsListed,
  type ServicePeriod,
  withoutCovered,
} from './service-periods.ts';

/** How lists are trusted. */
export interface ListTrustOptions {
  /**
   * Which services are anchors: those `in-force`, each for the periods in which its status says so, or those `listed-ever`,
   * whatever was said of them and when: looser, as other validators have it. Default `in-force`.
   */
  readonly anchors?: 'in-force' | 'listed-ever';
  /** What every report has to say beside, such as that other lists were refused. Default: nothing. */
  readonly findings?: readonly Finding[];
}

/**
 * Trust in the services of authenticated lists. A service that issues certificates is an anchor for everything; one that
 * makes timestamps, or signs revocation data, is one for these alone. When the status of a service ended, so did trust in
 * it: what is proven to be older still passes (EN 319 102-1 §5.2.6.4 step 3). A service that is named by an identifier of its
 * key only is no anchor, but is found by the certificates that lead to one. Keep the source for later validations.
 *
 * @param lists - as they were authenticated; nothing is checked again
 *
 * @see ETSI TS 119 612 §5.5; ETSI TS 119 615 §4.3
 */
export function createListTrust(
  lists: readonly AuthenticatedList[],
  { anchors = 'in-force', findings = [] }: ListTrustOptions = {},
): TrustSource {
  const services = lists.flatMap(servicesOf);
  const byName = createNameIndex(services, ({ identities }) => identities.map(({ name }) => name));
  const periodsOf = anchors === 'in-force' ? periodsInForce : periodsListed;
  const byKey = createNameIndex(keysOf(services, periodsOf), ({ identity }) => [identity.name]);
  const distinct = new Map([...byKey.values()].map((keys) => [keys, distinctKeys(keys)]));
  const keysNamed = (name: Name): readonly TrustedKey[] => distinct.get(byKey.named(name)) ?? [];
  const known = new Map<TrustedKey, readonly TrustAnchor[]>();
  const anchorsOfKey = (key: TrustedKey): readonly TrustAnchor[] => {
    const before = known.get(key) ?? anchorsOf(key);
    known.set(key, before);
    return before;
  };
  return {
    size: [...distinct.values()].flat().reduce((sum, { periods }) => sum + periods.length, 0),
    anchorsNamed: (name) => keysNamed(name).flatMap(anchorsOfKey),
    certificatesNamed: (subject) =>
      keysNamed(subject).flatMap(({ identity: { certificate } }) => certificate ?? []),
    servicesNamed: (name) => byName.named(name),
    rules: [...new Set(lists.flatMap(rulesOf))],
    findings,
  };
}

function servicesOf({ agreements, findings, list, reference }: AuthenticatedList): readonly ListedService[] {
  const from = { ...reference, findings };
  return list.providers.flatMap(({ names, services }) =>
    services.map(({ identities, states }) => ({
      list: from,
      provider: names,
      identities,
      states,
      agreements,
    })),
  );
}

function rulesOf({ agreements, reference }: AuthenticatedList): readonly ('eu' | 'japan')[] {
  return [reference.scheme.rules, ...agreements.map(({ rules }) => rules)];
}

/** A key that is trusted, with what services say of when and for what. */
interface TrustedKey {
  readonly identity: ServiceIdentity & { readonly publicKey: PublicKey };
  readonly languages: readonly string[];
  readonly periods: readonly ServicePeriod[];
}

function keysOf(
  services: readonly ListedService[],
  periodsOf: (service: ListedService) => readonly ServicePeriod[],
): readonly TrustedKey[] {
  return services.flatMap((service) => {
    const periods = periodsOf(service);
    if (periods.length === 0) return [];
    const { languages } = service.list.scheme;
    return service.identities.flatMap((identity) => {
      const publicKey = keyOf(identity);
      return publicKey === undefined ? [] : [{ identity: { ...identity, publicKey }, languages, periods }];
    });
  });
}

/** The same key of one name once, however many services it is that of. */
function distinctKeys(keys: readonly TrustedKey[]): readonly TrustedKey[] {
  const [only, ...others] = keys;
  if (only !== undefined && others.length === 0) return [{ ...only, periods: withoutCovered(only.periods) }];
  const distinct = new Map<string, [TrustedKey, ...TrustedKey[]]>();
  for (const key of keys) {
    const id = keyId(key);
    const before = distinct.get(id);
    if (before === undefined) distinct.set(id, [key]);
    else before.push(key);
  }
  return [...distinct.values()].map((same) => ({
    ...same[0],
    periods: withoutCovered(joinPeriods(same.flatMap(({ periods }) => periods))),
  }));
}

/** Certificates of one key may state different limits. */
function keyId({ identity: { certificate, publicKey } }: TrustedKey): string {
  return `${toHex(publicKey.raw)} ${certificate === undefined ? '' : toHex(certificate.raw)}`;
}

/** What may be traced to a service, by what it does; an authority's certificates may be for anything. */
const PURPOSES: Readonly<Record<ServiceRole['purpose'], readonly TrustPurpose[] | undefined>> = {
  certificates: undefined,
  timestamps: ['timestamps'],
  revocation: ['revocation'],
};

function anchorsOf({ identity, languages, periods }: TrustedKey): readonly TrustAnchor[] {
  const { certificate, name, publicKey } = identity;
  const constraints = certificate && constraintsOf(certificate);
  return periods.map(({ from, purpose, state, until }) => {
    const service = preferredText(state.names, languages);
    const purposes = PURPOSES[purpose];
    return {
      name,
      publicKey,
      certificate,
      route: 'trusted-list',
      ...(from !== undefined && { trustedFrom: from }),
      ...(until !== undefined && { trustedUntil: until }),
      ...(service !== undefined && { service }),
      ...(purposes !== undefined && { purposes }),
      ...(constraints !== undefined && { constraints }),
    };
  });
}
