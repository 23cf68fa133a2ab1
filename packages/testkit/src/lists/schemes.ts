/**
 * Schemes of trusted lists for tests. Nobody has published the URIs of a list of Japan: those here are under a domain for
 * examples (RFC 2606), and mean something in tests only.
 *
 * @module
 */
import type { JapaneseRules } from '@eseal/validator';
import {
  EU_SCHEME,
  type ServiceStateDescription,
  type TrustedListScheme,
} from '@eseal/validator/trusted-lists';

const JAPAN = 'https://jp-trust.example';

/** What the testkit's lists of Japan have URIs for. */
type JapaneseTerm =
  | 'accredited'
  | 'approach'
  | 'legislation'
  | 'list'
  | 'pilotList'
  | 'registered'
  | 'rules'
  | 'sealAuthority'
  | 'signatureAuthority'
  | 'timestamps'
  | 'withdrawn';

/** URIs of the Japanese lists of the testkit. */
export const JAPANESE_URIS: Readonly<Record<JapaneseTerm, string>> = {
  list: `${JAPAN}/TSLType/JPlist`,
  pilotList: `${JAPAN}/TSLType/JPpilot`,
  rules: `${JAPAN}/schemerules/JP`,
  approach: `${JAPAN}/StatusDetn/JPaccreditation`,
  legislation: `${JAPAN}/legislation/eseal-accreditation`,
  sealAuthority: `${JAPAN}/Svctype/CA/eSeal`,
  signatureAuthority: `${JAPAN}/Svctype/CA/eSign`,
  timestamps: `${JAPAN}/Svctype/TSA/accredited`,
  accredited: `${JAPAN}/Svcstatus/accredited`,
  registered: `${JAPAN}/Svcstatus/registered`,
  withdrawn: `${JAPAN}/Svcstatus/withdrawn`,
};

/** URIs of the European lists of the testkit, which are the real ones (ETSI TS 119 612 Annex D). */
export const EUROPEAN_URIS = {
  list: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric',
  listOfLists: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists',
  rules: 'http://uri.etsi.org/TrstSvc/TrustedList/schemerules/EUcommon',
  listOfListsRules: 'http://uri.etsi.org/TrstSvc/TrustedList/schemerules/EUlistofthelists',
  approach: 'http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/EUappropriate',
  listOfListsApproach: 'http://uri.etsi.org/TrstSvc/TrustedList/StatusDetn/EUlistofthelists',
  legislation: 'http://data.europa.eu/eli/reg/2014/910/oj',
  qualifiedAuthority: 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC',
  qualifiedTimestamps: 'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST',
  forSeals: 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSeals',
  granted: 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted',
  withdrawn: 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn',
} as const;

/** A scheme of Japan as it may come to be: it accredits authorities for seals, for signatures and for timestamps. */
export const JAPANESE_TEST_SCHEME: TrustedListScheme = {
  id: 'jp-test',
  territories: ['JP'],
  listTypes: [JAPANESE_URIS.list],
  listOfListsTypes: [],
  versions: [6],
  services: {
    [JAPANESE_URIS.sealAuthority]: { purpose: 'certificates', accredited: true, kind: 'eseal' },
    [JAPANESE_URIS.signatureAuthority]: { purpose: 'certificates', accredited: true, kind: 'esign' },
    [JAPANESE_URIS.timestamps]: { purpose: 'timestamps', accredited: true },
  },
  statuses: {
    [JAPANESE_URIS.accredited]: 'in-force',
    [JAPANESE_URIS.registered]: 'listed',
    [JAPANESE_URIS.withdrawn]: 'ended',
  },
  kinds: {},
  languages: ['ja', 'en'],
  pilot: false,
  rules: 'japan',
};

/** The same scheme while it is on trial: its lists have a type of their own, and nothing on them is of assurance level 2. */
export const JAPANESE_PILOT_SCHEME: TrustedListScheme = {
  ...JAPANESE_TEST_SCHEME,
  id: 'jp-pilot',
  listTypes: [JAPANESE_URIS.pilotList],
  pilot: true,
};

/** What is known of the test scheme: the policy common to accredited seals, which the sample seals have. */
export const JAPANESE_TEST_RULES: JapaneseRules = {
  commonPolicyOids: ['2.999.1.2'],
  schemeStart: new Date('2020-01-01T00:00:00Z'),
};

/** In whose terms the list of Japan is written. */
export type JapaneseListTerms = 'etsi' | 'japanese' | 'japanese-pilot';

/** What a list of Japan is written with. */
export interface ListTerms {
  readonly scheme: TrustedListScheme;
  readonly list: string;
  readonly rules: string;
  readonly approach: string;
  /** An authority for seals: type of the service, and what is said beside it. */
  readonly authority: string;
  readonly additionalInformation: readonly string[];
  /** What certificates of such an authority are that do not say it themselves. */
  readonly qualifications: NonNullable<ServiceStateDescription['qualifications']>;
  readonly timestamps: string;
  readonly accredited: string;
  readonly withdrawn: string;
}

const JAPANESE_TERMS: ListTerms = {
  ...JAPANESE_URIS,
  scheme: JAPANESE_TEST_SCHEME,
  authority: JAPANESE_URIS.sealAuthority,
  additionalInformation: [],
  qualifications: [],
};

const EXTENSION = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt';

/** By whose terms they are: those of ETSI are for readers that know no scheme of Japan. */
export const LIST_TERMS: Readonly<Record<JapaneseListTerms, ListTerms>> = {
  japanese: JAPANESE_TERMS,
  'japanese-pilot': { ...JAPANESE_TERMS, scheme: JAPANESE_PILOT_SCHEME, list: JAPANESE_URIS.pilotList },
  etsi: {
    ...EUROPEAN_URIS,
    scheme: EU_SCHEME,
    authority: EUROPEAN_URIS.qualifiedAuthority,
    additionalInformation: [EUROPEAN_URIS.forSeals],
    qualifications: [
      {
        qualifiers: [`${EXTENSION}/QCStatement`, `${EXTENSION}/QCForESeal`],
        criteria: {
          assert: 'all',
          criteria: [{ kind: 'policies', policies: JAPANESE_TEST_RULES.commonPolicyOids ?? [] }],
        },
      },
    ],
    timestamps: EUROPEAN_URIS.qualifiedTimestamps,
    accredited: EUROPEAN_URIS.granted,
  },
};
