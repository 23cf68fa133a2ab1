/**
 * Whether a CRL covers a certificate, and for which reasons of revocation (RFC 5280 §6.3.3 (b), (d), (e)).
 *
 * @module
 */
import type { CertificateList } from '@eseal/core/revocation';
import {
  basicConstraints,
  type Certificate,
  crlDistributionPoints,
  type DistributionPoint,
  type DistributionPointName,
  equalGeneralNames,
  equalNames,
  equalRdns,
  type GeneralName,
  type Name,
  type NameAttribute,
} from '@eseal/core/x509';

/** Reasons of revocation as bits, bit 0 unused (RFC 5280 §4.2.1.13 ReasonFlags). */
export type ReasonMask = number;

/** Every reason: bits 1 to 8. */
export const ALL_REASONS: ReasonMask = 0b1_1111_1110;

/** Whether a CRL is by the issuer of a certificate, or by whom its distribution points name instead. */
export function isAboutIssuer(crl: CertificateList, certificate: Certificate): boolean {
  if (equalNames(crl.issuer, certificate.issuer)) return true;
  return distributionPoints(certificate).some(({ cRLIssuer }) => namesDirectory(cRLIssuer, crl.issuer));
}

/** The reasons for which a CRL covers a certificate, over all its distribution points; 0 when it does not. */
export function reasonsCovered(crl: CertificateList, certificate: Certificate): ReasonMask {
  if (!coversKind(crl, certificate)) return 0;
  const ofCrl = reasonMask(crl.issuingDistributionPoint?.onlySomeReasons);
  return distributionPoints(certificate)
    .filter((point) => matchesPoint(crl, point, certificate))
    .reduce((covered, { reasons }) => covered | (reasonMask(reasons) & ofCrl), 0);
}

/** §6.3.3: after those of the certificate, the point that it need not name: the issuer's own, for all reasons. */
function distributionPoints(certificate: Certificate): readonly DistributionPoint[] {
  const own: GeneralName = { kind: 'directoryName', name: certificate.issuer };
  return [...(crlDistributionPoints(certificate) ?? []), { fullName: [own], cRLIssuer: [] }];
}

function reasonMask(bits: Uint8Array | undefined): ReasonMask {
  if (bits === undefined) return ALL_REASONS;
  const isSet = (bit: number): boolean => ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  return [1, 2, 3, 4, 5, 6, 7, 8].reduce((mask, bit) => (isSet(bit) ? mask | (1 << bit) : mask), 0);
}

/** (b)(2)(ii) to (iv): what kinds of certificates the CRL is for. */
function coversKind({ issuingDistributionPoint: scope }: CertificateList, certificate: Certificate): boolean {
  if (scope === undefined) return true;
  const isAuthority = basicConstraints(certificate)?.cA === true;
  if (scope.onlyContainsAttributeCerts) return false;
  if (scope.onlyContainsUserCerts && isAuthority) return false;
  return !scope.onlyContainsCACerts || isAuthority;
}

/** (b)(1) and (b)(2)(i): who issued the CRL, and from where. */
function matchesPoint(crl: CertificateList, point: DistributionPoint, certificate: Certificate): boolean {
  const scope = crl.issuingDistributionPoint;
  const isDelegated = point.cRLIssuer.length > 0;
  const isIssuer = isDelegated
    ? namesDirectory(point.cRLIssuer, crl.issuer) && scope?.indirectCRL === true
    : equalNames(crl.issuer, certificate.issuer);
  if (!isIssuer) return false;
  if (scope?.distributionPoint === undefined) return true;
  const offered = namesOf(scope.distributionPoint, [crl.issuer]);
  const pointIssuers = isDelegated ? directoryNames(point.cRLIssuer) : [certificate.issuer];
  const asked = namesOf(point, pointIssuers);
  const wanted = asked.length > 0 ? asked : point.cRLIssuer.map(absolute);
  return wanted.some((one) => offered.some((other) => samePoint(one, other)));
}

function namesDirectory(names: readonly GeneralName[], name: Name): boolean {
  return directoryNames(names).some((one) => equalNames(one, name));
}

function directoryNames(names: readonly GeneralName[]): readonly Name[] {
  return names.flatMap((one) => (one.kind === 'directoryName' ? [one.name] : []));
}

/** A name of a distribution point: as it stands, or below the name of the CRL's issuer. */
type PointName =
  | { readonly kind: 'absolute'; readonly name: GeneralName }
  | { readonly kind: 'relative'; readonly rdns: Name['rdns'] };

const absolute = (name: GeneralName): PointName => ({ kind: 'absolute', name });

function namesOf(
  { fullName, relativeName }: DistributionPointName,
  issuers: readonly Name[],
): readonly PointName[] {
  if (relativeName === undefined) return fullName.map(absolute);
  const rdn: readonly NameAttribute[] = relativeName;
  return issuers.map(({ rdns }) => ({ kind: 'relative', rdns: [...rdns, rdn] }));
}

function samePoint(one: PointName, other: PointName): boolean {
  if (one.kind === 'absolute' && other.kind === 'absolute') return equalGeneralNames(one.name, other.name);
  const [a, b] = [rdnsOf(one), rdnsOf(other)];
  return a !== undefined && a.length === b?.length && a.every((rdn, index) => equalRdns(rdn, b[index] ?? []));
}

function rdnsOf(point: PointName): Name['rdns'] | undefined {
  if (point.kind === 'relative') return point.rdns;
  return point.name.kind === 'directoryName' ? point.name.name.rdns : undefined;
}
