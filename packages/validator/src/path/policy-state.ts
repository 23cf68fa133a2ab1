/**
 * What path validation knows about policies on its way down (RFC 5280 §6.1.2 to §6.1.5 as changed by RFC 9618 §5).
 *
 * @module
 */
import {
  type Certificate,
  certificatePolicies,
  inhibitAnyPolicy,
  isSelfIssued,
  policyConstraints,
  policyMappings,
} from '@eseal/core/x509';
import { policiesOf } from './graph-outcome.ts';
import {
  createPolicyBudget,
  extendGraph,
  initialGraph,
  mapPolicies,
  type PolicyBudget,
  type PolicyGraph,
  withoutMapped,
} from './policy-graph.ts';
import type { PathPolicyInputs } from './policy-inputs.ts';
import type { PathPolicies } from './valid-policies.ts';

/** Graph and counters: how many further certificates, self-issued ones aside, until something is demanded or forbidden. */
export interface PolicyState {
  readonly graph: PolicyGraph;
  readonly explicitPolicy: number;
  readonly policyMapping: number;
  readonly inhibitAnyPolicy: number;
  readonly budget: PolicyBudget;
}

/** RFC 5280 §6.1.2 (a), (d), (e), (f). */
export function initialPolicyState(
  inputs: Pick<PathPolicyInputs, 'explicitPolicy' | 'inhibitAnyPolicy' | 'inhibitMapping'>,
  pathLength: number,
): PolicyState {
  const counter = (atOnce: boolean): number => (atOnce ? 0 : pathLength + 1);
  return {
    graph: initialGraph(),
    explicitPolicy: counter(inputs.explicitPolicy),
    policyMapping: counter(inputs.inhibitMapping),
    inhibitAnyPolicy: counter(inputs.inhibitAnyPolicy),
    budget: createPolicyBudget(),
  };
}

/** RFC 5280 §6.1.3 (d), (e): the policies of a certificate. */
export function processPolicies(
  state: PolicyState,
  certificate: Certificate,
  isTarget: boolean,
): PolicyState {
  const { graph, budget } = state;
  if (graph.size === 0) return state;
  const anyPolicyCounts = state.inhibitAnyPolicy > 0 || (!isTarget && isSelfIssued(certificate));
  const policies = certificatePolicies(certificate) ?? [];
  return { ...state, graph: extendGraph(graph, policies, anyPolicyCounts, budget) };
}

/** RFC 5280 §6.1.3 (f), §6.1.5 (g): a path without any valid policy holds as long as none is required. */
export function lacksRequiredPolicy({ graph, explicitPolicy }: PolicyState): boolean {
  return graph.size === 0 && explicitPolicy === 0;
}

/** RFC 5280 §6.1.4 (b), (h) to (j): what an authority's certificate says for those below it. */
export function preparePolicies(state: PolicyState, certificate: Certificate): PolicyState {
  const mapped = mappedGraph(state, certificate);
  const step = isSelfIssued(certificate) ? 0 : 1;
  const lower = (counter: number, own: number | undefined): number =>
    Math.min(Math.max(counter - step, 0), own ?? Number.POSITIVE_INFINITY);
  const own = policyConstraints(certificate);
  return {
    ...state,
    graph: mapped,
    explicitPolicy: lower(state.explicitPolicy, own?.requireExplicitPolicy),
    policyMapping: lower(state.policyMapping, own?.inhibitPolicyMapping),
    inhibitAnyPolicy: lower(state.inhibitAnyPolicy, inhibitAnyPolicy(certificate)),
  };
}

function mappedGraph({ graph, policyMapping, budget }: PolicyState, certificate: Certificate): PolicyGraph {
  const mappings = policyMappings(certificate);
  if (mappings === undefined || graph.size === 0) return graph;
  return policyMapping > 0 ? mapPolicies(graph, mappings, budget) : withoutMapped(graph, mappings);
}

/**
 * RFC 5280 §6.1.5 (a), (b), (g): the policies of the whole path, or `undefined` when none is accepted though one is
 * required.
 */
export function concludePolicies(
  { graph, explicitPolicy }: PolicyState,
  target: Certificate,
  initialPolicies: ReadonlySet<string>,
): PathPolicies | undefined {
  const required = explicitPolicy <= 1 || policyConstraints(target)?.requireExplicitPolicy === 0;
  const policies = policiesOf(graph, initialPolicies);
  return required && policies.userConstrained.length === 0 ? undefined : policies;
}
