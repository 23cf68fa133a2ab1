/**
 * The services of trusted lists that a path leads to (ETSI TS 119 615 §4.3).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { type Certificate, equalNames, isSelfIssued } from '@eseal/core/x509';
import type { CertificateValidation } from '../blocks/certificate-validation.ts';
import type { MatchedService } from '../determination/input.ts';
import { checkAuthority, checkKeyUsage } from '../path/check-certificate.ts';
import type { Finding } from '../report/finding.ts';
import type { ListedService } from '../trust/listed-service.ts';
import { keyOf } from '../trust/service-at.ts';
import { servicesOf } from '../trust/services-of.ts';
import type { ReportContext } from './context.ts';
import { pathOf } from './path-report.ts';

/** What matching asks. */
type Listing = Pick<ReportContext, 'trust' | 'verify'>;

/** A path with its services. */
export interface MatchedPath {
  /** From the certificate upwards, the anchor's certificate last where it has one; as far as each issued the one below. */
  readonly certificates: readonly Certificate[];
  readonly services: readonly MatchedService[];
}

/** Most services of one name whose keys are tried on a certificate. */
const MAX_NAMESAKES = 50;

/**
 * Matches the certificates of a path with services, whatever became of the path otherwise. Only those count of which each
 * signed the one below it as an authority: under the name of a listed authority anybody can write certificates, and with its
 * own key whoever has a certificate of it.
 */
export async function matchServices(
  validation: Pick<CertificateValidation, 'anchor' | 'chain'> | undefined,
  listing: Listing,
): Promise<MatchedPath> {
  if (validation === undefined) return { certificates: [], services: [] };
  const { chain } = validation;
  const whole = pathOf(validation);
  const certificates = await issuedPart(validation, listing);
  const services: MatchedService[] = [];
  for (const [depth, certificate] of certificates.entries())
    for (const service of await servicesOf(certificate, listing.trust)) services.push({ service, depth });
  const last = certificates.at(-1) ?? chain[0];
  if (certificates.length === whole.length && mayBeIssued(last, validation)) {
    const issuers = await issuingServices(last, listing);
    services.push(...issuers.map((service) => ({ service, depth: certificates.length })));
  }
  return { certificates, services };
}

/**
 * The part of a path, from the certificate upwards, in which each one signed the one below it and was an authority. What the
 * certificate of an anchor says of that does not matter.
 */
async function issuedPart(
  validation: Pick<CertificateValidation, 'anchor' | 'chain'>,
  { verify }: Listing,
): Promise<readonly Certificate[]> {
  const path = pathOf(validation);
  const { length } = validation.chain;
  for (const [index, certificate] of path.entries()) {
    const above = path[index + 1];
    if (above === undefined) break;
    const mayIssue = index + 1 >= length || isAuthority(above);
    if (!mayIssue || (await verify(certificate, above.publicKey)) !== 'valid')
      return path.slice(0, index + 1);
  }
  return path;
}

/** RFC 5280 §6.1.4 (k) and (n). */
function isAuthority(certificate: Certificate): boolean {
  return readable(() => checkAuthority(certificate) ?? checkKeyUsage(certificate) ?? 'neither') === 'neither';
}

/** What there is to say of the lists that services stand on, each thing once. */
export function findingsOfLists(services: readonly MatchedService[]): readonly Finding[] {
  const lists = new Map(services.map(({ service: { list } }) => [list.sha256, list]));
  return [...lists.values()].flatMap(({ findings = [] }) => findings);
}

/** Whether a service above may have issued the last certificate, which was not needed to trust it. */
function mayBeIssued(
  last: Certificate,
  { anchor, chain }: Pick<CertificateValidation, 'anchor' | 'chain'>,
): boolean {
  if (isSelfIssued(last)) return false;
  if (anchor === undefined) return true;
  // A certificate that is trusted by itself was traced to nobody, and not asked about.
  if (last === chain[0] && equalNames(anchor.name, last.subject)) return false;
  return anchor.certificate === undefined || anchor.route !== 'trusted-list';
}

/** Services without a certificate at hand, by whose key a certificate is signed. */
async function issuingServices(
  certificate: Certificate,
  { trust, verify }: Listing,
): Promise<readonly ListedService[]> {
  const named = (await trust.servicesNamed?.(certificate.issuer)) ?? [];
  const issuing: ListedService[] = [];
  for (const service of named.slice(0, MAX_NAMESAKES))
    for (const identity of service.identities) {
      const publicKey = keyOf(identity);
      if (publicKey === undefined || (await verify(certificate, publicKey)) !== 'valid') continue;
      issuing.push(service);
      break;
    }
  return issuing;
}
