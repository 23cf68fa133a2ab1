/**
 * Renewal plans for people and for programs.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import type { LocalizedText } from '@eseal/core/identity';
import type { JsonObject, ReportFormatOptions } from '../report/json.ts';
import type { ProofPlan, RenewalAction } from './decide.ts';
import type { RenewalEvent } from './event.ts';
import type { RenewalPlan } from './plan.ts';

const ACTIONS: Readonly<Record<RenewalAction, LocalizedText>> = {
  timestamp: { ja: 'タイムスタンプを付ける（B-T）', en: 'add a timestamp (B-T)' },
  material: { ja: '検証情報を付ける（B-LT）', en: 'add the validation material (B-LT)' },
  'archive-timestamp': {
    ja: 'アーカイブタイムスタンプを付ける（B-LTA）',
    en: 'add an archive timestamp (B-LTA)',
  },
  reseal: { ja: 'eシールを付け直す', en: 'seal the document anew' },
  none: { ja: '対応は不要', en: 'nothing to do' },
};

const KINDS: Readonly<Record<ProofPlan['kind'], LocalizedText>> = {
  seal: { ja: 'eシール', en: 'Seal' },
  timestamp: { ja: 'タイムスタンプ', en: 'Timestamp' },
};

const NOTHING: LocalizedText = {
  ja: 'eシールもタイムスタンプもありません',
  en: 'There is neither a seal nor a timestamp.',
};

/** A plan as text: what to do until when, why, and what ends. */
export function renewalToText(plan: RenewalPlan, options: ReportFormatOptions = {}): string {
  const { language = 'en' } = options;
  if (plan.proofs.length === 0) return NOTHING[language];
  return plan.proofs.flatMap((proof) => linesOf(proof, language)).join('\n');
}

function linesOf(proof: ProofPlan, language: 'ja' | 'en'): readonly string[] {
  const { action, before, events, id, kind, why } = proof;
  const due = before === undefined ? '' : until(before, language);
  return [
    `${KINDS[kind][language]} ${id}: ${ACTIONS[action][language]}${due}`,
    `  ${why[language]}`,
    ...events.map((one) => `  ${one.breaksProof ? '!' : ' '} ${day(one.at)}  ${one.message[language]}`),
  ];
}

function until(time: Date, language: 'ja' | 'en'): string {
  switch (language) {
    case 'ja':
      return `（${day(time)}まで）`;
    case 'en':
      return ` before ${day(time)}`;
    default:
      return assertNever(language);
  }
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** A plan as JSON with stable names. */
export function renewalToJson(plan: RenewalPlan, options: ReportFormatOptions = {}): JsonObject {
  const { language = 'en' } = options;
  return {
    format: plan.format,
    time: plan.time.toISOString(),
    policy: plan.policy,
    action: plan.action,
    before: plan.before?.toISOString() ?? null,
    proofs: plan.proofs.map(({ kind, id, action, before, why, events }) => ({
      kind,
      id,
      action,
      before: before?.toISOString() ?? null,
      why: why[language],
      events: events.map((one) => eventToJson(one, language)),
    })),
  };
}

function eventToJson(event: RenewalEvent, language: 'ja' | 'en'): JsonObject {
  const { kind, at, breaksProof, of, message, citation } = event;
  return { kind, at: at.toISOString(), breaksProof, of, message: message[language], citation };
}
