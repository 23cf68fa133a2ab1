/**
 * What loading lists has to say.
 *
 * @module
 */
import type { Rule } from '../../report/finding.ts';

/** The location gave nothing that is a list, and no copy is at hand. */
export const LIST_UNAVAILABLE: Rule = {
  id: 'LIST_UNAVAILABLE',
  citation: 'ETSI TS 119 612 §6.1',
  message: {
    ja: 'トラステッドリスト {location} を取得できません（{reason}）。このリストのサービスは判断に使われていません。',
    en: 'The trusted list {location} cannot be obtained ({reason}), so that its services count for nothing.',
  },
};

/** The copy that was good the last time stands in for what could not be fetched. */
export const LIST_LAST_GOOD_COPY: Rule = {
  id: 'LIST_LAST_GOOD_COPY',
  citation: 'ETSI TS 119 612 §6.1',
  message: {
    ja: 'トラステッドリスト {location} を取得できないため（{reason}）、{days}日前（{fetchedAt}）に取得した写しを使いました。',
    en: 'The trusted list {location} cannot be obtained ({reason}); the copy of {fetchedAt}, {days} days old, was used.',
  },
};

/** Copies cannot be kept, or read. */
export const LIST_STORE_FAILED: Rule = {
  id: 'LIST_STORE_FAILED',
  citation: 'ETSI TS 119 612 §6.1',
  message: {
    ja: 'トラステッドリスト {location} の写しを保管場所から読めないか、保管できません。',
    en: 'The copy of the trusted list {location} cannot be read from its store, or not be kept there.',
  },
};

/** A snapshot does not hold the list. */
export const LIST_NOT_IN_SNAPSHOT: Rule = {
  id: 'LIST_NOT_IN_SNAPSHOT',
  citation: 'ETSI TS 119 612 §5.3.13',
  message: {
    ja: 'トラステッドリスト {location} がスナップショットにありません。このリストのサービスは判断に使われていません。',
    en: 'The snapshot does not hold the trusted list {location}, so that its services count for nothing.',
  },
};

/** The snapshot holds no version of that time. */
export const LIST_ISSUED_LATER: Rule = {
  id: 'LIST_ISSUED_LATER',
  citation: 'ETSI TS 119 612 §5.3.14',
  message: {
    ja: 'スナップショットには {at} 時点のトラステッドリスト（{territory}）がないため、後の版（{issueDate} 発行）の履歴を使いました。',
    en: 'The snapshot holds no trusted list of {territory} of {at}; what the version of {issueDate} tells of that time was used.',
  },
};
