/**
 * From the policy graph to the policies a path is valid for (RFC 9618 §5.5 (g)).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import { type PolicyInformation, userNotices } from '@eseal/core/x509';
import type { PolicyGraph, PolicyNode } from './policy-graph.ts';
import type { PathPolicies, ValidPolicy } from './valid-policies.ts';

/** No policy at all. */
export const NO_POLICIES: PathPolicies = { authorityConstrained: [], userConstrained: [] };

/** The sets of policies of a whole path. */
export function policiesOf(graph: PolicyGraph, initialPolicies: ReadonlySet<string>): PathPolicies {
  if (graph.size === 0) return NO_POLICIES;
  const children = childrenOf(graph);
  const authorityConstrained = domainNodes(graph, children)
    .map((node) => validPolicy(node, children))
    .sort((a, b) => (a.policy < b.policy ? -1 : 1));
  if (initialPolicies.has(OID.anyPolicy))
    return { authorityConstrained, userConstrained: authorityConstrained };
  const accepted = authorityConstrained.filter(({ policy }) => initialPolicies.has(policy));
  const any = authorityConstrained.find(({ policy }) => policy === OID.anyPolicy);
  if (any === undefined) return { authorityConstrained, userConstrained: accepted };
  const stated = new Set(accepted.map(({ policy }) => policy));
  const others = [...initialPolicies].filter((policy) => !stated.has(policy));
  const userConstrained = [...accepted, ...others.map((policy) => ({ ...any, policy }))];
  return { authorityConstrained, userConstrained };
}

type Children = ReadonlyMap<PolicyNode, readonly PolicyNode[]>;

/** Every node from which the last certificate is reached, with its children. */
function childrenOf(graph: PolicyGraph): Children {
  const children = new Map<PolicyNode, PolicyNode[]>();
  const open = [...graph.values()];
  for (const node of open) children.set(node, []);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const parent of node.parents) {
      const known = children.get(parent);
      if (known !== undefined) {
        known.push(node);
      } else {
        children.set(parent, [node]);
        open.push(parent);
      }
    }
  }
  return children;
}

/** Nodes whose policies are of the anchor's domain: directly below anyPolicy, and anyPolicy to the end of the path. */
function domainNodes(graph: PolicyGraph, children: Children): readonly PolicyNode[] {
  const named = [...children.keys()].filter(
    ({ policy, parents }) =>
      policy !== OID.anyPolicy && parents.length === 1 && parents[0]?.policy === OID.anyPolicy,
  );
  const any = graph.get(OID.anyPolicy);
  return any === undefined ? named : [...named, any];
}

/** The policy with the qualifiers of its node and of all above and below it. */
function validPolicy(node: PolicyNode, children: Children): ValidPolicy {
  const stated = [node, ...ancestors(node), ...descendants(node, children)].flatMap(
    (one) => one.stated ?? [],
  );
  return {
    policy: node.policy,
    cps: unique(stated, ({ cps }) => cps),
    notices: unique(stated, userNotices),
  };
}

function unique(
  stated: readonly PolicyInformation[],
  textsOf: (policy: PolicyInformation) => readonly string[],
): readonly string[] {
  return [...new Set(stated.flatMap(textsOf))];
}

/** Above such a node there is anyPolicy only, so that there is one line of ancestors. */
function ancestors({ parents }: PolicyNode): readonly PolicyNode[] {
  const found: PolicyNode[] = [];
  for (let [parent] = parents; parent !== undefined; [parent] = parent.parents) found.push(parent);
  return found;
}

function descendants(node: PolicyNode, children: Children): readonly PolicyNode[] {
  const found = new Set<PolicyNode>();
  const open = [...(children.get(node) ?? [])];
  for (let child = open.pop(); child !== undefined; child = open.pop()) {
    if (found.has(child)) continue;
    found.add(child);
    open.push(...(children.get(child) ?? []));
  }
  return [...found];
}
