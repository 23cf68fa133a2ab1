/**
 * Responders that are trusted by themselves, not as delegates of the issuer: the relying party's own configuration, be it a
 * certificate it named or a service of a trusted list (RFC 6960 §4.2.2.2; ETSI TS 119 612 §5.5.1).
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { basicConstraints, type Certificate, extendedKeyUsage } from '@eseal/core/x509';
import { isInForce } from '../trust/anchor-scope.ts';
import type { ListedService } from '../trust/listed-service.ts';
import { servicesOf } from '../trust/services-of.ts';
import type { TrustAnchor } from '../trust/source.ts';
import type { Inquiry } from './inquiry.ts';

/** What of an inquiry trust in a responder depends on. */
interface AskedResponder {
  readonly context: Pick<Inquiry['context'], 'time' | 'trust'>;
  readonly question: Pick<Inquiry['question'], 'issuer' | 'anchor'>;
}

/**
 * Whether a responder may speak for the issuer in question: as a listed one, for authorities of the same provider on the same
 * list; as a pinned one, when its certificate is for nothing but that.
 *
 * @param producedAt - trust in it has to be in force then, and at the control time
 */
export async function isTrustedResponder(
  responder: Certificate,
  producedAt: Date,
  { context: { time, trust }, question }: AskedResponder,
): Promise<boolean> {
  const anchors = (await trust.anchorsNamed(responder.subject)).filter(
    (anchor) =>
      isCertificateOf(anchor, responder) && isInForce(anchor, producedAt) && isInForce(anchor, time),
  );
  if (anchors.some(({ route }) => route === 'pinned') && isOnlyResponder(responder)) return true;
  if (!anchors.some(({ purposes }) => purposes?.includes('revocation'))) return false;
  const own = await servicesOf(responder, trust);
  const issuers = await Promise.all(
    [question.issuer, question.anchor].map(({ certificate }) =>
      certificate === undefined ? [] : servicesOf(certificate, trust),
    ),
  );
  return own.some((service) => issuers.flat().some((other) => isSameProvider(service, other)));
}

function isCertificateOf(
  { certificate, publicKey }: TrustAnchor,
  { raw, publicKey: key }: Certificate,
): boolean {
  return certificate === undefined ? equalBytes(publicKey.raw, key.raw) : equalBytes(certificate.raw, raw);
}

/** An authority that is pinned does not answer for others: only a certificate that is meant to, and for nothing else. */
function isOnlyResponder(responder: Certificate): boolean {
  const allowed = readable(
    () => extendedKeyUsage(responder)?.join() === OID.ocspSigning && basicConstraints(responder)?.cA !== true,
  );
  return allowed === true;
}

/** Providers without names are nobody's own. */
function isSameProvider(one: ListedService, other: ListedService): boolean {
  const isNamed = one.provider.length > 0;
  return isNamed && one.list.sha256 === other.list.sha256 && namesOf(one) === namesOf(other);
}

function namesOf({ provider }: ListedService): string {
  return JSON.stringify(provider.map(({ language, text }) => [language, text]));
}
