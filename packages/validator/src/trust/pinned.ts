/**
 * Anchors that the caller names.
 *
 * @module
 */
import { type Certificate, equalNames, parseCertificate } from '@eseal/core/x509';
import type { TrustAnchor, TrustSource } from './source.ts';

/**
 * Trust in exactly these certificates' names and keys. Keep the source for later validations: its keys are then read
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
 * @see RFC 5280 §6.1.1 (d)
 */
export function createPinnedTrust(certificates: readonly (Certificate | Uint8Array)[]): TrustSource {
  const anchors = certificates
    .map((one) => (one instanceof Uint8Array ? parseCertificate(one) : one))
    .map(
      (certificate): TrustAnchor => ({
        name: certificate.subject,
        publicKey: certificate.publicKey,
        certificate,
        route: 'pinned',
      }),
    );
  return {
    size: anchors.length,
    anchorsNamed: (name) => anchors.filter((anchor) => equalNames(anchor.name, name)),
  };
}
