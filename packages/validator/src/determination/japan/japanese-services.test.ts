import { describe, expect, it } from 'vitest';
import { policies } from '../../../test/certificate-changes.ts';
import {
  ASKED,
  asIssuer,
  ISSUED,
  JP,
  JP_SCHEME,
  PILOT_SCHEME,
  SEALED,
  serviceWith,
  shifted,
  stateOf,
} from '../../../test/japanese-scheme.ts';
import { OWN_POLICY } from '../../../test/seal-certificate.ts';
import { EU_SCHEME } from '../../lists/schemes/eu.ts';
import type { ListedService } from '../../trust/listed-service.ts';
import type { EquivalenceState, RecognitionAgreement } from '../../trust/recognition.ts';
import { determineJapaneseTimestamp } from './determine-timestamp.ts';
import { japaneseServices } from './japanese-services.ts';
import { determine } from './test-determine.ts';

const QUALIFIED = 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC';
const FOR_SEALS = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSeals';
const GRANTED = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted';
const WITHDRAWN = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn';
const ENACTED = new Date('2025-04-01T00:00:00Z');

function equivalence(changes: Partial<EquivalenceState> = {}): EquivalenceState {
  return {
    status: 'enacted',
    from: ENACTED,
    until: undefined,
    types: {
      pointing: [{ type: JP.sealAuthority, additionalInformation: [] }],
      pointed: [{ type: QUALIFIED, additionalInformation: [FOR_SEALS] }],
    },
    validStatuses: [{ pointing: [JP.accredited], pointed: [GRANTED] }],
    invalidStatuses: [{ pointing: [JP.withdrawn], pointed: [WITHDRAWN] }],
    contents: {},
    qualifiers: [],
    ...changes,
  };
}

function agreement(
  states: readonly EquivalenceState[],
  changes: Partial<RecognitionAgreement> = {},
): RecognitionAgreement {
  return {
    recognizedBy: 'JP',
    rules: 'japan',
    scheme: JP_SCHEME,
    pointingLegislation: 'JP',
    pointedLegislation: 'EU',
    equivalences: [{ legalIdentifier: 'QCForESeal', states }],
    ...changes,
  };
}

/** A qualified authority of the EU under these agreements. */
function foreign(...agreements: readonly RecognitionAgreement[]): ListedService {
  const state = stateOf({ type: QUALIFIED, status: GRANTED, additionalInformation: [FOR_SEALS] });
  return serviceWith([state], { agreements, list: { scheme: EU_SCHEME, territory: 'BE' } });
}

const UNCLAIMED = { of: policies(OWN_POLICY), policies: [OWN_POLICY] } as const;

describe('mutual recognition', () => {
  it('takes a recognised foreign authority for a listed one, and level 2 only for seals of Japan', async () => {
    const services = asIssuer(foreign(agreement([equivalence()])));
    expect(await determine({ ...UNCLAIMED, services })).toMatchObject({
      level: 'listed',
      assuranceLevel: 1,
      kind: 'eseal',
      statusAtIssuance: 'active',
      statusAtBestSignatureTime: 'active',
      recognition: {
        recognizedBy: 'JP',
        territory: 'BE',
        legalIdentifier: 'QCForESeal',
        enactedFrom: ENACTED,
      },
      services: [{ territory: 'BE', type: QUALIFIED, status: GRANTED }],
      ids: ['JP_COMMON_POLICY_ABSENT', 'JP_SERVICE_RECOGNIZED'],
    });
  });

  it.each([
    ['is no longer enacted', agreement([equivalence({ status: 'repealed' })])],
    ['is for trials', agreement([equivalence()], { scheme: PILOT_SCHEME })],
    ['is by others', agreement([equivalence()], { rules: 'eu' })],
    ['is in terms that nobody knows', { ...agreement([equivalence()]), scheme: undefined }],
    ['is about other services', agreement([equivalence({ types: { pointing: [], pointed: [] } })])],
  ] as const)('takes nobody for listed by an agreement that %s', async (_, { scheme, ...rest }) => {
    const services = asIssuer(foreign({ ...rest, ...(scheme !== undefined && { scheme }) }));
    expect(await determine({ ...UNCLAIMED, services })).toMatchObject({
      level: 'private',
      recognition: null,
      services: [],
    });
  });

  it('K27: lets no agreement that is not in force confirm a claim', async () => {
    const services = asIssuer(foreign(agreement([equivalence({ status: 'repealed' })])));
    expect(await determine({ services })).toMatchObject({ level: 'claims-accreditation' });
  });

  it.each([
    ['issuance', shifted(ISSUED, 1), 'not-yet', 'active'],
    ['sealing', shifted(SEALED, 1), 'not-yet', 'not-yet'],
  ] as const)(
    'applies an agreement only from its start on, which is after %s',
    async (_, from, issued, sealed) => {
      const services = asIssuer(foreign(agreement([equivalence({ from })])));
      expect(await determine({ services })).toMatchObject({
        level: 'listed',
        assuranceLevel: 1,
        statusAtIssuance: issued,
        statusAtBestSignatureTime: sealed,
      });
    },
  );

  it('concludes nothing from a foreign list for trials', () => {
    const service = foreign(agreement([equivalence()]));
    const trial = { ...service, list: { ...service.list, scheme: { ...EU_SCHEME, pilot: true } } };
    expect(japaneseServices(trial).map(({ list }) => list.scheme.pilot)).toEqual([true]);
  });

  it('takes the timestamp of a recognised foreign authority for accredited, from the start of the agreement on', () => {
    const type = 'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST';
    const types = {
      pointing: [{ type: JP.timestampAuthority, additionalInformation: [] }],
      pointed: [{ type, additionalInformation: [] }],
    };
    const stampedUnder = (...agreements: readonly RecognitionAgreement[]) => {
      const list = { scheme: EU_SCHEME, territory: 'BE' };
      const service = serviceWith([stateOf({ type, status: GRANTED })], { agreements, list });
      const services = [{ service, depth: 0 }];
      return determineJapaneseTimestamp({ time: SEALED, validationTime: ASKED, services, passed: true });
    };
    expect(stampedUnder(agreement([equivalence({ types })]))).toBe('accredited');
    expect(stampedUnder(agreement([equivalence({ types, from: SEALED })]))).toBe('accredited');
    expect(stampedUnder(agreement([equivalence({ types, from: shifted(SEALED, 1) })]))).toBe(
      'not-accredited',
    );
    expect(stampedUnder(agreement([equivalence({ types, status: 'repealed' })]))).toBe('not-accredited');
    expect(stampedUnder()).toBe('not-accredited');
  });
});
