/**
 * Several sources of trust as one.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { type Certificate, equalNames, type Name } from '@eseal/core/x509';
import type { TrustAnchor, TrustRoute, TrustSource } from './source.ts';
import { watchTrust } from './watched.ts';

/** Which route is named for an anchor that several lead to: the one that says most of it. */
const PREFERENCE: readonly TrustRoute[] = ['trusted-list', 'pinned', 'bridge'];

/**
 * Trust in whatever one of the sources trusts. Paths are tried with the anchors of trusted lists before pinned ones, and with
 * these before a bridge's; a report names the route that held, and the others by which the same key is trusted. A source that
 * cannot be asked leaves the others as they are, and the report says so.
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
  return [...anchors]
    .sort((a, b) => PREFERENCE.indexOf(a.route) - PREFERENCE.indexOf(b.route))
    .map((anchor) => {
      const same = anchors.filter((other) => isSameKey(anchor, other)).flatMap(routesOf);
      const others = PREFERENCE.filter((route) => route !== anchor.route && same.includes(route));
      return others.length === 0 ? anchor : { ...anchor, otherRoutes: others };
    });
}

function isSameKey(one: TrustAnchor, other: TrustAnchor): boolean {
  return equalBytes(one.publicKey.raw, other.publicKey.raw) && equalNames(one.name, other.name);
}

function routesOf({ otherRoutes = [], route }: TrustAnchor): readonly TrustRoute[] {
  return [route, ...otherRoutes];
}

function distinct(certificates: readonly Certificate[]): readonly Certificate[] {
  return certificates.filter(
    ({ raw }, index) => certificates.findIndex((one) => equalBytes(one.raw, raw)) === index,
  );
}
