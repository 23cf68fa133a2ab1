/**
 * What changed in trusted lists, for people.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import type { LocalizedText } from '@eseal/core/identity';
import type { ReportFormatOptions, ReportLanguage } from '../../report/json.ts';
import { instant, lastOf, shown, statusSince } from '../text.ts';
import type {
  Both,
  ListChange,
  ListDifference,
  ListVersion,
  SchemeField,
  ServiceField,
  ServiceSubject,
  SnapshotDifference,
  StatusPeriod,
} from './difference.ts';

const WORDS = {
  same: { ja: '変更はありません', en: 'Nothing changed.' },
  list: { ja: 'リスト', en: 'list' },
  pointer: { ja: '他のリストへの参照', en: 'pointer' },
  provider: { ja: '事業者', en: 'provider' },
  service: { ja: 'サービス', en: 'service' },
  status: { ja: '状態', en: 'status' },
  history: { ja: '過去の状態の書き換え', en: 'history rewritten' },
  number: { ja: '通し番号', en: 'number' },
  issued: { ja: '発行', en: 'issued' },
  nextUpdate: { ja: '次回更新', en: 'next update' },
  signers: { ja: '署名者', en: 'signers' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

const FIELDS: Readonly<Record<SchemeField | ServiceField, LocalizedText>> = {
  version: { ja: '仕様の版', en: 'version of the specification' },
  type: { ja: 'リストの種類', en: 'type of the list' },
  territory: { ja: '国・地域', en: 'territory' },
  operatorNames: { ja: '運用者名', en: 'name of the operator' },
  schemeNames: { ja: '制度名', en: 'name of the scheme' },
  informationUris: { ja: '制度の説明', en: 'information on the scheme' },
  communityRules: { ja: '規則', en: 'rules' },
  distributionPoints: { ja: '公表場所', en: 'distribution points' },
  provider: { ja: '事業者', en: 'provider' },
  names: { ja: 'サービス名', en: 'name' },
  certificates: { ja: '証明書', en: 'certificates' },
  identities: { ja: '識別情報', en: 'identities' },
  additionalInformation: { ja: '付加情報', en: 'additional information' },
  qualifications: { ja: '適格性の条件', en: 'qualifications' },
  expiredCertsRevocationInfo: {
    ja: '期限切れ証明書の失効情報',
    en: 'revocation data of expired certificates',
  },
  unknownCriticalExtensions: { ja: '未知の必須拡張', en: 'unknown critical extensions' },
};

/** A difference as text: a paragraph for each list, a line for each change. */
export function diffToText(
  { lists }: SnapshotDifference,
  { language = 'en' }: ReportFormatOptions = {},
): string {
  if (lists.length === 0) return WORDS.same[language];
  return lists.map((list) => listLines(list, language).join('\n')).join('\n\n');
}

function listLines(list: ListDifference, language: ReportLanguage): readonly string[] {
  const { after, before, changes, location, territory } = list;
  return [
    `${sign(list)} ${WORDS.list[language]} ${shown(territory ?? '?')}  ${shown(location)}`,
    ...versionLines(before, after, language),
    ...changes.flatMap((change) => changeLines(change, language)),
  ];
}

/** What the numbers and dates of a list became. */
function versionLines(
  before: ListVersion | null,
  after: ListVersion | null,
  language: ReportLanguage,
): readonly string[] {
  const rows: readonly (readonly [LocalizedText, (version: ListVersion) => string])[] = [
    [WORDS.number, ({ sequenceNumber }) => String(sequenceNumber ?? '-')],
    [WORDS.issued, ({ issueDate }) => instant(issueDate)],
    [WORDS.nextUpdate, ({ nextUpdate }) => instant(nextUpdate)],
    [WORDS.provider, ({ providers }) => String(providers)],
    [WORDS.service, ({ services }) => String(services)],
  ];
  return rows.flatMap(([label, read]) => {
    const both = { before: before && read(before), after: after && read(after) };
    return both.before === both.after ? [] : [`    ${label[language]}: ${arrow(both)}`];
  });
}

function changeLines(change: ListChange, language: ReportLanguage): readonly string[] {
  const head = (label: LocalizedText, subject: string): string =>
    `  ${sign(change)} ${label[language]} ${subject}`;
  switch (change.kind) {
    case 'scheme':
      return [`  ~ ${FIELDS[change.field][language]}`, ...valueLines(change)];
    case 'pointer':
      return [
        head(WORDS.pointer, shown(`${(change.after ?? change.before)?.territory ?? '?'} ${change.location}`)),
        ...valueLines({ before: change.before?.signers ?? [], after: change.after?.signers ?? [] }).map(
          (line) => `${line} (${WORDS.signers[language]})`,
        ),
      ];
    case 'provider':
      return [head(WORDS.provider, shown(change.provider)), ...valueLines(change)];
    case 'service':
      return [
        head(WORDS.service, subjectText(change.service)),
        `      ${WORDS.status[language]}: ${arrow(mapBoth(change, ({ current }) => periodText(current, language)))}`,
        ...valueLines(mapBoth(change, ({ certificates }) => certificates)),
      ];
    case 'service-status':
      return [
        head(WORDS.service, subjectText(change.service)),
        `      ${WORDS.status[language]}: ${arrow(mapBoth(change, (state) => periodText(state, language)))}`,
      ];
    case 'service-history':
      return [
        `  ! ${WORDS.history[language]}: ${subjectText(change.service)}`,
        ...valueLines(mapBoth(change, (periods) => periods.map((one) => periodText(one, language)))),
      ];
    case 'service-detail':
      return [
        `  ~ ${WORDS.service[language]} ${subjectText(change.service)}: ${FIELDS[change.field][language]}`,
        ...valueLines(change),
      ];
    default:
      return assertNever(change);
  }
}

function mapBoth<T, U>({ after, before }: Both<T>, map: (value: T) => U): Both<U> {
  return { before: before === null ? null : map(before), after: after === null ? null : map(after) };
}

/** What is new, gone or changed. */
function sign({ after, before }: Both<unknown>): '+' | '-' | '~' {
  if (before === null) return '+';
  return after === null ? '-' : '~';
}

/** Values that went and values that came. */
function valueLines({ after, before }: Both<readonly string[]>): readonly string[] {
  const [old, current] = [before ?? [], after ?? []];
  return [
    ...old.filter((value) => !current.includes(value)).map((value) => `      - ${shown(value)}`),
    ...current.filter((value) => !old.includes(value)).map((value) => `      + ${shown(value)}`),
  ];
}

function arrow({ after, before }: Both<string>): string {
  return [before, after].filter((one) => one !== null).join(' -> ');
}

function subjectText({ name, provider, type }: ServiceSubject): string {
  return `${shown(name)} (${shown(lastOf(type, 2))}), ${shown(provider)}`;
}

function periodText(period: StatusPeriod | null, language: ReportLanguage): string {
  return period === null ? '-' : statusSince(period, language);
}
