/**
 * What the relying party asks of the policies and names of a path (RFC 5280 §6.1.1 (c) to (i)).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import type { NameConstraints } from '@eseal/core/x509';

/** Inputs of path validation about policies. */
export interface PathPolicyInputs {
  /** Policies that the relying party accepts (§6.1.1 (c)). Default: any. */
  readonly initialPolicies: ReadonlySet<string>;
  /** The path has to be valid for one of them (§6.1.1 (f)). Default false. */
  readonly explicitPolicy: boolean;
  /** Policies may not be mapped (§6.1.1 (e)). Default false. */
  readonly inhibitMapping: boolean;
  /** anyPolicy stands for nothing (§6.1.1 (g)). Default false. */
  readonly inhibitAnyPolicy: boolean;
  /** Names that the path may have at all (§6.1.1 (h), (i)). Default: every name. */
  readonly names?: NameConstraints;
}

/** Any policy, or none, is as good as another. */
export const ANY_POLICY_ACCEPTED: PathPolicyInputs = {
  initialPolicies: new Set([OID.anyPolicy]),
  explicitPolicy: false,
  inhibitMapping: false,
  inhibitAnyPolicy: false,
};
