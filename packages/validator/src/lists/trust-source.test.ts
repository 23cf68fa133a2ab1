import { subjectKeyIdentifier } from '@eseal/core/x509';
import { addDays, testTrustSource } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { accreditedDuring, JP, stateOf } from '../../test/japanese-scheme.ts';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { listed, listOf, stamping, worldList } from '../../test/listing.ts';
import { findingOf } from '../report/finding.ts';
import { EU_SCHEME } from './schemes/eu.ts';
import { createListTrust } from './trust-source.ts';

testTrustSource(
  async () => {
    const { issuingCa, seal } = await goodWorld();
    const source = createListTrust([listOf([listed(issuingCa)])]);
    return { source, trusted: certificateOf(issuingCa), stranger: certificateOf(seal) };
  },
  { describe, expect, it },
);

describe('createListTrust', () => {
  it('makes services anchors for what they do', async () => {
    const world = await goodWorld();
    const trust = createListTrust([worldList(world)]);
    expect(trust.size).toBe(2);
    const [authority] = await trust.anchorsNamed(certificateOf(world.issuingCa).subject);
    expect(authority).toMatchObject({ route: 'trusted-list', service: 'eシール認証局' });
    expect(authority?.purposes).toBeUndefined();
    const [unit] = await trust.anchorsNamed(certificateOf(world.tsa).subject);
    expect(unit).toMatchObject({ service: '時刻認証', purposes: ['timestamps'] });
    expect(await trust.anchorsNamed(certificateOf(world.root).subject)).toEqual([]);
  });

  it('names them in the language that the scheme prefers', async () => {
    const { issuingCa } = await goodWorld();
    const list = listOf(
      [listed(issuingCa, [stateOf({ type: 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC' })])],
      {
        reference: { scheme: { ...EU_SCHEME, statuses: { [JP.accredited]: 'in-force' } } },
      },
    );
    const [anchor] = await createListTrust([list]).anchorsNamed(certificateOf(issuingCa).subject);
    expect(anchor?.service).toBe('Seal CA');
  });

  it('trusts a service for as long as its status says so, once for each period', async () => {
    const { issuingCa } = await goodWorld();
    const [from, until] = [addDays(NOW, -30), addDays(NOW, -10)];
    const list = listOf([listed(issuingCa, accreditedDuring(from, until))]);
    const { subject } = certificateOf(issuingCa);
    expect(await createListTrust([list]).anchorsNamed(subject)).toMatchObject([
      { trustedFrom: from, trustedUntil: until },
    ]);
    const [ever] = await createListTrust([list], { anchors: 'listed-ever' }).anchorsNamed(subject);
    expect([ever?.trustedFrom, ever?.trustedUntil]).toEqual([undefined, undefined]);
  });

  it('is one anchor for a key that several services have, over all their periods', async () => {
    const { issuingCa } = await goodWorld();
    const [from, until] = [addDays(NOW, -30), addDays(NOW, -10)];
    const before = listed(issuingCa, [stateOf({ from, until })]);
    const after = listed(issuingCa, [stateOf({ from: until })]);
    const trust = createListTrust([listOf([before]), listOf([after])]);
    expect(trust.size).toBe(1);
    expect(await trust.anchorsNamed(certificateOf(issuingCa).subject)).toMatchObject([{ trustedFrom: from }]);
    expect(await trust.servicesNamed?.(certificateOf(issuingCa).subject)).toHaveLength(2);
  });

  it('adds nothing for an authority that is listed for timestamps, too', async () => {
    const { issuingCa } = await goodWorld();
    const trust = createListTrust([listOf([listed(issuingCa, [stamping()]), listed(issuingCa)])]);
    const anchors = await trust.anchorsNamed(certificateOf(issuingCa).subject);
    expect(anchors.map(({ purposes }) => purposes)).toEqual([undefined]);
  });

  it('K25: has an anchor for each of several identities of a service, and none for a name alone', async () => {
    const { issuingCa, root } = await goodWorld();
    const { subject } = certificateOf(issuingCa);
    const nameOnly = {
      name: subject,
      certificate: undefined,
      publicKey: undefined,
      subjectKeyIdentifier: subjectKeyIdentifier(certificateOf(issuingCa)),
    };
    const both = createListTrust([listOf([listed([issuingCa, root])])]);
    expect(both.size).toBe(2);
    const { states } = listed(root);
    const list = listOf([listed(root), { identities: [nameOnly], states }]);
    const trust = createListTrust([list]);
    expect(await trust.anchorsNamed(subject)).toEqual([]);
    expect(await trust.servicesNamed?.(subject)).toHaveLength(1);
  });

  it('K24: passes on why there is nothing, and says under whose rules it was looked for', async () => {
    const { issuingCa } = await goodWorld();
    const refused = findingOf(
      { id: 'LIST_REFUSED', citation: 'TS 119 615 §4.1', message: { ja: '不可', en: 'refused' } },
      'error',
    );
    const empty = createListTrust([], { findings: [refused] });
    expect([empty.size, empty.findings, empty.rules]).toEqual([0, [refused], []]);
    const agreement = {
      recognizedBy: 'EU',
      rules: 'eu',
      pointingLegislation: 'eIDAS',
      pointedLegislation: 'JP',
      equivalences: [],
    } as const;
    const both = createListTrust([listOf([listed(issuingCa)], { agreements: [agreement] })]);
    expect(both.rules).toEqual(['japan', 'eu']);
  });

  it('offers certificates of services as links to other anchors', async () => {
    const { issuingCa } = await goodWorld();
    const trust = createListTrust([listOf([listed(issuingCa, [stamping()])])]);
    const { raw, subject } = certificateOf(issuingCa);
    expect(await trust.certificatesNamed?.(subject)).toMatchObject([{ raw }]);
  });
});
