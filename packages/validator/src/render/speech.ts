/**
 * Phrases in the language of a page.
 *
 * @module
 */
import { displayText, type LocalizedText } from '@eseal/core/identity';
import type { BlockConclusion, Conclusion } from '../report/conclusion.ts';
import { subIndicationOf } from '../report/conclusion.ts';
import { type Facts, type Finding, fillTemplate } from '../report/finding.ts';
import type { ReportLanguage } from '../report/json.ts';
import type { Remark, Tone } from './page.ts';
import { INDICATIONS, SEVERITIES } from './phrases/kinds.ts';
import { FIELDS, SENTENCES } from './phrases/labels.ts';
import { SUB_INDICATIONS } from './phrases/sub-indications.ts';

/** Speaks one language. */
export interface Speech {
  readonly language: ReportLanguage;
  say(phrase: LocalizedText, facts?: Facts): string;
  /** A dash for no time. */
  time(date: Date | null): string;
}

/** A speaker. */
export function speechIn(language: ReportLanguage): Speech {
  return {
    language,
    say: (phrase, facts = {}) => fillTemplate(phrase, facts)[language],
    time: (date) => (date === null ? '-' : timeIn(date, language)),
  };
}

const JAPAN = 9 * 3_600_000;

/** Japanese readers see Japan's time, others UTC. */
function timeIn(date: Date, language: ReportLanguage): string {
  const shown = new Date(date.getTime() + (language === 'ja' ? JAPAN : 0)).toISOString();
  const end = shown.indexOf('T');
  const [day, clock] = [shown.slice(0, end), shown.slice(end + 1, end + 9)];
  return language === 'ja' ? `${day} ${clock}(日本時間)` : `${day} ${clock} UTC`;
}

/** A name out of a certificate or a document, safe to show. */
export function shownName(name: string): string {
  return displayText(name, 300);
}

/** A verdict in words, with the terms of the standard. */
export function verdictIn(conclusion: Conclusion | BlockConclusion, { language, say }: Speech): string {
  const { indication } = conclusion;
  const subIndication = subIndicationOf(conclusion);
  const headline = say(INDICATIONS[asTotal(indication)]);
  if (subIndication !== null)
    return `${headline} - ${SUB_INDICATIONS[subIndication].meaning[language]} (${indication}, ${subIndication})`;
  if (indication === 'INDETERMINATE') return `${headline} - ${say(SENTENCES.unknownReason)} (${indication})`;
  return `${headline} (${indication})`;
}

/** What may help, for a verdict that is not good. */
export function repairOf(conclusion: Conclusion | BlockConclusion, { language }: Speech): string | undefined {
  const subIndication = subIndicationOf(conclusion);
  return subIndication === null ? undefined : SUB_INDICATIONS[subIndication].repair[language];
}

function asTotal(
  indication: Conclusion['indication'] | BlockConclusion['indication'],
): Conclusion['indication'] {
  switch (indication) {
    case 'PASSED':
      return 'TOTAL-PASSED';
    case 'FAILED':
      return 'TOTAL-FAILED';
    default:
      return indication;
  }
}

const TONES: Readonly<Record<Conclusion['indication'], Tone>> = {
  'TOTAL-PASSED': 'good',
  'TOTAL-FAILED': 'bad',
  INDETERMINATE: 'open',
};

/** The tone of a verdict. */
export function toneOf({ indication }: Conclusion | BlockConclusion): Tone {
  return TONES[asTotal(indication)];
}

const WEIGHTS = { error: 0, warning: 1, information: 2 } as const;

/** Findings as remarks, the worst first. */
export function remarksOf(findings: readonly Finding[], { language, say }: Speech): readonly Remark[] {
  const sorted = findings.toSorted((a, b) => WEIGHTS[a.severity] - WEIGHTS[b.severity]);
  return sorted.map(({ severity, message, repair }) => ({
    severity,
    label: say(SEVERITIES[severity]),
    message: message[language],
    ...(repair !== undefined && { repair: { label: say(FIELDS.repair), values: [repair[language]] } }),
  }));
}
