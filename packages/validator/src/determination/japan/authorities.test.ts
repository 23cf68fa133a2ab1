import { describe, expect, it } from 'vitest';
import { policies } from '../../../test/certificate-changes.ts';
import {
  ASKED,
  asIssuer,
  JP,
  JP_SCHEME,
  PILOT_SCHEME,
  SEALED,
  serviceWith,
  shifted,
  stateOf,
} from '../../../test/japanese-scheme.ts';
import { OWN_POLICY } from '../../../test/seal-certificate.ts';
import { determine } from './test-determine.ts';

describe('determineJapaneseSeal: services', () => {
  it('cannot tell when two services contradict each other', async () => {
    const other = serviceWith([stateOf({ status: JP.withdrawn })]);
    const found = await determine({ services: asIssuer(serviceWith([stateOf()]), other) });
    expect(found).toMatchObject({
      headline: 'Entries of trusted lists contradict each other: the accreditation cannot be told',
      level: 'listed',
      assuranceLevel: 1,
      statusAtIssuance: 'unknown',
      statusAtBestSignatureTime: 'unknown',
    });
    expect(found.ids).toEqual(['JP_SERVICES_CONFLICT', 'JP_SERVICES_CONFLICT']);
  });

  it('takes a service that follows another for no contradiction', async () => {
    const before = serviceWith([stateOf({ until: new Date('2026-03-01') })]);
    const after = serviceWith([stateOf({ from: new Date('2026-03-01') })]);
    expect(await determine({ services: asIssuer(before, after) })).toMatchObject({ assuranceLevel: 2 });
  });

  it('takes an accreditation for signatures beside the one for seals for no contradiction', async () => {
    const signatures = serviceWith([stateOf({ type: JP.signatureAuthority })]);
    const found = await determine({ services: asIssuer(serviceWith([stateOf()]), signatures) });
    expect(found).toMatchObject({ assuranceLevel: 2, kindEvidence: ['policy'] });
  });

  it('concludes nothing from a list for trials', async () => {
    const pilot = serviceWith([stateOf()], { list: { scheme: PILOT_SCHEME } });
    expect(await determine({ services: asIssuer(pilot) })).toMatchObject({
      headline: 'From an authority on a list for trials; level 2 is not established',
      level: 'listed',
      assuranceLevel: 1,
      ids: ['JP_PILOT_LIST'],
    });
  });

  it('disregards a list for trials beside a list that counts', async () => {
    const withdrawn = serviceWith([stateOf({ status: JP.withdrawn })], { list: { scheme: PILOT_SCHEME } });
    const services = asIssuer(withdrawn, serviceWith([stateOf()]));
    expect(await determine({ services })).toMatchObject({ assuranceLevel: 2 });
  });

  it('concludes nothing from a list that should have been renewed', async () => {
    const stale = serviceWith([stateOf()], { list: { nextUpdate: ASKED } });
    expect(await determine({ services: asIssuer(stale) })).toMatchObject({
      headline: 'The trusted list is out of date: the accreditation cannot be told',
      level: 'undetermined',
      assuranceLevel: null,
      ids: expect.arrayContaining(['JP_LIST_OUT_OF_DATE']),
    });
    const fresh = serviceWith([stateOf()], { list: { nextUpdate: shifted(ASKED, 1) } });
    expect(await determine({ services: asIssuer(fresh) })).toMatchObject({ assuranceLevel: 2 });
  });

  it('knows nothing of the time after the last list of a scheme', async () => {
    const closedAt = (issueDate: Date) =>
      asIssuer(serviceWith([stateOf()], { list: { nextUpdate: undefined, issueDate } }));
    expect(await determine({ services: closedAt(SEALED) })).toMatchObject({
      statusAtBestSignatureTime: 'lapsed',
      assuranceLevel: 1,
    });
    expect(await determine({ services: closedAt(shifted(SEALED, 1)) })).toMatchObject({ assuranceLevel: 2 });
  });

  it('does not accredit an authority by the one above it', async () => {
    const services = [{ service: serviceWith([stateOf()]), depth: 2 }];
    const found = await determine({ services });
    expect(found).toMatchObject({ level: 'claims-accreditation', assuranceLevel: 1 });
    expect(found.ids).toContain('JP_SUPERIOR_AUTHORITY_LISTED_ONLY');
    const unclaimed = await determine({ services, of: policies(OWN_POLICY), policies: [OWN_POLICY] });
    expect(unclaimed).toMatchObject({ level: 'listed', assuranceLevel: 1, statusAtIssuance: 'unknown' });
  });

  it('accredits no certificate that is itself named as a service', async () => {
    const services = [{ service: serviceWith([stateOf()]), depth: 0 }];
    expect(await determine({ services })).toMatchObject({ level: 'claims-accreditation', services: [] });
  });

  it.each([
    ['one that is not accredited', { type: JP.otherAuthority }],
    ['one of a type that the scheme does not know', { type: 'https://elsewhere.example/ca' }],
    ['one for signatures', { type: JP.signatureAuthority }],
    ['one that does not say for what', { type: JP.generalAuthority }],
    ['one that makes timestamps', { type: JP.timestampAuthority }],
  ])('K27: confirms no claim by %s', async (_, changes) => {
    const services = asIssuer(serviceWith([stateOf(changes)]));
    expect(await determine({ services })).toMatchObject({ level: 'claims-accreditation' });
  });

  it('reads from its additional information what a service is for', async () => {
    const general = (...additionalInformation: string[]) =>
      asIssuer(serviceWith([stateOf({ type: JP.generalAuthority, additionalInformation })]));
    expect(await determine({ services: general(JP.forSeals) })).toMatchObject({ assuranceLevel: 2 });
    expect(await determine({ services: general(JP.forSeals, JP.forSignatures) })).toMatchObject({
      assuranceLevel: 2,
      kindEvidence: ['policy'],
    });
    expect(await determine({ services: general(JP.forSignatures) })).toMatchObject({
      assuranceLevel: null,
      kind: 'unknown',
    });
  });

  it('takes a status that the scheme does not know for the end, and a mere listing for none', async () => {
    const withStatus = (status: string) => asIssuer(serviceWith([stateOf({ status })]));
    expect(await determine({ services: withStatus('toString') })).toMatchObject({
      statusAtBestSignatureTime: 'withdrawn',
    });
    expect(await determine({ services: withStatus(JP.listed) })).toMatchObject({
      statusAtBestSignatureTime: 'unknown',
      assuranceLevel: 1,
    });
  });

  it('disables a service by critical extensions that are not understood', async () => {
    const services = asIssuer(serviceWith([stateOf({ unknownCriticalExtensions: ['urn:unknown'] })]));
    const found = await determine({ services });
    expect(found).toMatchObject({ level: 'listed', statusAtIssuance: 'unknown', assuranceLevel: 1 });
    expect(found.ids).toContain('JP_SERVICE_EXTENSION_NOT_UNDERSTOOD');
  });

  it('has nothing to say of lists under other rules', async () => {
    const foreign = serviceWith([stateOf()], { list: { scheme: { ...JP_SCHEME, rules: 'eu' } } });
    expect(await determine({ services: asIssuer(foreign) })).toMatchObject({
      level: 'claims-accreditation',
      services: [],
    });
  });

  it('reads the protection of keys from the service alone', async () => {
    const protecting = (...additionalInformation: string[]) =>
      serviceWith([stateOf({ additionalInformation })]);
    const hsm = protecting(JP.keysInHsm);
    expect(await determine({ services: asIssuer(hsm) })).toMatchObject({
      keyProtection: 'hsm',
      assuranceLevel: 2,
    });
    const certified = protecting(JP.keysCertified);
    expect(await determine({ services: asIssuer(hsm, certified) })).toMatchObject({ keyProtection: null });
  });
});
