import { utf8 } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { addDays, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { accreditedDuring, PILOT_SCHEME, stateOf } from '../../test/japanese-scheme.ts';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { listed, listOf, stamping, worldList } from '../../test/listing.ts';
import { listsOn, longWorld, sealedForLong } from '../../test/long-life.ts';
import { firstSeal } from '../../test/reported.ts';
import { sealedBy } from '../../test/sealed.ts';
import { EU_SCHEME } from '../lists/schemes/eu.ts';
import { createListTrust } from '../lists/trust-source.ts';
import { findingOf, type Rule } from '../report/finding.ts';
import type { SealReport } from '../report/report.ts';
import { combineTrust } from '../trust/combine.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import type { TrustSource } from '../trust/source.ts';
import { type ValidateOptions, validate } from '../validate.ts';

/** The policy that the seals of the world assert. */
const POLICY = '2.999.1.1';

let world: World;
let sealed: Uint8Array;
beforeAll(async () => {
  world = await goodWorld();
  sealed = await sealedBy(world, utf8('証明書'), cades({ packaging: 'attached' }), { adesLevel: 'B-T' });
});

async function judged(trust: TrustSource, options: Partial<ValidateOptions> = {}): Promise<SealReport> {
  const japan = { commonPolicyOids: [POLICY] };
  const asked = { revocation: 'none', validationTime: NOW, now: NOW, japan } as const;
  return firstSeal(await validate(sealed, { ...asked, ...options, trust }));
}

const idsOf = ({ findings }: SealReport): readonly string[] => findings.map(({ id }) => id);

describe('determinations', () => {
  it('find the services of seal and timestamp on a list, and fill the report from them', async () => {
    const seal = await judged(createListTrust([worldList(world)]));
    expect(seal.conclusion.indication).toBe('TOTAL-PASSED');
    expect(seal).toMatchObject({
      kind: 'eseal',
      assuranceLevel: 2,
      euQualification: null,
      determinations: {
        eu: null,
        japan: { level: 'accredited', time: 'accredited-timestamp', statusAtIssuance: 'active' },
      },
      path: { trust: { route: 'trusted-list', routes: ['trusted-list'], service: 'eシール認証局' } },
    });
    expect(seal.determinations.japan?.services).toMatchObject([
      { provider: '試験事業者', sequenceNumber: 7 },
    ]);
    expect(seal.timestamps[0]?.determination).toMatchObject({
      eu: null,
      japan: 'accredited',
      services: [{ service: '時刻認証' }],
    });
    expect(idsOf(seal)).toContain('EU_QUALIFICATION_NOT_JUDGED');
    for (const id of ['ASSURANCE_LEVEL_NOT_JUDGED', 'KIND_SELF_DECLARED'])
      expect(idsOf(seal)).not.toContain(id);
  });

  it('are not made without a list, and that is said', async () => {
    const seal = await judged(createPinnedTrust(world.anchors), { japan: {} });
    expect(seal).toMatchObject({ assuranceLevel: null, determinations: { eu: null, japan: null } });
    expect(seal.timestamps[0]?.determination).toEqual({ eu: null, japan: null, services: [] });
    expect(idsOf(seal)).toEqual(
      expect.arrayContaining(['ASSURANCE_LEVEL_NOT_JUDGED', 'EU_QUALIFICATION_NOT_JUDGED']),
    );
  });

  it('K27: alarm about the common policy under a pinned authority, whoever consulted no list', async () => {
    const seal = await judged(createPinnedTrust(world.anchors));
    expect(seal.determinations.japan?.level).toBe('claims-accreditation');
    expect(seal.assuranceLevel).not.toBe(2);
    expect(idsOf(seal)).toContain('JP_ACCREDITATION_CLAIM_UNCONFIRMED');
  });

  it('give no level by a list for trials', async () => {
    const list = worldList(world);
    const reference = { ...list.reference, scheme: PILOT_SCHEME };
    const seal = await judged(createListTrust([{ ...list, reference }]));
    expect(seal.conclusion.indication).toBe('TOTAL-PASSED');
    expect(seal.assuranceLevel).not.toBe(2);
    expect(idsOf(seal)).toContain('JP_PILOT_LIST');
  });

  it('K27: K25: do not take a service of the same name and another key for the issuer', async () => {
    const other = await goodWorld({ key: 'p384' });
    const trust = combineTrust(createPinnedTrust(world.anchors), createListTrust([worldList(other)]));
    const seal = await judged(trust);
    expect(seal.conclusion.indication).toBe('TOTAL-PASSED');
    expect(seal.determinations.japan?.services).toEqual([]);
    expect(seal.determinations.japan?.level).toBe('claims-accreditation');
    expect(seal.path.trust.route).toBe('pinned');
  });

  it('find services above the path by the key that signed it, with no certificate of theirs at hand', async () => {
    const { publicKey, subject: name } = certificateOf(world.issuingCa);
    const bare = { name, publicKey, certificate: undefined, subjectKeyIdentifier: undefined };
    const list = listOf([listed(world.root), { identities: [bare], states: [stateOf()] }]);
    const seal = await judged(createListTrust([list, worldList(world)]));
    expect(seal.determinations.japan?.level).toBe('accredited');
  });

  it('make both determinations on the same evidence', async () => {
    const qualified = listOf([listed(world.issuingCa, [stateOf({ type: CA_QC, status: GRANTED })])], {
      reference: { scheme: EU_SCHEME, territory: 'FR', sha256: '11'.repeat(32) },
    });
    const seal = await judged(createListTrust([worldList(world), qualified]));
    expect(seal.assuranceLevel).toBe(2);
    expect(seal.determinations.eu?.qualification).toBe('Unknown');
    expect(seal.euQualification).toBe(seal.determinations.eu?.qualification);
    expect(idsOf(seal)).not.toContain('EU_QUALIFICATION_NOT_JUDGED');
  });

  it('repeat what there is to say of the lists they rest on, once', async () => {
    const aged = findingOf(AGED, 'warning');
    const list = { ...worldList(world), findings: [aged] };
    const idle = listOf([listed(world.root)], { findings: [findingOf({ ...AGED, id: 'IDLE' }, 'warning')] });
    const seal = await judged(createListTrust([list, idle]));
    expect(idsOf(seal).filter((id) => id === 'LIST_AGED')).toHaveLength(1);
    expect(idsOf(seal)).not.toContain('IDLE');
  });

  it('K24: a report without any list tells which were refused, and trusts nobody', async () => {
    const refused = findingOf({ ...AGED, id: 'LIST_REFUSED' }, 'error');
    const trust = createListTrust([], { findings: [refused] });
    const { findings, seals } = await validate(sealed, { trust, validationTime: NOW });
    expect(findings.map(({ id }) => id)).toEqual(['TRUST_EMPTY', 'LIST_REFUSED']);
    expect(seals[0]?.conclusion).toMatchObject({ indication: 'INDETERMINATE' });
  });

  it('K24: one source that fails leaves what the others know', async () => {
    const broken: TrustSource = {
      size: 3,
      anchorsNamed: () => Promise.reject(new Error('the list is gone')),
    };
    const trust = combineTrust(broken, createListTrust([worldList(world)]));
    const { conclusion, findings } = await validate(sealed, {
      trust,
      revocation: 'none',
      validationTime: NOW,
    });
    expect(conclusion.indication).toBe('TOTAL-PASSED');
    expect(findings).toMatchObject([{ id: 'TRUST_SOURCE_FAILED', severity: 'error' }]);
  });
});

const AGED: Rule = {
  id: 'LIST_AGED',
  citation: 'TS 119 612 §5.3.15',
  message: { ja: '古い', en: 'aged' },
};

const CA_QC = 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC';
const GRANTED = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted';

describe('the trust of a list over time', () => {
  /** The verdict on a seal for the long term a day after the service of its authority was withdrawn. */
  async function verdict(withdrawn: Date): Promise<string> {
    const long = await longWorld();
    const archived = await sealedForLong(long, utf8('証明書'), cades({ packaging: 'attached' }));
    const states = accreditedDuring(addDays(NOW, -1000), withdrawn);
    const list = listOf([listed(long.issuingCa, states), listed(long.tsa, [stamping()])]);
    const time = addDays(withdrawn, 1);
    const { conclusion } = await validate(archived, {
      trust: createListTrust([list]),
      revocationData: { crls: await listsOn(long, 0) },
      validationTime: time > NOW ? time : addDays(NOW, 1),
    });
    return 'subIndication' in conclusion ? `${conclusion.subIndication}` : conclusion.indication;
  }

  it('K26: a seal that is proven to be older than the withdrawal of its authority passes', async () => {
    expect(await verdict(addDays(NOW, 1))).toBe('TOTAL-PASSED');
  });

  it('K26: a seal that is only proven to be newer does not', async () => {
    expect(await verdict(addDays(NOW, -1))).toBe('NO_CERTIFICATE_CHAIN_FOUND_NO_POE');
  });
});
