/**
 * What is said of lists that are not followed, and of where lists point.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type { Finding, Rule } from '../../report/finding.ts';

const POINTERS = 'ETSI TS 119 612 §5.3.13';
const LIST_OF_LISTS = 'ETSI TS 119 615 §4.2';

const NEW_ANCHOR: LocalizedText = {
  ja: '官報に掲載された最新の証明書とそのURIを、公式の発表と照合したうえで設定してください。',
  en: 'Configure the certificates of the newest notice in the official journal with its URI, after comparing them with it.',
};

export const ANCHOR_OUTDATED: Rule = {
  id: 'LIST_ANCHOR_OUTDATED',
  citation: LIST_OF_LISTS,
  message: {
    ja: '設定された官報の告示 {configured} は最新ではないか、リストに記載がありません(記載: {named})。このリストは信頼しません。',
    en: 'The anchor is outdated: the configured notice in the official journal, {configured}, is not the one that the list names ({named}). The list is not trusted.',
  },
  repair: NEW_ANCHOR,
};

export const PIVOT_REFUSED: Rule = {
  id: 'LIST_PIVOT_REFUSED',
  citation: LIST_OF_LISTS,
  message: {
    ja: '署名者の交代を伝えるピボットリスト {pivot} を確認できないため、それより新しい署名者は信頼しません',
    en: 'The pivot list {pivot}, which hands over to new signers, cannot be relied on, so signers after it are not trusted',
  },
};

export const PIVOTS_TOO_MANY: Rule = {
  id: 'LIST_PIVOTS_TOO_MANY',
  citation: LIST_OF_LISTS,
  message: {
    ja: 'ピボットリストが {count} 件あり、上限の {limit} 件を超えています。',
    en: 'There are {count} pivot lists, more than the {limit} that are followed.',
  },
};

export const LOCATION_CHANGED: Rule = {
  id: 'LIST_LOCATION_CHANGED',
  citation: POINTERS,
  message: {
    ja: 'リストのリストの公開場所が {announced} に変わると告知されています(使用した場所: {location})。',
    en: 'The list of lists announces {announced} as its location; it was taken from {location}.',
  },
  repair: {
    ja: '新しい場所を公式の発表と照合し、設定を改めてください。',
    en: 'Compare the new location with official announcements and configure it.',
  },
};

export const SCHEME_UNKNOWN: Rule = {
  id: 'LIST_SCHEME_UNKNOWN',
  citation: 'ETSI TS 119 612 §5.3.3',
  message: {
    ja: 'リストの種類({type}、{territory})に当たる制度が設定されていません。',
    en: 'No scheme is configured for lists of the type {type} of {territory}.',
  },
};

export const NOT_AS_ANNOUNCED: Rule = {
  id: 'LIST_NOT_AS_ANNOUNCED',
  citation: POINTERS,
  message: {
    ja: 'リストの {item} が {found} で、告知された {announced} と異なります。',
    en: 'The {item} of the list is {found}, not {announced} as announced.',
  },
};

export const INCOMPLETE: Rule = {
  id: 'LIST_INCOMPLETE',
  citation: 'ETSI TS 119 612 §5.3',
  message: {
    ja: 'リストに必要な項目がありません: {missing}',
    en: 'The list lacks what identifies it, or says until when it is good: {missing}',
  },
};

export const SUPERSEDED: Rule = {
  id: 'LIST_SUPERSEDED',
  citation: 'ETSI TS 119 612 §5.3.2',
  message: {
    ja: '{territory} のリスト（通し番号 {sequenceNumber}）より新しい版（{newerSequenceNumber}）が {newer} にあるため使いません。',
    en: 'The list of {territory}, number {sequenceNumber}, is not used: {newer} has number {newerSequenceNumber}.',
  },
};

export const UNREADABLE: Rule = {
  id: 'LIST_UNREADABLE',
  citation: 'ETSI TS 119 612 §5',
  message: { ja: 'リストを読み取れません: {reason}', en: '{reason}' },
};

export const TOO_MANY: Rule = {
  id: 'LISTS_TOO_MANY',
  citation: POINTERS,
  message: {
    ja: 'たどるべきリストが上限の {limit} 件を超えるため、{skipped} 件をたどりませんでした。',
    en: 'There are more lists to follow than {limit}; {skipped} of them were not followed.',
  },
};

export const POINTER_SKIPPED: Rule = {
  id: 'LIST_POINTER_SKIPPED',
  citation: POINTERS,
  message: {
    ja: '{from} が指すリスト {location} は、種類 {type} の制度が設定されていないためたどりませんでした。',
    en: '{location}, to which {from} points, was not followed: no scheme is configured for the type {type}.',
  },
};

/** A finding with the list that it is about. */
export function aboutList(location: string, finding: Finding): Finding {
  const { message } = finding;
  return {
    ...finding,
    message: { ja: `${location}: ${message.ja}`, en: `${location}: ${message.en}` },
    facts: { ...finding.facts, location },
  };
}
