import { encode, OID, sequence, utf8String } from '@eseal/core/asn1';
import type { PolicyInformation } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { p } from '../../test/path-extensions.ts';
import { NO_POLICIES, policiesOf } from './graph-outcome.ts';
import {
  createPolicyBudget,
  extendGraph,
  initialGraph,
  mapPolicies,
  type PolicyGraph,
} from './policy-graph.ts';

const ANY = new Set([OID.anyPolicy]);

const stating = (
  policyIdentifier: string,
  cps: readonly string[] = [],
  notice?: string,
): PolicyInformation => ({
  policyIdentifier,
  cps,
  qualifiers:
    notice === undefined ? [] : [{ oid: OID.userNotice, value: encode(sequence([utf8String(notice)])) }],
});

interface Level {
  readonly states: readonly PolicyInformation[];
  readonly maps?: readonly (readonly [issuer: string, subject: string])[];
}

/** The graph after certificates that state and map policies. */
function graphOf(...levels: readonly Level[]): PolicyGraph {
  const budget = createPolicyBudget();
  return levels.reduce<PolicyGraph>((graph, { states, maps = [] }) => {
    const pairs = maps.map(([issuerDomainPolicy, subjectDomainPolicy]) => ({
      issuerDomainPolicy,
      subjectDomainPolicy,
    }));
    return mapPolicies(extendGraph(graph, states, true, budget), pairs, budget);
  }, initialGraph());
}

const plain = (policy: string) => ({ policy, cps: [], notices: [] });

describe('the policies that a path is valid for', () => {
  it('are none where nothing of the graph is left', () => {
    expect(policiesOf(new Map(), ANY)).toBe(NO_POLICIES);
    const unexpected = graphOf({ states: [stating(p(1))] }, { states: [stating(p(2))] });
    expect(policiesOf(unexpected, ANY)).toEqual({ authorityConstrained: [], userConstrained: [] });
  });

  it('are those at the end of the path, of which the relying party takes what it accepts', () => {
    const graph = graphOf(
      { states: [stating(p(2)), stating(p(1)), stating(p(3))] },
      { states: [stating(p(2)), stating(p(1))] },
    );
    const both = [plain(p(1)), plain(p(2))];
    expect(policiesOf(graph, ANY)).toEqual({ authorityConstrained: both, userConstrained: both });
    expect(policiesOf(graph, new Set([p(2), p(4)]))).toEqual({
      authorityConstrained: both,
      userConstrained: [plain(p(2))],
    });
    expect(policiesOf(graph, new Set([p(3)])).userConstrained).toEqual([]);
  });

  it('are named in the terms of the anchor, not in those that an authority mapped them to', () => {
    const graph = graphOf({ states: [stating(p(1))], maps: [[p(1), p(7)]] }, { states: [stating(p(7))] });
    expect(policiesOf(graph, new Set([p(1)]))).toEqual({
      authorityConstrained: [plain(p(1))],
      userConstrained: [plain(p(1))],
    });
    expect(policiesOf(graph, new Set([p(7)])).userConstrained).toEqual([]);
  });

  it('are all that the relying party accepts where anyPolicy lasts to the end', () => {
    const graph = graphOf({ states: [stating(OID.anyPolicy, ['https://any'])] });
    const any = { policy: OID.anyPolicy, cps: ['https://any'], notices: [] };
    expect(policiesOf(graph, ANY).userConstrained).toEqual([any]);
    expect(policiesOf(graph, new Set([p(2), p(1)]))).toEqual({
      authorityConstrained: [any],
      userConstrained: [
        { ...any, policy: p(2) },
        { ...any, policy: p(1) },
      ],
    });
  });

  it('do not become any policy because an authority above the end stated it', () => {
    const graph = graphOf({ states: [stating(OID.anyPolicy)] }, { states: [stating(p(1))] });
    expect(policiesOf(graph, new Set([p(2)]))).toEqual({
      authorityConstrained: [plain(p(1))],
      userConstrained: [],
    });
  });

  it('have the qualifiers of every certificate that states them, each once, and of no other policy', () => {
    const graph = graphOf(
      { states: [stating(OID.anyPolicy, ['https://top'], '上位')] },
      { states: [stating(p(1), ['https://ca'], '電子'), stating(p(2), ['https://other'], '他')] },
      { states: [stating(p(1), ['https://ca', 'https://end'])] },
    );
    expect(policiesOf(graph, ANY).authorityConstrained).toEqual([
      {
        policy: p(1),
        cps: ['https://ca', 'https://top', 'https://end'],
        notices: ['電子', '上位'],
      },
    ]);
  });
});
