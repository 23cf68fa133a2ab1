/**
 * Descriptions of lists for tests: one by hand, and any that the checks allow.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import fc from 'fast-check';
import type { CriteriaList, Criterion, KeyUsageName } from '../../trust/criteria.ts';
import type { LanguageString } from '../../trust/listed-service.ts';
import type { ContentContext } from '../../trust/recognition.ts';
import type {
  AgreementDescription,
  EquivalenceStateDescription,
  PointerDescription,
  ProviderDescription,
  SchemeDescription,
  ServiceDescription,
  ServiceStateDescription,
  TrustedListDescription,
} from './description.ts';

/** A text in English. */
export function english(text: string): readonly LanguageString[] {
  return [{ language: 'en', text }];
}

const ADDRESS: SchemeDescription['operatorAddress'] = {
  postal: [{ language: 'en', street: '1 Example Street', locality: 'Tokyo', country: 'JP' }],
  electronic: english('mailto:office@example.test'),
};

/** A state of a service. */
export function stateOf(changes: Partial<ServiceStateDescription> = {}): ServiceStateDescription {
  return {
    type: 'https://list.test/Svctype/CA',
    names: english('CA'),
    status: 'https://list.test/Svcstatus/granted',
    from: new Date('2025-01-01T00:00:00Z'),
    ...changes,
  };
}

/** A list with a provider of one service. */
export function describeList(
  certificate: Certificate,
  changes: {
    readonly scheme?: Partial<SchemeDescription>;
    readonly provider?: Partial<ProviderDescription>;
    readonly service?: Partial<ServiceDescription>;
    readonly pointer?: Partial<PointerDescription>;
  } = {},
): TrustedListDescription {
  return {
    scheme: { ...SCHEME, ...changes.scheme },
    pointers: changes.pointer === undefined ? [] : [{ ...pointerTo(certificate), ...changes.pointer }],
    providers: [
      {
        names: english('Provider'),
        address: ADDRESS,
        informationUris: english('https://provider.test/'),
        services: [{ certificates: [certificate], states: [stateOf()], ...changes.service }],
        ...changes.provider,
      },
    ],
  };
}

const SCHEME: SchemeDescription = {
  sequenceNumber: 1,
  type: 'https://list.test/TSLType/list',
  operatorNames: [{ language: 'ja', text: '運営者' }, ...english('Operator')],
  operatorAddress: ADDRESS,
  schemeNames: english('JP:A list'),
  informationUris: english('https://list.test/about'),
  statusDeterminationApproach: 'https://list.test/approach',
  communityRules: ['https://list.test/rules'],
  territory: 'JP',
  issueDate: new Date('2026-10-01T00:00:00Z'),
  nextUpdate: new Date('2027-03-01T00:00:00Z'),
  distributionPoints: ['https://list.test/list.xml'],
};

function pointerTo(signer: Certificate): PointerDescription {
  return {
    location: 'https://other.test/list.xml',
    signers: [signer],
    territory: 'XE',
    type: 'https://other.test/TSLType/list',
    operatorNames: english('Other operator'),
    communityRules: [],
  };
}

const STATUSES = { pointing: ['https://list.test/s'], pointed: ['https://other.test/s'] };
const TYPE = { type: 'https://list.test/t', additionalInformation: [] };

/** An agreement with one equivalence. */
export function agreementOf(changes: Partial<EquivalenceStateDescription> = {}): AgreementDescription {
  return {
    pointingLegislation: 'https://list.test/law',
    pointedLegislation: 'https://other.test/law',
    equivalences: [
      {
        legalIdentifier: 'QCForESeal',
        states: [
          {
            status: 'enacted',
            from: new Date('2026-01-01T00:00:00Z'),
            types: { pointing: [TYPE], pointed: [TYPE] },
            validStatuses: [STATUSES],
            invalidStatuses: [STATUSES],
            contents: {},
            qualifiers: [],
            ...changes,
          },
        ],
      },
    ],
  };
}

const LETTERS = [...'aZ09 <&>"\']]>-_.,日本語𠮷é'];
const text = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join('').trim())
  .filter((one) => one !== '');
const uri = fc
  .array(fc.constantFrom(...'abz09&=?%/~é語'), { maxLength: 10 })
  .map((letters) => `https://list.test/${letters.join('')}`);
const oid = fc
  .array(fc.nat(999_999), { minLength: 1, maxLength: 4 })
  .map((arcs) => `2.999.${arcs.join('.')}`);
const time = fc
  .integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2030, 0) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const territory = fc.constantFrom('JP', 'EU', 'XE');
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 3 });
const languages = (one: fc.Arbitrary<string>): fc.Arbitrary<LanguageString[]> =>
  fc
    .tuple(
      one,
      fc.array(fc.record({ language: fc.constantFrom('ja', 'fr', 'zh-Hant'), text: one }), { maxLength: 2 }),
    )
    .map(([first, others]) => [...english(first), ...others]);
/** Different times, the newest first. */
const times = fc
  .uniqueArray(time, { minLength: 1, maxLength: 3, selector: Number })
  .map((all) => all.toSorted((a, b) => b.getTime() - a.getTime()));

const BITS: readonly KeyUsageName[] = ['digitalSignature', 'nonRepudiation', 'keyCertSign'];
const statement = fc.oneof(
  fc.record({ statement: oid }),
  fc.record({ statement: oid, qcType: oid }),
  fc.record({ statement: oid, legislation: fc.constantFrom('ZZ', 'JP') }),
);

/** Criteria in the order that the schema wants; each kind once, so that the order is the only one. */
const criteriaList: fc.Arbitrary<CriteriaList> = fc.letrec<{ list: CriteriaList }>((tie) => ({
  list: fc.record({
    assert: fc.constantFrom('all', 'atLeastOne', 'none'),
    criteria: fc
      .tuple(
        fc.option(fc.dictionary(fc.constantFrom(...BITS), fc.boolean(), { minKeys: 1 })),
        fc.option(some(oid)),
        fc.option(tie('list'), { depthSize: 'small', maxDepth: 3 }),
        fc.option(some(oid)),
        fc.option(some(oid)),
        some(statement),
      )
      .map(([bits, policies, list, purposes, attributes, statements]): readonly Criterion[] => [
        ...(bits === null ? [] : [{ kind: 'key-usage', bits } as const]),
        ...(policies === null ? [] : [{ kind: 'policies', policies } as const]),
        ...(list === null ? [] : [{ kind: 'list', list } as const]),
        ...(purposes === null ? [] : [{ kind: 'extended-key-usage', purposes } as const]),
        ...(attributes === null ? [] : [{ kind: 'subject-attributes', attributes } as const]),
        { kind: 'qc-statements', statements },
      ]),
  }),
})).list;

const state = fc.record({
  type: uri,
  names: languages(text),
  status: uri,
  additionalInformation: fc.array(uri, { maxLength: 2 }),
  qualifications: fc.array(fc.record({ qualifiers: some(uri), criteria: criteriaList }), { maxLength: 2 }),
  expiredCertsRevocationInfo: fc.option(time, { nil: undefined }),
});

const parties = <T>(one: fc.Arbitrary<T>) => fc.record({ pointing: one, pointed: one });
const pattern = fc.record({ type: uri, additionalInformation: fc.array(uri, { maxLength: 1 }) });
const CONTEXTS: readonly ContentContext[] = ['QcCompliance', 'QcType', 'QcQSCD'];
const equivalence = fc.record({
  status: fc.constantFrom('enacted' as const, 'repealed' as const),
  types: parties(some(pattern)),
  validStatuses: parties(some(uri)).map((one) => [one]),
  invalidStatuses: parties(some(uri)).map((one) => [one]),
  contents: fc.dictionary(fc.constantFrom(...CONTEXTS), parties(criteriaList)),
  qualifiers: fc.array(parties(uri), { maxLength: 2 }),
});
const timed = <T extends object>(one: fc.Arbitrary<T>) =>
  times.chain((all) => fc.tuple(...all.map((from) => one.map((rest) => ({ ...rest, from })))));

const agreement: fc.Arbitrary<AgreementDescription> = fc.record({
  pointingLegislation: uri,
  pointedLegislation: uri,
  equivalences: some(fc.record({ legalIdentifier: text, states: timed(equivalence) })),
});

const address = fc.record({
  postal: some(
    fc.record({ language: fc.constantFrom('ja', 'en'), street: text, locality: text, country: territory }),
  ),
  electronic: languages(uri),
});

/** Any list that the checks allow, about these certificates. */
export function anyDescription(certificates: readonly Certificate[]): fc.Arbitrary<TrustedListDescription> {
  const certificate = fc.constantFrom(...certificates);
  const scheme = fc
    .record({
      sequenceNumber: fc.integer({ min: 1 }),
      type: uri,
      operatorNames: languages(text),
      operatorAddress: address,
      schemeNames: languages(text),
      informationUris: languages(uri),
      statusDeterminationApproach: uri,
      communityRules: fc.array(uri, { maxLength: 2 }),
      territory,
      legalNotices: languages(text),
      issueDate: time,
      validity: fc.option(fc.integer({ min: 1, max: 180 * 86_400 }), { nil: undefined }),
      distributionPoints: fc.array(uri, { maxLength: 2 }),
    })
    .map(({ validity, ...rest }): SchemeDescription => {
      const nextUpdate =
        validity === undefined ? undefined : new Date(rest.issueDate.getTime() + validity * 1000);
      const [first, ...others] = rest.schemeNames;
      const prefixed = english(`${rest.territory}:${first?.text ?? ''}`);
      return { ...rest, nextUpdate, schemeNames: [...prefixed, ...others] };
    });
  const pointer = fc.record({
    location: uri,
    signers: some(certificate),
    territory,
    type: uri,
    operatorNames: languages(text),
    communityRules: fc.array(uri, { maxLength: 2 }),
    agreement: fc.option(agreement, { nil: undefined }),
  });
  const provider = fc.record({
    names: languages(text),
    tradeNames: languages(text),
    address,
    informationUris: languages(uri),
    services: some(fc.record({ certificates: certificate.map((one) => [one]), states: timed(state) })),
  });
  return fc.record({
    scheme,
    pointers: fc.array(pointer, { maxLength: 2 }),
    providers: fc.array(provider, { maxLength: 2 }),
  });
}
