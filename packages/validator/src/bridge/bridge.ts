/**
 * Trust across a bridge: one's own authority as anchor, and certificates by which authorities of other domains are reached
 * from it (RFC 5280 §6, RFC 4158, RFC 5217).
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { isObjectIdentifier } from '@eseal/core/asn1';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import type { PathPolicyInputs } from '../path/policy-inputs.ts';
import { createNameIndex } from '../trust/name-index.ts';
import { pinnedAnchor } from '../trust/pinned.ts';
import type { TrustAnchor, TrustSource } from '../trust/source.ts';

/** What a bridge is made of. */
export interface BridgeTrustOptions {
  /** Authorities of one's own domain: only these are trusted. Parsed, or their DER. */
  readonly anchors: readonly (Certificate | Uint8Array)[];
  /** Certificates between domains, and those of key roll-over. They are not trusted. Parsed, or their DER. */
  readonly crossCertificates: readonly (Certificate | Uint8Array)[];
  /**
   * Policies of one's own domain: a path has to be valid for one of them, after all mappings. Holds for paths to these
   * anchors only; `bridgePathPolicies` asks the same of every path. Default: nothing is asked.
   */
  readonly policies?: readonly string[];
  /** Most authorities between an anchor and a certificate, self-issued ones aside. Default: as the anchors say. */
  readonly maxPathLength?: number;
}

/**
 * A source of trust for a party that is reached by a bridge. The bridge itself is no anchor: a path begins at an authority
 * of one's own domain, which certified the bridge, which certified others. Reports say `bridge` of paths that leave the
 * domain, and `pinned` of others.
 *
 * @throws CoreError `DECODE_FAILED` for bytes that are no certificate, `INVALID_ARGUMENT` for a policy that is no object
 * identifier
 *
 * @example
 * ```ts
 * import { createBridgeTrust, parseCrossCertificates, validate } from '@eseal/validator';
 *
 * export async function isGenuine(pdf: Uint8Array, ownRoot: Uint8Array, bundle: Uint8Array): Promise<boolean> {
 *   const crossCertificates = parseCrossCertificates(bundle).certificates;
 *   const trust = createBridgeTrust({ anchors: [ownRoot], crossCertificates, policies: ['2.999.1.1'] });
 *   const report = await validate(pdf, { trust });
 *   return report.conclusion.indication === 'TOTAL-PASSED';
 * }
 * ```
 */
export function createBridgeTrust(options: BridgeTrustOptions): TrustSource {
  const { policies, maxPathLength } = options;
  policies?.forEach(assertObjectIdentifier);
  const own = options.anchors.map((one) => bridgeAnchor(parsed(one), policies, maxPathLength));
  const anchors = createNameIndex(own, ({ name }) => [name]);
  const certificates = createNameIndex(options.crossCertificates.map(parsed), ({ subject }) => [subject]);
  return {
    size: own.length,
    anchorsNamed: anchors.named,
    certificatesNamed: certificates.named,
  };
}

/**
 * What a party at a bridge asks of every path: an acceptable policy, named in its own object identifiers
 * (initial-explicit-policy and user-initial-policy-set of RFC 5280 §6.1.1). That includes paths of timestamps and of who signs
 * revocation data; ask by the `policies` of {@link createBridgeTrust} where those have other policies.
 *
 * @throws CoreError `INVALID_ARGUMENT` for a policy that is no object identifier
 */
export function bridgePathPolicies(
  policies: readonly string[],
): Pick<PathPolicyInputs, 'initialPolicies' | 'explicitPolicy'> {
  policies.forEach(assertObjectIdentifier);
  return { initialPolicies: new Set(policies), explicitPolicy: true };
}

function bridgeAnchor(
  certificate: Certificate,
  policies: readonly string[] | undefined,
  maxPathLength: number | undefined,
): TrustAnchor {
  const anchor = pinnedAnchor(certificate, { ...(maxPathLength !== undefined && { maxPathLength }) });
  if (policies === undefined) return { ...anchor, route: 'bridge' };
  return {
    ...anchor,
    route: 'bridge',
    constraints: { ...anchor.constraints, policies, explicitPolicy: true },
  };
}

function parsed(one: Certificate | Uint8Array): Certificate {
  return one instanceof Uint8Array ? parseCertificate(one) : one;
}

function assertObjectIdentifier(policy: string): void {
  if (!isObjectIdentifier(policy))
    throw new CoreError('INVALID_ARGUMENT', `the policy "${policy}" is no object identifier`);
}
