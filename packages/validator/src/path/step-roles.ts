/**
 * What each certificate of a path is to the one below it.
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { type Certificate, isSelfIssued, policyMappings } from '@eseal/core/x509';
import type { TrustSource } from '../trust/source.ts';
import type { CertificateChain } from './build.ts';

/**
 * `target`: what the path is for; `cross`: an authority certified by one of another domain; `self-issued`: an authority's new
 * key certified by its old one or the other way round (RFC 5280 §3.2); `intermediate`: any other authority.
 */
export type StepRole = 'target' | 'cross' | 'self-issued' | 'intermediate';

/**
 * The role of each certificate of a chain. X.509 has no mark for cross-certificates: those are taken for one that the source
 * of trust offers as such, or that say what policies of one domain are in another (RFC 5280 §4.2.1.5).
 */
export async function stepRoles(
  [, ...authorities]: CertificateChain,
  trust: TrustSource,
): Promise<readonly StepRole[]> {
  const roles: StepRole[] = ['target'];
  for (const authority of authorities) roles.push(await roleOf(authority, trust));
  return roles;
}

async function roleOf(authority: Certificate, trust: TrustSource): Promise<StepRole> {
  if (isSelfIssued(authority)) return 'self-issued';
  if (readable(() => policyMappings(authority)) !== undefined) return 'cross';
  const offered = (await trust.certificatesNamed?.(authority.subject)) ?? [];
  return offered.some(({ raw }) => equalBytes(raw, authority.raw)) ? 'cross' : 'intermediate';
}
