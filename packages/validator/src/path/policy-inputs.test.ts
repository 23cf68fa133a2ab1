import { OID } from '@eseal/core/asn1';
import type { NameConstraints } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { p } from '../../test/path-extensions.ts';
import type { AnchorConstraints } from '../trust/source.ts';
import { ANY_POLICY_ACCEPTED, boundsOf, type PathPolicyInputs } from './policy-inputs.ts';

const permitting = (value: string): NameConstraints => ({
  permitted: [{ base: { kind: 'dNSName', value }, minimum: 0 }],
  excluded: [],
});

const accepting = (...policies: readonly string[]): PathPolicyInputs => ({
  ...ANY_POLICY_ACCEPTED,
  initialPolicies: new Set(policies),
});

const policiesOf = (inputs: PathPolicyInputs, anchor: AnchorConstraints): readonly string[] => [
  ...boundsOf(inputs, anchor, 2).initialPolicies,
];

describe('the bounds of a path', () => {
  it('are what the relying party asks where the anchor has no limits', () => {
    const names = permitting('example.jp');
    expect(boundsOf({ ...accepting(p(1)), names }, undefined, 3)).toEqual({
      ...accepting(p(1)),
      names: [names],
      maxPathLength: 3,
    });
    const unlimited = { ...ANY_POLICY_ACCEPTED, names: [], maxPathLength: 3 };
    expect(boundsOf(ANY_POLICY_ACCEPTED, undefined, 3)).toEqual(unlimited);
    expect(boundsOf(ANY_POLICY_ACCEPTED, {}, 3)).toEqual(unlimited);
  });

  it.each(['explicitPolicy', 'inhibitMapping', 'inhibitAnyPolicy'] as const)(
    'have %s set by either side, and unset by neither',
    (name) => {
      const asked = { ...ANY_POLICY_ACCEPTED, [name]: true };
      expect(boundsOf(asked, { [name]: false }, 2)[name]).toBe(true);
      expect(boundsOf(ANY_POLICY_ACCEPTED, { [name]: true }, 2)[name]).toBe(true);
      expect(boundsOf(ANY_POLICY_ACCEPTED, { [name]: false }, 2)[name]).toBe(false);
    },
  );

  it('have the policies that both sides accept', () => {
    expect(policiesOf(accepting(p(1), p(2)), { policies: [p(2), p(3)] })).toEqual([p(2)]);
    expect(policiesOf(ANY_POLICY_ACCEPTED, { policies: [p(3)] })).toEqual([p(3)]);
    expect(policiesOf(accepting(p(1)), { policies: [OID.anyPolicy] })).toEqual([p(1)]);
    expect(policiesOf(accepting(p(1)), { policies: [p(2)] })).toEqual([]);
    expect(policiesOf(ANY_POLICY_ACCEPTED, { policies: [] })).toEqual([]);
  });

  it('have the names of both sides, since a name has to keep within each', () => {
    const [own, of] = [permitting('example.jp'), permitting('seal.example.jp')];
    expect(boundsOf({ ...ANY_POLICY_ACCEPTED, names: own }, { names: of }, 2).names).toEqual([own, of]);
    expect(boundsOf(ANY_POLICY_ACCEPTED, { names: of }, 2).names).toEqual([of]);
  });

  it('have the lesser length, which an anchor cannot raise', () => {
    expect(boundsOf(ANY_POLICY_ACCEPTED, { maxPathLength: 0 }, 2).maxPathLength).toBe(0);
    expect(boundsOf(ANY_POLICY_ACCEPTED, { maxPathLength: 9 }, 2).maxPathLength).toBe(2);
  });
});
