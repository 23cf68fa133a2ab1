import { describe, expect, it } from 'vitest';
import { judgePath, mappings, p, policies, type Step } from '../../test/path-extensions.ts';
import {
  createPolicyBudget,
  extendGraph,
  initialGraph,
  mapPolicies,
  type PolicyGraph,
} from './policy-graph.ts';

const stated = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ policyIdentifier: p(at), cps: [], qualifiers: [] }));

/** Every policy mapped to every other, which doubles a tree with each certificate. */
const everyToEvery = (count: number) =>
  stated(count).flatMap(({ policyIdentifier: issuerDomainPolicy }) =>
    stated(count).map(({ policyIdentifier: subjectDomainPolicy }) => ({
      issuerDomainPolicy,
      subjectDomainPolicy,
    })),
  );

function grow(policiesEach: number, depth: number, budget = createPolicyBudget()): PolicyGraph {
  let graph = initialGraph();
  for (let at = 0; at < depth; at++) {
    graph = extendGraph(graph, stated(policiesEach), true, budget);
    graph = mapPolicies(graph, everyToEvery(policiesEach), budget);
  }
  return graph;
}

describe('the policy graph', () => {
  it('K3: has one node for a policy, however many ways lead to it, where a tree would have 8 to the power of 12', () => {
    let steps = 0;
    const graph = grow(8, 12, { spend: (more) => (steps += more) });
    expect(graph.size).toBe(8);
    expect([...graph.values()].map(({ parents }) => parents.length)).toEqual(Array(8).fill(8));
    // At each depth a mapping for each pair, a node for each policy and an edge to each above; the first have one above.
    expect(steps).toBe(12 * 8 * 8 + 12 * 8 + 11 * 8 * 8 + 8);
  });

  it('K3: ends work beyond any need', () => {
    expect(() => grow(60, 12)).toThrow(expect.objectContaining({ code: 'BUDGET_EXCEEDED' }));
  });

  it('K3: refuses a path that asks for such work, with the reason', async () => {
    const all = Array.from({ length: 70 }, (_, at) => p(at));
    const pairs = all.flatMap((from) => all.map((to) => [from, to] as const));
    const step: Step = { extensions: [policies(...all), mappings(...pairs)] };
    expect(await judgePath([step, step, { extensions: [policies(p(1))] }])).toBe('PATH_BUDGET_EXCEEDED');
  });

  it('K3: follows mappings that go round in circles to the end of the path only', async () => {
    const circle: Step = { extensions: [policies(p(1), p(2)), mappings([p(1), p(2)], [p(2), p(1)])] };
    const outcome = await judgePath([circle, circle, { extensions: [policies(p(1))] }]);
    expect(outcome).toMatchObject({ userConstrained: [{ policy: p(1) }] });
  });

  it('states a policy once that a certificate repeats', () => {
    const budget = createPolicyBudget();
    const [first] = stated(1);
    const graph = extendGraph(initialGraph(), first ? [first, first] : [], true, budget);
    expect([...graph.keys()]).toEqual([p(0)]);
  });
});
