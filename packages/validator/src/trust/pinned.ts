/**
 * Anchors that the caller names.
 *
 * @module
 */
import { type Certificate, equalNames, parseCertificate } from '@eseal/core/x509';
import { constraintsOf } from './anchor-constraints.ts';
import type { TrustAnchor, TrustSource } from './source.ts';

/** Limits of pinned trust. */
export interface PinnedTrustOptions {
  /** Most authorities between an anchor and a certificate, self-issued ones aside. Default: as the anchors say. */
  readonly maxPathLength?: number;
}

/**
 * Trust in exactly these certificates' names and keys, within the constraints on names, policies and length that they state;
 * nothing else of them matters, not even their validity. Keep the source for later validations: its keys are then read
 * once only.
 *
 * @param certificates - parsed, or their DER
 * @throws CoreError `DECODE_FAILED` for bytes that are no certificate
 *
 * @example
 * ```ts
 * import { createPinnedTrust, type TrustSource } from '@eseal/validator';
 *
 * export function trustOnly(rootDer: Uint8Array): TrustSource {
 *   return createPinnedTrust([rootDer]);
 * }
 * ```
 *
 * @see RFC 5280 §6.1.1 (d); RFC 5937 §3
 */
export function createPinnedTrust(
  certificates: readonly (Certificate | Uint8Array)[],
  options: PinnedTrustOptions = {},
): TrustSource {
  const anchors = certificates
    .map((one) => (one instanceof Uint8Array ? parseCertificate(one) : one))
    .map((certificate) => pinnedAnchor(certificate, options));
  return {
    size: anchors.length,
    anchorsNamed: (name) => anchors.filter((anchor) => equalNames(anchor.name, name)),
  };
}

/** An anchor of a certificate, with the constraints that it states. */
export function pinnedAnchor(certificate: Certificate, { maxPathLength }: PinnedTrustOptions): TrustAnchor {
  const own = constraintsOf(certificate);
  const constraints =
    maxPathLength === undefined
      ? own
      : { ...own, maxPathLength: Math.min(maxPathLength, own?.maxPathLength ?? maxPathLength) };
  return {
    name: certificate.subject,
    publicKey: certificate.publicKey,
    certificate,
    route: 'pinned',
    ...(constraints !== undefined && { constraints }),
  };
}
