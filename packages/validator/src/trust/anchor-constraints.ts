/**
 * Limits that an authority's own certificate states, taken over when it is made an anchor (RFC 5937 §3.1): a root that is
 * meant for some names is not to be trusted with others.
 *
 * @module
 */
import { readable } from '@eseal/core';
import {
  basicConstraints,
  type Certificate,
  inhibitAnyPolicy,
  nameConstraints,
  policyConstraints,
} from '@eseal/core/x509';
import type { AnchorConstraints } from './source.ts';

/**
 * The constraints of a certificate as limits of an anchor. An anchor need not be a certificate by RFC 5280, so that
 * extensions which cannot be read say nothing; counts of certificates before a policy is demanded are not taken over, nor
 * are its policies, which roots state without meaning a limit.
 */
export function constraintsOf(certificate: Certificate): AnchorConstraints | undefined {
  if (certificate.extensions.length === 0) return undefined;
  const maxPathLength = readable(() => basicConstraints(certificate)?.pathLenConstraint);
  const names = readable(() => nameConstraints(certificate));
  const policies = readable(() => policyConstraints(certificate));
  const constraints: AnchorConstraints = {
    ...(maxPathLength !== undefined && { maxPathLength }),
    ...(names !== undefined && { names }),
    ...(policies?.requireExplicitPolicy === 0 && { explicitPolicy: true }),
    ...(policies?.inhibitPolicyMapping === 0 && { inhibitMapping: true }),
    ...(readable(() => inhibitAnyPolicy(certificate)) === 0 && { inhibitAnyPolicy: true }),
  };
  return Object.keys(constraints).length > 0 ? constraints : undefined;
}
