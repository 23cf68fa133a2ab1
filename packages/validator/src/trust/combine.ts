/**
 * Several sources of trust as one.
 *
 * @module
 */
import { equalBytes, toHex } from '@eseal/core';
import type { Certificate, Name } from '@eseal/core/x509';
import { nameKey } from './name-index.ts';
import type { TrustAnchor, TrustRoute, TrustSource } from './source.ts';
import { watchTrust } from './watched.ts';

/** Which route is named for an anchor that several lead to: the one that says most of it. */
const PREFERENCE: readonly TrustRoute[] = ['trusted-list', 'pinned', 'bridge'];

/**
 * Trust in whatever one of the sources trusts. Paths are tried with the anchors of trusted lists before pinned ones, and with
 * these before a bridge's; a report names the route that held, and the others by which the same key is trusted. The policies
 * that a bridge demands of paths to a key hold by every route to it. A source that cannot be asked leaves the others as they
 * are, and the report says so.
 *
 * @example
 * ```ts
 * import { combineTrust, createPinnedTrust, type TrustSource } from '@eseal/validator';
 *
 * export function trustBoth(lists: TrustSource, ownRootDer: Uint8Array): TrustSource {
 *   return combineTrust(lists, createPinnedTrust([ownRootDer]));
 * }
 * ```
 */
export function combineTrust(...sources: readonly TrustSource[]): TrustSource {
  const watched = sources.map(watchTrust);
  const askAll = async <T>(
    ask: (source: TrustSource) => Promise<readonly T[]> | readonly T[],
  ): Promise<readonly T[]> => (await Promise.all(watched.map(ask))).flat();
  const rules = new Set(sources.flatMap((source) => source.rules ?? []));
  return {
    size: sources.reduce((sum, { size }) => sum + size, 0),
    anchorsNamed: async (name) => withRoutes(await askAll((source) => source.anchorsNamed(name))),
    certificatesNamed: async (subject) => distinct(await askAll((source) => betweenNamed(source, subject))),
    servicesNamed: (name) => askAll(async (source) => (await source.servicesNamed?.(name)) ?? []),
    rules: [...rules],
    get findings() {
      return watched.flatMap(({ findings = [] }) => findings);
    },
  };
}

async function betweenNamed(source: TrustSource, subject: Name): Promise<readonly Certificate[]> {
  return (await source.certificatesNamed?.(subject)) ?? [];
}

/** In the order of preference, each with the other routes to the same key. */
function withRoutes(anchors: readonly TrustAnchor[]): readonly TrustAnchor[] {
  const byKey = new Map<string, TrustAnchor[]>();
  for (const anchor of anchors) {
    const known = byKey.get(keyOf(anchor));
    if (known === undefined) byKey.set(keyOf(anchor), [anchor]);
    else known.push(anchor);
  }
  return [...anchors]
    .sort((a, b) => PREFERENCE.indexOf(a.route) - PREFERENCE.indexOf(b.route))
    .map((anchor) => {
      const same = byKey.get(keyOf(anchor)) ?? [];
      const routes = same.flatMap(routesOf);
      const others = PREFERENCE.filter((route) => route !== anchor.route && routes.includes(route));
      const bound = boundByBridge(anchor, same);
      return others.length === 0 ? bound : { ...bound, otherRoutes: others };
    });
}

function keyOf({ name, publicKey }: TrustAnchor): string {
  return `${toHex(publicKey.raw)} ${nameKey(name)}`;
}

/**
 * An anchor with the policies that a bridge demands of paths to the same key. Certificates between domains lead to the key
 * whoever trusts it: by another route nobody would be held to what was asked of the bridge.
 */
function boundByBridge(anchor: TrustAnchor, same: readonly TrustAnchor[]): TrustAnchor {
  const bridges = same.filter(({ route }) => route === 'bridge');
  const demanded = bridges.flatMap(({ constraints }) => constraints?.policies ?? []);
  const isFree = bridges.some(({ constraints }) => constraints?.policies === undefined);
  if (anchor.route === 'bridge' || bridges.length === 0 || isFree) return anchor;
  const own = anchor.constraints?.policies;
  const policies = own === undefined ? demanded : own.filter((policy) => demanded.includes(policy));
  return { ...anchor, constraints: { ...anchor.constraints, policies, explicitPolicy: true } };
}

function routesOf({ otherRoutes = [], route }: TrustAnchor): readonly TrustRoute[] {
  return [route, ...otherRoutes];
}

function distinct(certificates: readonly Certificate[]): readonly Certificate[] {
  return certificates.filter(
    ({ raw }, index) => certificates.findIndex((one) => equalBytes(one.raw, raw)) === index,
  );
}
