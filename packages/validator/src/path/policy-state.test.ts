import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import {
  constraints,
  inhibitAny,
  judgePath,
  mappings,
  p,
  policies,
  type Step,
} from '../../test/path-extensions.ts';
import { ANY_POLICY_ACCEPTED, type PathPolicyInputs } from './policy-inputs.ts';

const asked = (changes: Partial<PathPolicyInputs>): { readonly policies: PathPolicyInputs } => ({
  policies: { ...ANY_POLICY_ACCEPTED, ...changes },
});
const EXPLICIT = asked({ explicitPolicy: true });

/** The accepted policies of a path, or the rule that it breaks. */
async function accepted(steps: readonly Step[], inputs: Parameters<typeof judgePath>[1] = EXPLICIT) {
  const outcome = await judgePath(steps, inputs);
  return typeof outcome === 'string' ? outcome : outcome.userConstrained.map(({ policy }) => policy);
}

const step = (...extensions: NonNullable<Step['extensions']>): Step => ({ extensions });

describe('policies of a path', () => {
  it('are those that every certificate has', async () => {
    expect(await accepted([step(policies(p(1), p(2))), step(policies(p(2), p(3)))])).toEqual([p(2)]);
    expect(await accepted([step(policies(p(1))), step(policies(p(2)))])).toBe('PATH_POLICY_REQUIRED');
    expect(await accepted([step(), step(policies(p(2)))])).toBe('PATH_POLICY_REQUIRED');
  });

  it('may be none as long as none is required', async () => {
    expect(await accepted([step(), step()], {})).toEqual([]);
    expect(await accepted([step(policies(p(1))), step(policies(p(2)))], {})).toEqual([]);
  });

  it('are narrowed to what the relying party accepts', async () => {
    const path = [step(policies(p(1), p(2))), step(policies(p(1), p(2)))];
    const initial = (...list: readonly string[]) =>
      asked({ explicitPolicy: true, initialPolicies: new Set(list) });
    expect(await accepted(path, initial(p(2), p(9)))).toEqual([p(2)]);
    expect(await accepted(path, initial(p(9)))).toBe('PATH_POLICY_NOT_ACCEPTED');
    expect(await accepted(path, asked({ initialPolicies: new Set([p(9)]) }))).toEqual([]);
    const outcome = await judgePath(path, initial(p(2)));
    expect(outcome).toMatchObject({ authorityConstrained: [{ policy: p(1) }, { policy: p(2) }] });
  });

  it('may all be meant by anyPolicy, unless that is inhibited', async () => {
    const path = [step(policies(OID.anyPolicy)), step(policies(p(1)))];
    expect(await accepted(path)).toEqual([p(1)]);
    expect(await accepted(path, asked({ explicitPolicy: true, inhibitAnyPolicy: true }))).toBe(
      'PATH_POLICY_REQUIRED',
    );
    const initialPolicies = new Set([p(5)]);
    const open = [step(policies(OID.anyPolicy)), step(policies([OID.anyPolicy, 'for all']))];
    expect(await judgePath(open, asked({ explicitPolicy: true, initialPolicies }))).toEqual({
      authorityConstrained: [{ policy: OID.anyPolicy, cps: [], notices: ['for all'] }],
      userConstrained: [{ policy: p(5), cps: [], notices: ['for all'] }],
    });
  });

  it('come with the notices of every certificate on their way', async () => {
    const outcome = await judgePath([
      step(policies([p(1), 'of the authority'], [p(2), 'of another'])),
      step(policies([p(1), 'of the leaf'])),
    ]);
    expect(outcome).toMatchObject({
      userConstrained: [{ policy: p(1), notices: ['of the authority', 'of the leaf'] }],
    });
  });

  it('are said in the terms of the anchor when authorities map them', async () => {
    const path = [step(policies(p(1), p(2)), mappings([p(1), p(11)])), step(policies(p(11)))];
    expect(await accepted(path)).toEqual([p(1)]);
    expect(await accepted(path, asked({ explicitPolicy: true, inhibitMapping: true }))).toBe(
      'PATH_POLICY_REQUIRED',
    );
    const fromAny = [step(policies(OID.anyPolicy), mappings([p(1), p(11)])), step(policies(p(11)))];
    expect(await accepted(fromAny)).toEqual([p(1)]);
    const anyMapped = [step(policies(p(1)), mappings([OID.anyPolicy, p(11)])), step(policies(p(11)))];
    expect(await accepted(anyMapped)).toBe('PATH_ANY_POLICY_MAPPED');
  });
});

describe('counts of certificates', () => {
  const other = step(policies(p(9)));

  it('demand a policy when they are used up', async () => {
    const after = (count: number, ...below: readonly Step[]) =>
      accepted([step(policies(p(1)), constraints({ explicit: count })), ...below], {});
    expect(await after(0, other)).toBe('PATH_POLICY_REQUIRED');
    expect(await after(1, other)).toBe('PATH_POLICY_NOT_ACCEPTED');
    expect(await after(2, other)).toEqual([]);
    expect(await after(1, other, other)).toBe('PATH_POLICY_REQUIRED');
  });

  it('are only ever lowered by certificates further down', async () => {
    const raised = [
      step(policies(p(1)), constraints({ explicit: 1 })),
      step(policies(p(1)), constraints({ explicit: 5 })),
      other,
    ];
    expect(await accepted(raised, {})).toBe('PATH_POLICY_REQUIRED');
  });

  it('are met by a target that asks for a policy itself', async () => {
    expect(await accepted([step(), step(constraints({ explicit: 0 }))], {})).toBe('PATH_POLICY_NOT_ACCEPTED');
    expect(await accepted([step(), step(constraints({ explicit: 1 }))], {})).toEqual([]);
  });

  it('end mapping and anyPolicy', async () => {
    const mapped = (count: number) => [
      step(policies(p(1)), constraints({ mapping: count })),
      step(policies(p(1)), mappings([p(1), p(11)])),
      step(policies(p(11))),
    ];
    expect(await accepted(mapped(1))).toEqual([p(1)]);
    expect(await accepted(mapped(0))).toBe('PATH_POLICY_REQUIRED');
    const any = (count: number) => [
      step(policies(p(1)), inhibitAny(count)),
      step(policies(OID.anyPolicy)),
      step(policies(p(1))),
    ];
    expect(await accepted(any(1))).toEqual([p(1)]);
    expect(await accepted(any(0))).toBe('PATH_POLICY_REQUIRED');
  });

  it('do not count self-issued certificates, in which anyPolicy holds as well', async () => {
    const selfIssued: Step = { extensions: [policies(OID.anyPolicy)], selfIssued: true };
    const path = [step(policies(p(1)), inhibitAny(0)), selfIssued, step(policies(p(1)))];
    expect(await accepted(path)).toEqual([p(1)]);
    const target = [step(policies(p(1)), inhibitAny(0)), selfIssued];
    expect(await accepted(target)).toBe('PATH_POLICY_REQUIRED');
  });
});

describe('constraints of an anchor', () => {
  const path = [step(policies(p(1), p(2))), step(policies(p(1), p(2)))];

  it('narrow what the relying party accepts', async () => {
    expect(await accepted(path, { anchor: { policies: [p(2)] } })).toEqual([p(2)]);
    const both = {
      ...asked({ initialPolicies: new Set([p(1)]) }),
      anchor: { policies: [p(2)], explicitPolicy: true },
    };
    expect(await accepted(path, both)).toBe('PATH_POLICY_NOT_ACCEPTED');
    expect(await accepted(path, { anchor: { policies: [OID.anyPolicy] } })).toEqual([p(1), p(2)]);
  });

  it('are added to its inputs, the stricter of each', async () => {
    expect(await accepted([step(), step()], { anchor: { explicitPolicy: true } })).toBe(
      'PATH_POLICY_REQUIRED',
    );
    const open = [step(policies(OID.anyPolicy)), step(policies(p(1)))];
    expect(await accepted(open, { ...EXPLICIT, anchor: { inhibitAnyPolicy: true } })).toBe(
      'PATH_POLICY_REQUIRED',
    );
    const mapped = [step(policies(p(1)), mappings([p(1), p(11)])), step(policies(p(11)))];
    expect(await accepted(mapped, { ...EXPLICIT, anchor: { inhibitMapping: true } })).toBe(
      'PATH_POLICY_REQUIRED',
    );
    expect(await accepted([step(), step(), step()], { anchor: { maxPathLength: 1 } })).toBe(
      'PATH_LENGTH_EXCEEDED',
    );
    expect(await accepted([step(), step(), step()], { anchor: { maxPathLength: 2 } })).toEqual([]);
  });
});
