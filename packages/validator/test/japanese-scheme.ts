/** A scheme of Japan as tests imagine it, services on its lists, and seals that are determined by them. */
import type { Certificate } from '@eseal/core/x509';
import type { DeterminationInput, MatchedService } from '../src/determination/input.ts';
import type { JapaneseRules } from '../src/determination/japanese-rules.ts';
import type { ListedService, ListReference, ServiceState } from '../src/trust/listed-service.ts';
import type { TrustedListScheme } from '../src/trust/scheme.ts';
import { COMMON_POLICY, OWN_POLICY } from './seal-certificate.ts';

const BASE = 'https://scheme.example/jp';

type JapaneseUri =
  | 'sealAuthority'
  | 'signatureAuthority'
  | 'otherAuthority'
  | 'generalAuthority'
  | 'timestampAuthority'
  | 'otherTimestampAuthority'
  | 'accredited'
  | 'listed'
  | 'withdrawn'
  | 'forSeals'
  | 'forSignatures'
  | 'keysInHsm'
  | 'keysCertified';

/** URIs of the scheme; nobody has published real ones. */
export const JP: Readonly<Record<JapaneseUri, string>> = {
  sealAuthority: `${BASE}/ca/eseal`,
  signatureAuthority: `${BASE}/ca/esign`,
  otherAuthority: `${BASE}/ca/other`,
  /** Accredited; additional information says for what. */
  generalAuthority: `${BASE}/ca`,
  timestampAuthority: `${BASE}/tsa`,
  otherTimestampAuthority: `${BASE}/tsa/other`,
  accredited: `${BASE}/status/accredited`,
  listed: `${BASE}/status/listed`,
  withdrawn: `${BASE}/status/withdrawn`,
  forSeals: `${BASE}/info/seals`,
  forSignatures: `${BASE}/info/signatures`,
  keysInHsm: `${BASE}/info/hsm`,
  keysCertified: `${BASE}/info/certified`,
};

export const JP_SCHEME: TrustedListScheme = {
  id: 'jp-test',
  territories: ['JP'],
  listTypes: [`${BASE}/list`],
  listOfListsTypes: [],
  versions: [6],
  services: {
    [JP.sealAuthority]: { purpose: 'certificates', accredited: true, kind: 'eseal' },
    [JP.signatureAuthority]: { purpose: 'certificates', accredited: true, kind: 'esign' },
    [JP.generalAuthority]: { purpose: 'certificates', accredited: true },
    [JP.otherAuthority]: { purpose: 'certificates', accredited: false },
    [JP.timestampAuthority]: { purpose: 'timestamps', accredited: true },
    [JP.otherTimestampAuthority]: { purpose: 'timestamps', accredited: false },
  },
  statuses: { [JP.accredited]: 'in-force', [JP.listed]: 'listed', [JP.withdrawn]: 'ended' },
  kinds: { [JP.forSeals]: 'eseal', [JP.forSignatures]: 'esign' },
  keyProtection: { [JP.keysInHsm]: 'hsm', [JP.keysCertified]: 'certified' },
  languages: ['ja', 'en'],
  pilot: false,
  rules: 'japan',
};

export const PILOT_SCHEME: TrustedListScheme = { ...JP_SCHEME, id: 'jp-pilot', pilot: true };

/** Rules under which {@link COMMON_POLICY} is the common one. */
export const JP_RULES: JapaneseRules = { commonPolicyOids: [COMMON_POLICY] };

/** When seal certificates of the tests are issued, and when their seals are proven to exist. */
export const ISSUED: Date = new Date('2026-01-01T00:00:00Z');
export const SEALED: Date = new Date('2026-06-01T00:00:00Z');
export const ASKED: Date = new Date('2026-11-01T00:00:00Z');

export function shifted(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}

/** A state that lasts from long before the certificate was issued. */
export function stateOf(changes: Partial<ServiceState> = {}): ServiceState {
  return {
    type: JP.sealAuthority,
    names: [
      { language: 'en', text: 'Seal CA' },
      { language: 'ja', text: 'eシール認証局' },
    ],
    status: JP.accredited,
    from: new Date('2024-01-01T00:00:00Z'),
    until: undefined,
    additionalInformation: [],
    qualifications: [],
    expiredCertsRevocationInfo: undefined,
    unknownCriticalExtensions: [],
    ...changes,
  };
}

/** Accredited in one period, and withdrawn after it. */
export function accreditedDuring(from: Date, until: Date): readonly ServiceState[] {
  return [stateOf({ status: JP.withdrawn, from: until }), stateOf({ from, until })];
}

/** The list that services of tests stand on. */
export const JP_LIST: ListReference = {
  scheme: JP_SCHEME,
  territory: 'JP',
  sequenceNumber: 7,
  issueDate: new Date('2026-10-01T00:00:00Z'),
  nextUpdate: new Date('2027-04-01T00:00:00Z'),
  location: undefined,
  sha256: '00'.repeat(32),
};

/** A service with these states. */
export function serviceWith(
  states: readonly ServiceState[],
  {
    list = {},
    ...changes
  }: { readonly list?: Partial<ListReference> } & Partial<Omit<ListedService, 'list'>> = {},
): ListedService {
  return {
    list: { ...JP_LIST, ...list },
    provider: [{ language: 'ja', text: '試験事業者' }],
    identities: [],
    states,
    agreements: [],
    ...changes,
  };
}

/** The service as the one that issued the certificate. */
export function asIssuer(...services: readonly ListedService[]): readonly MatchedService[] {
  return services.map((service) => ({ service, depth: 1 }));
}

/** The facts of a seal that is accredited, unless something is changed. */
export function accreditedSeal(
  { certificate, issuer }: { readonly certificate: Certificate; readonly issuer: Certificate },
  changes: Partial<DeterminationInput> = {},
): DeterminationInput {
  return {
    certificate,
    path: [certificate, issuer],
    policies: [OWN_POLICY, COMMON_POLICY],
    services: asIssuer(serviceWith([stateOf()])),
    conclusion: { indication: 'TOTAL-PASSED' },
    bestSignatureTime: SEALED,
    validationTime: ASKED,
    timestamp: { eu: null, japan: 'accredited' },
    ...changes,
  };
}
