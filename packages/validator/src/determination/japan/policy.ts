/**
 * Whether the common policy of accredited seals holds for a certificate: as its path proves, or only as it claims.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { type Certificate, certificatePolicies } from '@eseal/core/x509';
import type { DeterminationInput } from '../input.ts';
import type { JapaneseRules } from '../japanese-rules.ts';

/** What is known of the common policy. */
export interface CommonPolicy {
  /**
   * - `valid`: the path is valid for it (RFC 5280 §6.1.6), as written or by mapping
   * - `any-policy`: the path is valid for it only because the certificate asserts anyPolicy, which says nothing of seals
   * - `absent`: the path is not valid for it, or there is no valid path
   * - `not-configured`: nobody said which policy it is
   */
  readonly standing: 'valid' | 'any-policy' | 'absent' | 'not-configured';
  /** Whether the certificate asserts it, or its path leads to it: a claim that a service has to confirm. */
  readonly claimed: boolean;
  /** The one that the certificate itself asserts; `undefined` when it is reached by mapping. */
  readonly asserted: string | undefined;
}

/** How the common policy stands. */
export function commonPolicyOf(
  { certificate, policies }: Pick<DeterminationInput, 'certificate' | 'policies'>,
  { commonPolicyOids = [] }: JapaneseRules,
): CommonPolicy {
  const stated = assertedPolicies(certificate);
  const asserted = commonPolicyOids.find((oid) => stated.includes(oid));
  const reached = commonPolicyOids.some((oid) => policies?.includes(oid));
  if (commonPolicyOids.length === 0) return { standing: 'not-configured', claimed: false, asserted };
  // With anyPolicy in the certificate a valid policy need not be one that its issuer meant (RFC 5280 §6.1.3 (d)(2)).
  const byAnyPolicy = reached && asserted === undefined && stated.includes(OID.anyPolicy);
  const claimed = asserted !== undefined || (reached && !byAnyPolicy);
  return { standing: byAnyPolicy ? 'any-policy' : reached ? 'valid' : 'absent', claimed, asserted };
}

function assertedPolicies(certificate: Certificate): readonly string[] {
  const policies = readable(() => certificatePolicies(certificate)) ?? [];
  return policies.map(({ policyIdentifier }) => policyIdentifier);
}
