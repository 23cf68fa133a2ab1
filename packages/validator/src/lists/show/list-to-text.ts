/**
 * What a list says, for people.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import { formatName } from '@eseal/core/x509';
import type { ReportFormatOptions, ReportLanguage } from '../../report/json.ts';
import { preferredText } from '../../trust/language.ts';
import type { LanguageString, ServiceState } from '../../trust/listed-service.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { ListPointer, TrustedList, TrustService } from '../list.ts';
import { instant, lastOf, shown, statusSince } from '../text.ts';
import type { ShowListOptions } from './list-to-json.ts';

const WORDS = {
  list: { ja: 'トラステッドリスト', en: 'Trusted list' },
  operator: { ja: '運用者', en: 'operator' },
  type: { ja: '種類', en: 'type' },
  version: { ja: '仕様の版', en: 'version of the specification' },
  number: { ja: '通し番号', en: 'sequence number' },
  issued: { ja: '発行', en: 'issued' },
  nextUpdate: { ja: '次回更新', en: 'next update' },
  structure: { ja: '構造の問題', en: 'problems of structure' },
  statuses: { ja: '状態の時点', en: 'statuses as of' },
  none: { ja: 'この時点では掲載なし', en: 'not listed at this time' },
  unknown: { ja: '未知の必須拡張があるため無効', en: 'counts for nothing: unknown critical extension' },
  pointers: { ja: '他のリストへの参照', en: 'Pointers to other lists' },
  signers: { ja: '署名者', en: 'signers' },
  recognition: { ja: '相互承認', en: 'mutual recognition' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** A list as text: the scheme, a paragraph for each provider with a line for each service, and the pointers. */
export function listToText(
  list: TrustedList,
  { language = 'en', time = new Date() }: ReportFormatOptions & ShowListOptions = {},
): string {
  const paragraphs = [
    schemeLines(list, language, time),
    ...list.providers.map(({ names, services }) => [
      nameOf(names, language),
      ...services.flatMap((service) => serviceLines(service, language, time)),
    ]),
    ...(list.pointers.length === 0 ? [] : [pointerLines(list.pointers, language)]),
  ];
  return paragraphs.map((lines) => lines.join('\n')).join('\n\n');
}

function schemeLines(list: TrustedList, language: ReportLanguage, time: Date): readonly string[] {
  const { scheme, structure } = list;
  const rows: readonly (readonly [LocalizedText, string | undefined])[] = [
    [WORDS.operator, nameOf(scheme.operatorNames, language)],
    [WORDS.type, scheme.type],
    [WORDS.version, scheme.version?.toString()],
    [WORDS.number, scheme.sequenceNumber?.toString()],
    [WORDS.issued, instant(scheme.issueDate ?? null)],
    [WORDS.nextUpdate, instant(scheme.nextUpdate ?? null)],
    [WORDS.statuses, instant(time)],
  ];
  return [
    `${WORDS.list[language]} ${shown(scheme.territory ?? '?')}`,
    ...rows.map(([label, value]) => `  ${label[language]}: ${shown(value ?? '-')}`),
    ...structure.messages.map((message) => `  ${WORDS.structure[language]}: ${shown(message)}`),
  ];
}

function serviceLines(service: TrustService, language: ReportLanguage, time: Date): readonly string[] {
  const state = stateAt(service, time);
  const [current] = service.states;
  const names = (state ?? current)?.names ?? [];
  const type = (state ?? current)?.type ?? '';
  return [
    `  ${nameOf(names, language)} (${shown(lastOf(type, 2))})`,
    `    ${state === undefined ? WORDS.none[language] : statusText(state, language)}`,
    ...service.identities.map(({ name }) => `    ${shown(formatName(name))}`),
  ];
}

function statusText(state: ServiceState, language: ReportLanguage): string {
  const period = statusSince(state, language);
  return state.unknownCriticalExtensions.length === 0 ? period : `${period}; ${WORDS.unknown[language]}`;
}

function pointerLines(pointers: readonly ListPointer[], language: ReportLanguage): readonly string[] {
  return [
    WORDS.pointers[language],
    ...pointers.flatMap(({ agreement, location, signers, territory }) => [
      `  ${shown(territory ?? '?')} ${shown(location)} (${WORDS.signers[language]}: ${signers.length})`,
      ...(agreement?.equivalences ?? []).map(
        ({ legalIdentifier }) => `    ${WORDS.recognition[language]}: ${shown(legalIdentifier)}`,
      ),
    ]),
  ];
}

function nameOf(names: readonly LanguageString[], language: ReportLanguage): string {
  return shown(preferredText(names, [language, 'en']) ?? '-');
}
