/** F-06 to F-09: the subject's name, identifiers, country, and attributes of persons. */
import { OID } from '@eseal/core/asn1';
import type { OrganizationIdentity, PlacedIdentifier } from '@eseal/core/identity';
import { nameValues } from '@eseal/core/x509';
import { concernsLeiExtension } from '../lei-conflict.ts';
import { personalAttributes } from '../personal-attributes.ts';
import {
  ALWAYS_WARNING,
  ERROR,
  FIGURE_14,
  INFORMATION,
  judged,
  type ProfileContext,
  type ProfileProblem,
  type ProfileRow,
  problemIf,
  type RowOutcome,
  type SeverityByLevel,
  WARNING,
} from '../profile-row.ts';

const UTF8_STRING = 0x0c;
const PRINTABLE_STRING = 0x13;

/** Rows about whom the certificate names. */
export const SUBJECT_ROWS: readonly ProfileRow[] = [
  {
    id: 'F-06',
    field: 'subject.organizationName',
    oid: OID.organization,
    severity: ERROR,
    citation: `${FIGURE_14}; EN 319 412-3 §4.2.1`,
    check: checkOrganizationName,
  },
  {
    id: 'F-07',
    field: 'subject.organizationIdentifier',
    oid: OID.organizationIdentifier,
    severity: ERROR,
    citation: `${FIGURE_14}; Figs. 8 and 9; EN 319 412-1 §5.1.4`,
    check: checkOrganizationIdentifier,
  },
  {
    id: 'F-08',
    field: 'subject.countryName',
    oid: OID.country,
    severity: WARNING,
    citation: 'CA/B Forum S/MIME BR §7.1.4.2.2; EN 319 412-3 §4.2.1',
    check: checkCountry,
  },
  {
    id: 'F-09',
    field: 'subject.givenName, subject.surname',
    oid: OID.givenName,
    severity: WARNING,
    citation: 'Guidelines on e-Seal (MIC, 2nd edition) §1.2',
    check: checkPersonalAttributes,
  },
];

function checkOrganizationName({ certificate }: ProfileContext): RowOutcome {
  const attributes = certificate.subject.rdns.flat().filter(({ type }) => type === OID.organization);
  const [first] = attributes;
  const name = first?.text;
  const identifiers = nameValues(certificate.subject, OID.organizationIdentifier);
  const problems = [
    problemIf(first === undefined, '組織名(O)がありません。', 'There is no organisation name (O).'),
    problemIf(
      first !== undefined && (name ?? '').trim() === '',
      '組織名(O)が空か、文字列として読めません。',
      'The organisation name (O) is empty or cannot be read as text.',
    ),
    problemIf(
      name !== undefined && identifiers.includes(name),
      '組織名(O)に組織識別子と同じ値が書かれています。',
      'The organisation name (O) only repeats the organisation identifier.',
    ),
    encodingProblem(first?.tag),
    problemIf(
      attributes.length > 1,
      `組織名(O)が${attributes.length}個あります。`,
      `There are ${attributes.length} organisation names (O).`,
      ALWAYS_WARNING,
    ),
  ];
  const ok = { ja: `組織名は「${name}」です。`, en: `The organisation's name is "${name}".` };
  return judged(ok, problems, name === undefined ? {} : { name });
}

function encodingProblem(tag: number | undefined): ProfileProblem | undefined {
  if (tag === undefined || tag === UTF8_STRING) return undefined;
  // RFC 5280 §4.1.2.4 allows PrintableString as well; the profile asks for UTF8String.
  return problemIf(
    true,
    '組織名(O)がUTF8Stringで書かれていません。',
    'The organisation name (O) is not a UTF8String.',
    tag === PRINTABLE_STRING ? WARNING : ERROR,
  );
}

function checkOrganizationIdentifier({ identity }: ProfileContext): RowOutcome {
  const identifiers = subjectIdentifiers(identity);
  const corporate = identifiers.filter(isCorporate);
  const problems = [
    ...presenceProblems(identifiers, corporate),
    ...(identity?.unreadable ?? [])
      .filter(({ place }) => place !== 'lei-extension' && place !== 'subject-alt-name')
      .map(({ message }) => ({ message })),
    ...identifiers.flatMap(({ findings }) =>
      findings.map(({ message, severity }) => ({ message, severity: SEVERITIES[severity] })),
    ),
    ...(identity?.conflicts ?? [])
      .filter((conflict) => !concernsLeiExtension(conflict))
      .map(({ message }) => ({ message })),
  ];
  return judged(
    { ja: '組織識別子は正しい形式です。', en: 'The organisation identifier is well formed.' },
    problems,
    { identifiers: identifiers.map(({ raw }) => raw), places: identifiers.map(({ place }) => place) },
  );
}

const SEVERITIES = { error: ERROR, warning: WARNING, information: INFORMATION } as const;

const NEEDED_AT_LEVEL_2: SeverityByLevel = { 1: 'information', 2: 'error' };

/** Level 2 needs the Corporate Number; level 1 only recommends an identifier of a listed scheme. */
function presenceProblems(
  identifiers: readonly PlacedIdentifier[],
  corporate: readonly PlacedIdentifier[],
): readonly (ProfileProblem | undefined)[] {
  return [
    problemIf(
      identifiers.length === 0,
      '主体者に組織識別子がありません。レベル2では法人番号(NTRJP)が必要です。',
      'The subject has no organisation identifier; level 2 needs the Corporate Number (NTRJP).',
      NEEDED_AT_LEVEL_2,
    ),
    problemIf(
      identifiers.length > 0 && corporate.length === 0,
      '法人番号による組織識別子(NTRJPまたはGOVJP)がありません。他の番号は法人番号に加えて使うものです。',
      'No identifier is built on the Corporate Number (NTRJP or GOVJP); other codes may only come in addition.',
      NEEDED_AT_LEVEL_2,
    ),
    problemIf(
      corporate.length > 0 && corporate.every(({ reference }) => reference === undefined),
      '「GOVJP」の後に法人番号がないため、どの機関か分かりません。',
      'GOVJP is not followed by a Corporate Number, so it does not say which body it is.',
      WARNING,
    ),
    problemIf(
      corporate.length > 1,
      '法人番号による組織識別子が二つ以上あります。',
      'More than one identifier is built on the Corporate Number.',
      WARNING,
    ),
  ];
}

function subjectIdentifiers(identity: OrganizationIdentity | undefined): readonly PlacedIdentifier[] {
  return (identity?.identifiers ?? []).filter(
    ({ place }) => place.startsWith('subject') && place !== 'subject-alt-name',
  );
}

function isCorporate({ scheme, country }: PlacedIdentifier): boolean {
  return country === 'JP' && (scheme === 'NTR' || scheme === 'GOV');
}

function checkCountry({ certificate, identity }: ProfileContext): RowOutcome {
  const countries = nameValues(certificate.subject, OID.country);
  // Identifiers of global registries say nothing about the country.
  const expected = new Set(
    subjectIdentifiers(identity).flatMap(({ country }) => (country === 'XG' ? [] : [country])),
  );
  const differing = [...expected].filter((country) => !countries.includes(country));
  return judged(
    {
      ja: '国名(C)は組織識別子と一致しています。',
      en: 'The country (C) agrees with the organisation identifiers.',
    },
    [
      problemIf(
        differing.length > 0 && countries.length === 0,
        `国名(C)がありません。組織識別子によれば${differing.join('、')}です。`,
        `There is no country (C); by the organisation identifier it is ${differing.join(', ')}.`,
      ),
      problemIf(
        differing.length > 0 && countries.length > 0,
        `国名(C)は${countries.join('、')}ですが、組織識別子によれば${differing.join('、')}です。`,
        `The country (C) is ${countries.join(', ')}, but by the organisation identifier ${differing.join(', ')}.`,
      ),
    ],
    { countries, expected: [...expected] },
  );
}

function checkPersonalAttributes({ certificate }: ProfileContext): RowOutcome {
  const present = personalAttributes(certificate);
  return judged(
    { ja: '個人の氏名は含まれていません。', en: "No person's name is included." },
    [
      problemIf(
        present.length > 0,
        `個人を表す項目(${present.join('、')})が含まれています。eシールは組織のものです。`,
        `The subject has attributes of a person (${present.join(', ')}); a seal belongs to an organisation.`,
      ),
    ],
    { present },
  );
}
