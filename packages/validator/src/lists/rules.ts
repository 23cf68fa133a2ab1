/**
 * Why authentic lists are refused, and what is said of those that are used (ETSI TS 119 612 §5.3).
 *
 * @module
 */
import type { Rule } from '../report/finding.ts';

const USE_CURRENT = {
  ja: 'リストの運用者が公表している最新のリストを取得してください。',
  en: 'Get the current list from its operator.',
};

export const LIST_VERSION_UNKNOWN: Rule = {
  id: 'LIST_VERSION_UNKNOWN',
  citation: 'ETSI TS 119 612 §5.3.1',
  message: {
    ja: 'トラステッドリスト（{territory}）の版 {version} には対応していません（対応: {versions}）。',
    en: 'The trusted list of {territory} is of version {version}, which is not supported; {versions} are.',
  },
};

export const LIST_NOT_YET_ISSUED: Rule = {
  id: 'LIST_NOT_YET_ISSUED',
  citation: 'ETSI TS 119 612 §5.3.14',
  message: {
    ja: 'トラステッドリスト（{territory}）の発行日時 {issueDate} が未来です。',
    en: 'The trusted list of {territory} says that it was issued in the future, at {issueDate}.',
  },
  repair: {
    ja: 'このコンピューターの時計を確認してください。',
    en: 'Check the clock of this computer.',
  },
};

export const LIST_SEQUENCE_BACKWARDS: Rule = {
  id: 'LIST_SEQUENCE_BACKWARDS',
  citation: 'ETSI TS 119 612 §5.3.2',
  message: {
    ja: 'トラステッドリスト（{territory}）の通し番号 {sequenceNumber} は、既に確認した番号 {knownSequenceNumber} より前のものです。',
    en: 'The trusted list of {territory} has number {sequenceNumber}, and is older than number {knownSequenceNumber}, which is known.',
  },
  repair: USE_CURRENT,
};

export const LIST_PIVOT_DROPPED: Rule = {
  id: 'LIST_PIVOT_DROPPED',
  citation: 'ETSI TS 119 615 §4.2',
  message: {
    ja: 'リストのリスト（{territory}）に、以前は記載されていたピボットリストがありません。署名者の交代を隠すものかもしれないため使いません。',
    en: 'The list of lists of {territory} no longer names a pivot that it named before, as if its signers had not changed; it is not used.',
  },
  repair: USE_CURRENT,
};

export const LIST_EXPIRED: Rule = {
  id: 'LIST_EXPIRED',
  citation: 'ETSI TS 119 612 §5.3.15',
  message: {
    ja: 'トラステッドリスト（{territory}）は次回更新期限 {nextUpdate} を過ぎているため使えません。',
    en: 'The trusted list of {territory} must not be used any more: its next update was due at {nextUpdate}.',
  },
  repair: USE_CURRENT,
};

export const LIST_OUT_OF_DATE: Rule = {
  id: 'LIST_OUT_OF_DATE',
  citation: 'ETSI TS 119 612 §5.3.15',
  message: {
    ja: 'トラステッドリスト（{territory}）は次回更新期限 {nextUpdate} を過ぎていますが、猶予期間内として使いました。',
    en: 'The trusted list of {territory} was used though its next update was due at {nextUpdate}.',
  },
  repair: USE_CURRENT,
};

export const LIST_SEQUENCE_REUSED: Rule = {
  id: 'LIST_SEQUENCE_REUSED',
  citation: 'ETSI TS 119 612 §5.3.2',
  message: {
    ja: 'トラステッドリスト（{territory}）は、前回と同じ通し番号 {sequenceNumber} のまま内容が変わっています。',
    en: 'The trusted list of {territory} has changed without a new number: it still has {sequenceNumber}.',
  },
};

export const LIST_STRUCTURE: Rule = {
  id: 'LIST_STRUCTURE',
  citation: 'ETSI TS 119 612 §5',
  message: {
    ja: 'トラステッドリスト（{territory}）は規定の構造から外れています（{count}件）: {messages}。該当するサービスは判断に使われないことがあります。',
    en: 'The trusted list of {territory} departs from its schema ({count} times): {messages}. Services that this concerns may count for nothing.',
  },
};

export const LIST_PILOT: Rule = {
  id: 'LIST_PILOT',
  citation: 'ETSI TS 119 612 §5.3.3',
  message: {
    ja: 'トラステッドリスト（{territory}）は試行用です。このリストを根拠に保証レベル2や適格とは判断しません。',
    en: 'The trusted list of {territory} is for trials: nothing on it is of assurance level 2, or qualified.',
  },
};
