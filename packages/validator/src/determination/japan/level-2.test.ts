import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifiedBy, policies } from '../../../test/certificate-changes.ts';
import {
  ASKED,
  accreditedDuring,
  accreditedSeal,
  asIssuer,
  ISSUED,
  JP_RULES,
  JP_SCHEME,
  SEALED,
  serviceWith,
  stateOf,
} from '../../../test/japanese-scheme.ts';
import { OWN_POLICY, sealCertificate } from '../../../test/seal-certificate.ts';
import { determineJapaneseSeal } from './determine-seal.ts';

/** What may be withheld from a seal whose level 2 is proven. */
const FACTS = [
  'policy-asserted',
  'policy-valid',
  'policy-configured',
  'number',
  'official-list',
  'current-list',
  'accredited-since-issuance',
  'accredited-until-sealing',
  'path',
  'verdict',
] as const;

type Fact = (typeof FACTS)[number];

const CERTIFICATES = {
  good: sealCertificate(),
  'without-policy': sealCertificate(policies(OWN_POLICY)),
  'without-number': sealCertificate(identifiedBy('TD:JP-123456789')),
  'without-both': sealCertificate({ ...identifiedBy('TD:JP-123456789'), ...policies(OWN_POLICY) }),
};

function certificateWithout(withheld: ReadonlySet<Fact>) {
  if (!withheld.has('policy-asserted'))
    return CERTIFICATES[withheld.has('number') ? 'without-number' : 'good'];
  return CERTIFICATES[withheld.has('number') ? 'without-both' : 'without-policy'];
}

function serviceWithout(withheld: ReadonlySet<Fact>) {
  const from = withheld.has('accredited-since-issuance')
    ? new Date(ISSUED.getTime() + 1)
    : new Date('2024-01-01');
  const states = withheld.has('accredited-until-sealing')
    ? accreditedDuring(from, SEALED)
    : [stateOf({ from })];
  const list = {
    scheme: { ...JP_SCHEME, pilot: withheld.has('official-list') },
    ...(withheld.has('current-list') && { nextUpdate: ASKED }),
  };
  return serviceWith(states, { list });
}

async function levelWithout(withheld: ReadonlySet<Fact>) {
  const input = accreditedSeal(await certificateWithout(withheld), {
    services: asIssuer(serviceWithout(withheld)),
    ...(withheld.has('policy-valid') && { policies: [OWN_POLICY] }),
    ...(withheld.has('path') && { path: [], policies: undefined }),
    ...(withheld.has('verdict') && {
      conclusion: { indication: 'INDETERMINATE', subIndication: 'NO_POE' } as const,
    }),
  });
  return determineJapaneseSeal(input, withheld.has('policy-configured') ? {} : JP_RULES);
}

describe('assurance level 2', () => {
  it('needs every fact', async () => {
    expect((await levelWithout(new Set())).assuranceLevel).toBe(2);
    for (const fact of FACTS.filter((one) => one !== 'policy-asserted')) {
      const { assuranceLevel, level } = await levelWithout(new Set([fact]));
      expect(assuranceLevel, fact).not.toBe(2);
      expect(level === 'accredited', fact).toBe(fact === 'verdict');
    }
  });

  it('never comes back, nor does level 1, when one more fact is withheld', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...FACTS]), fc.constantFrom(...FACTS), async (withheld, more) => {
        const before = (await levelWithout(new Set(withheld))).assuranceLevel ?? 0;
        const after = (await levelWithout(new Set([...withheld, more]))).assuranceLevel ?? 0;
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});
