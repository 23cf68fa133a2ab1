/**
 * Where lists about a certificate are published (RFC 5280 §4.2.1.13, §6.3.3 (a)): the places its distribution points name.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { DerReader, element, encode, objectIdentifier, sequence, setOf, TAG } from '@eseal/core/asn1';
import {
  type Certificate,
  crlDistributionPoints,
  type DistributionPoint,
  freshestCrl,
  type GeneralName,
  type Name,
  parseName,
  type WithExtensions,
} from '@eseal/core/x509';

/** One place to get a list from. */
export type CrlPlace =
  | { readonly kind: 'http'; readonly url: string }
  /** An address of another scheme, such as `ldap:`. */
  | { readonly kind: 'other-scheme'; readonly url: string }
  /** An entry of a directory. */
  | { readonly kind: 'directory'; readonly name: Name };

/** A distribution point: places with the same list, and who may have issued it. */
export interface CrlPoint {
  readonly places: readonly CrlPlace[];
  /** Names of issuers; the certificate's own unless the point says otherwise (RFC 5280 §6.3.3 (b) (1)). */
  readonly issuers: readonly Name[];
}

/** Most points and most places of one that are tried: their maker could list as many as it likes. */
const MAX = 10;

/**
 * The points of a certificate. One without any is looked up in its issuer's entry of the directory, if the caller can do that
 * (RFC 5280 §6.3.3: the omitted point is the issuer's name).
 */
export function crlPoints(certificate: Certificate): readonly CrlPoint[] {
  const { issuer } = certificate;
  const points = readable(() => crlDistributionPoints(certificate));
  if (points === undefined) return [{ places: [{ kind: 'directory', name: issuer }], issuers: [issuer] }];
  return points.slice(0, MAX).map((point) => toPoint(point, issuer));
}

/** Points of the delta lists that a certificate or a list names (RFC 5280 §5.2.6). */
export function deltaPoints(holder: WithExtensions, issuer: Name): readonly CrlPoint[] {
  return (readable(() => freshestCrl(holder)) ?? []).slice(0, MAX).map((point) => toPoint(point, issuer));
}

function toPoint(point: DistributionPoint, issuer: Name): CrlPoint {
  const named = point.cRLIssuer.flatMap(directoryName);
  const issuers = named.length > 0 ? named : [issuer];
  const { relativeName } = point;
  const relative = relativeName && issuers.map((name) => relativeTo(name, relativeName));
  // Only cRLIssuer: its entry in the directory has the list (RFC 5280 §4.2.1.13).
  const places = relative ?? (point.fullName.length === 0 ? issuers : undefined);
  return {
    issuers,
    places:
      places?.map((name) => ({ kind: 'directory', name }) as const) ??
      point.fullName.flatMap(toPlace).slice(0, MAX),
  };
}

function directoryName(name: GeneralName): readonly Name[] {
  return name.kind === 'directoryName' ? [name.name] : [];
}

function toPlace(name: GeneralName): readonly CrlPlace[] {
  if (name.kind === 'directoryName') return [{ kind: 'directory', name: name.name }];
  if (name.kind !== 'uniformResourceIdentifier') return [];
  return [{ kind: /^https?:/i.test(name.value) ? 'http' : 'other-scheme', url: name.value }];
}

/** RFC 5280 §4.2.1.13 nameRelativeToCRLIssuer: the issuer's name with one more relative name at its end. */
function relativeTo(issuer: Name, relative: NonNullable<DistributionPoint['relativeName']>): Name {
  const above = DerReader.over(issuer.raw, 'Name').content(TAG.sequence, 'RDNSequence');
  const last = setOf(
    relative.map(({ type, tag, content }) => sequence([objectIdentifier(type), element(tag, [content])])),
  );
  return parseName(encode(element(TAG.sequence, [above, last])));
}
