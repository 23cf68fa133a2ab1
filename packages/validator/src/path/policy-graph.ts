/**
 * The policy graph of RFC 9618: one node for each policy that is valid at a depth of the path, with as many parents as it
 * has, where the tree of RFC 5280 has a node for each way to it and so may grow exponentially.
 *
 * Only the nodes of the last depth are held; those above are reached through their parents. What the RFC prunes is thus
 * never reached.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import type { PolicyInformation } from '@eseal/core/x509';

/** A policy that is valid at a depth of the path. */
export interface PolicyNode {
  readonly policy: string;
  /** The policy as the certificate states it, with its qualifiers. */
  readonly stated: PolicyInformation | undefined;
  readonly parents: readonly PolicyNode[];
  /** Policies that stand for it in the next certificate. */
  readonly expected: readonly string[];
}

/** The nodes of the last depth, by their policies. Without any, the graph is NULL. */
export type PolicyGraph = ReadonlyMap<string, PolicyNode>;

/** What is left of the work that a path's policies may cause. */
export interface PolicyBudget {
  spend(steps: number): void;
}

/** Most nodes and edges of a graph. */
const MAX_STEPS = 4096;

/** A budget for one path. Going beyond it throws CoreError `BUDGET_EXCEEDED`. */
export function createPolicyBudget(): PolicyBudget {
  let left = MAX_STEPS;
  return {
    spend(steps) {
      left -= steps;
      if (left < 0) throw new CoreError('BUDGET_EXCEEDED', `more than ${MAX_STEPS} policies and mappings`);
    },
  };
}

/** The graph before the first certificate: anyPolicy (RFC 9618 §5.2). */
export function initialGraph(): PolicyGraph {
  const root = { policy: OID.anyPolicy, stated: undefined, parents: [], expected: [OID.anyPolicy] };
  return new Map([[OID.anyPolicy, root]]);
}

/**
 * The graph one certificate further (RFC 9618 §5.3 (d)).
 *
 * @param anyPolicyCounts - whether anyPolicy in this certificate stands for the policies above it
 */
export function extendGraph(
  graph: PolicyGraph,
  policies: readonly PolicyInformation[],
  anyPolicyCounts: boolean,
  budget: PolicyBudget,
): PolicyGraph {
  const expecting = nodesByExpected(graph);
  const anyNode = graph.get(OID.anyPolicy);
  const next = new Map<string, PolicyNode>();
  const add = (policy: string, stated: PolicyInformation, parents: readonly PolicyNode[]): void => {
    budget.spend(1 + parents.length);
    next.set(policy, { policy, stated, parents, expected: [policy] });
  };
  for (const stated of policies) {
    const policy = stated.policyIdentifier;
    if (policy === OID.anyPolicy || next.has(policy)) continue;
    const parents = expecting.get(policy) ?? (anyNode === undefined ? undefined : [anyNode]);
    if (parents !== undefined) add(policy, stated, parents);
  }
  const any = policies.find(({ policyIdentifier }) => policyIdentifier === OID.anyPolicy);
  if (any === undefined || !anyPolicyCounts) return next;
  for (const [policy, parents] of expecting) if (!next.has(policy)) add(policy, any, parents);
  return next;
}

function nodesByExpected(graph: PolicyGraph): ReadonlyMap<string, readonly PolicyNode[]> {
  const found = new Map<string, PolicyNode[]>();
  for (const node of graph.values()) {
    for (const policy of new Set(node.expected)) {
      const nodes = found.get(policy);
      if (nodes === undefined) found.set(policy, [node]);
      else nodes.push(node);
    }
  }
  return found;
}

/** A pair of policyMappings (RFC 5280 §4.2.1.5). */
export interface PolicyMapping {
  readonly issuerDomainPolicy: string;
  readonly subjectDomainPolicy: string;
}

/** The graph with the mappings of its last certificate (RFC 9618 §5.4 (b)(1)). */
export function mapPolicies(
  graph: PolicyGraph,
  mappings: readonly PolicyMapping[],
  budget: PolicyBudget,
): PolicyGraph {
  budget.spend(mappings.length);
  const expected = new Map<string, string[]>();
  for (const { issuerDomainPolicy, subjectDomainPolicy } of mappings) {
    const others = expected.get(issuerDomainPolicy);
    if (others === undefined) expected.set(issuerDomainPolicy, [subjectDomainPolicy]);
    else others.push(subjectDomainPolicy);
  }
  const next = new Map(graph);
  const anyNode = graph.get(OID.anyPolicy);
  for (const [policy, subjects] of expected) {
    const node = graph.get(policy) ?? anyNode;
    if (node !== undefined) next.set(policy, { ...node, policy, expected: subjects });
  }
  return next;
}

/** The graph without the policies that its last certificate maps, where mapping is inhibited (RFC 9618 §5.4 (b)(2)). */
export function withoutMapped(graph: PolicyGraph, mappings: readonly PolicyMapping[]): PolicyGraph {
  const next = new Map(graph);
  for (const { issuerDomainPolicy } of mappings) next.delete(issuerDomainPolicy);
  return next;
}
