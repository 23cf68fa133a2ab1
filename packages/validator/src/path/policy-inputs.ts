/**
 * What the relying party asks of the policies and names of a path (RFC 5280 §6.1.1 (c) to (i)), and what an anchor adds.
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import type { NameConstraints } from '@eseal/core/x509';
import type { AnchorConstraints } from '../trust/source.ts';

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

/** The inputs of a path from a certain anchor. */
export interface PathBounds extends Omit<PathPolicyInputs, 'names'> {
  /** A name has to keep within all of them. */
  readonly names: readonly NameConstraints[];
  /** Most authorities below the anchor, self-issued certificates aside. */
  readonly maxPathLength: number;
}

/** What the relying party asks together with the limits of the anchor: of each, the stricter (RFC 5937 §3.2). */
export function boundsOf(
  inputs: PathPolicyInputs,
  anchor: AnchorConstraints | undefined,
  pathLength: number,
): PathBounds {
  const { initialPolicies, names } = inputs;
  const own = names === undefined ? [] : [names];
  if (anchor === undefined) return { ...inputs, names: own, maxPathLength: pathLength };
  return {
    initialPolicies: commonPolicies(initialPolicies, anchor.policies),
    explicitPolicy: inputs.explicitPolicy || anchor.explicitPolicy === true,
    inhibitMapping: inputs.inhibitMapping || anchor.inhibitMapping === true,
    inhibitAnyPolicy: inputs.inhibitAnyPolicy || anchor.inhibitAnyPolicy === true,
    names: anchor.names === undefined ? own : [...own, anchor.names],
    maxPathLength: Math.min(pathLength, anchor.maxPathLength ?? pathLength),
  };
}

function commonPolicies(
  accepted: ReadonlySet<string>,
  allowed: readonly string[] | undefined,
): ReadonlySet<string> {
  if (allowed === undefined || allowed.includes(OID.anyPolicy)) return accepted;
  return new Set(
    accepted.has(OID.anyPolicy) ? allowed : [...accepted].filter((policy) => allowed.includes(policy)),
  );
}
