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

/** A snapshot does not hold the list, or only versions that were issued later. */
export const LIST_NOT_IN_SNAPSHOT: Rule = {
  id: 'LIST_NOT_IN_SNAPSHOT',
  citation: 'ETSI TS 119 612 §5.3.14',
  message: {
    ja: 'トラステッドリスト {location} は、この時点で有効な版がスナップショットにありません。このリストのサービスは判断に使われていません。',
    en: 'The snapshot holds no version of the trusted list {location} of that time, so that its services count for nothing.',
  },
};
