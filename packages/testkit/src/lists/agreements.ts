/**
 * What the testkit's Europe and its Japan agreed on: each recognises the other's seals and timestamps.
 *
 * @module
 */
import type {
  AgreementDescription,
  EquivalenceDescription,
  EquivalenceStateDescription,
} from '@eseal/validator/trusted-lists';
import { EUROPEAN_URIS, JAPANESE_TEST_RULES, JAPANESE_URIS } from './schemes.ts';

type Side<T> = { readonly europe: T; readonly japan: T };
type Contents = EquivalenceStateDescription['contents'];
type CriteriaList = NonNullable<Contents['QcType']>['pointing'];

type Types = EquivalenceStateDescription['types']['pointed'];

/** Both parties' types of services. */
const TYPES: Readonly<Record<'authority' | 'timestamps', Side<Types>>> = {
  authority: {
    europe: [{ type: EUROPEAN_URIS.qualifiedAuthority, additionalInformation: [EUROPEAN_URIS.forSeals] }],
    japan: [{ type: JAPANESE_URIS.sealAuthority, additionalInformation: [] }],
  },
  timestamps: {
    europe: [{ type: EUROPEAN_URIS.qualifiedTimestamps, additionalInformation: [] }],
    japan: [{ type: JAPANESE_URIS.timestamps, additionalInformation: [] }],
  },
};

/** Both parties' statuses. */
const STATUSES: Readonly<Record<'invalid' | 'valid', Side<readonly string[]>>> = {
  valid: { europe: [EUROPEAN_URIS.granted], japan: [JAPANESE_URIS.accredited] },
  invalid: { europe: [EUROPEAN_URIS.withdrawn], japan: [JAPANESE_URIS.withdrawn] },
};

/** QcCompliance, and QcType of seals (EN 319 412-5 §4.2.1, §4.2.3). */
const STATEMENTS = {
  QcCompliance: { statement: '0.4.0.1862.1.1' },
  QcType: { statement: '0.4.0.1862.1.6', qcType: '0.4.0.1862.1.6.2' },
} as const;

/** A Japanese certificate says it all by the policy common to accredited seals. */
const COMMON_POLICY: CriteriaList = {
  assert: 'all',
  criteria: [{ kind: 'policies', policies: JAPANESE_TEST_RULES.commonPolicyOids ?? [] }],
};

/** What Europe agreed on with Japan, for the pointer of its list of lists. */
export function europeanAgreement(from: Date): AgreementDescription {
  return {
    pointingLegislation: EUROPEAN_URIS.legislation,
    pointedLegislation: JAPANESE_URIS.legislation,
    equivalences: equivalences(from, ({ europe, japan }) => ({ pointing: europe, pointed: japan })),
  };
}

/** What Japan agreed on with Europe, for the pointer of its list to the list of lists. */
export function japaneseAgreement(from: Date): AgreementDescription {
  return {
    pointingLegislation: JAPANESE_URIS.legislation,
    pointedLegislation: EUROPEAN_URIS.legislation,
    equivalences: equivalences(from, ({ europe, japan }) => ({ pointing: japan, pointed: europe })),
  };
}

type Turn = <T>(side: Side<T>) => { readonly pointing: T; readonly pointed: T };

function equivalences(from: Date, turn: Turn): readonly EquivalenceDescription[] {
  const state = { status: 'enacted', from, qualifiers: [] } as const;
  const statuses = { validStatuses: [turn(STATUSES.valid)], invalidStatuses: [turn(STATUSES.invalid)] };
  const contents = {
    QcCompliance: turn(contentOf('QcCompliance')),
    QcType: turn(contentOf('QcType')),
  };
  return [
    {
      legalIdentifier: 'QCForESeal',
      states: [{ ...state, ...statuses, types: turn(TYPES.authority), contents }],
    },
    {
      legalIdentifier: 'QTST',
      states: [{ ...state, ...statuses, types: turn(TYPES.timestamps), contents: {} }],
    },
  ];
}

function contentOf(name: keyof typeof STATEMENTS): Side<CriteriaList> {
  return {
    europe: { assert: 'all', criteria: [{ kind: 'qc-statements', statements: [STATEMENTS[name]] }] },
    japan: COMMON_POLICY,
  };
}
