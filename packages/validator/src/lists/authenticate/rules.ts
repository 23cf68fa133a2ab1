/**
 * What is said of lists that are not authentic, or whose signers depart from their profile.
 *
 * @module
 */
import type { Rule } from '../../report/finding.ts';

const SIGNED = 'ETSI TS 119 612 §5.7.1, Annex B';

const ASK_AGAIN = {
  ja: 'リストを公式の場所から取得し直してください。',
  en: 'Get the list once more from its official location.',
};

export const SIGNATURE_COUNT: Rule = {
  id: 'LIST_SIGNATURE_COUNT',
  citation: SIGNED,
  message: {
    ja: 'トラステッドリストの署名はちょうど1つでなければなりません(見つかった数: {count})。',
    en: 'The trusted list cannot be authenticated: exactly one signature is required, found {count}.',
  },
  repair: ASK_AGAIN,
};

export const SIGNATURE_UNREADABLE: Rule = {
  id: 'LIST_SIGNATURE_UNREADABLE',
  citation: SIGNED,
  message: {
    ja: 'トラステッドリストの署名を一意に読み取れません: {problems}',
    en: 'The signature of the trusted list cannot be read in one way only: {problems}',
  },
  repair: ASK_AGAIN,
};

export const NOT_COVERED: Rule = {
  id: 'LIST_NOT_COVERED',
  citation: SIGNED,
  message: {
    ja: 'トラステッドリストの署名が、リスト全体を定められた形で対象としていません: {problems}',
    en: 'The signature of the trusted list does not cover the whole of it in the way that is prescribed: {problems}',
  },
  repair: ASK_AGAIN,
};

export const SIGNER_UNNAMED: Rule = {
  id: 'LIST_SIGNER_UNNAMED',
  citation: 'EN 319 132-1 §5.2.2; EN 319 102-1 §5.2.3.4',
  message: {
    ja: 'トラステッドリストの署名が参照する署名者の証明書が見つかりません。',
    en: 'The certificate that the signature of the trusted list refers to was not found, or it refers to none.',
  },
};

export const DATA_MISSING: Rule = {
  id: 'LIST_SIGNED_DATA_MISSING',
  citation: 'EN 319 102-1 §5.2.7.4 (1)',
  message: {
    ja: 'トラステッドリストの署名の対象が見つかりません: {references}',
    en: 'What the signature of the trusted list covers was not found: {references}',
  },
};

export const CHANGED: Rule = {
  id: 'LIST_CHANGED',
  citation: 'EN 319 102-1 §5.2.7.4 (2)',
  message: {
    ja: 'トラステッドリストは署名の後で変更されています(ダイジェスト不一致): {references}',
    en: 'The trusted list was changed after it was signed (digest differs): {references}',
  },
  repair: ASK_AGAIN,
};

export const SIGNATURE_BROKEN: Rule = {
  id: 'LIST_SIGNATURE_BROKEN',
  citation: 'EN 319 102-1 §5.2.7.4 (3)',
  message: {
    ja: 'トラステッドリストの署名値が、署名者の証明書の鍵によるものではありません。',
    en: "The signature value of the trusted list is not by the key of its signer's certificate.",
  },
  repair: ASK_AGAIN,
};

export const ALGORITHM_UNSUPPORTED: Rule = {
  id: 'LIST_ALGORITHM_UNSUPPORTED',
  citation: 'EN 319 102-1 §5.2.7.4 (3)',
  message: {
    ja: 'トラステッドリストの署名のアルゴリズムに対応していません: {algorithms}',
    en: 'An algorithm of the signature of the trusted list is not supported: {algorithms}',
  },
};

export const SIGNER_NOT_ANNOUNCED: Rule = {
  id: 'LIST_SIGNER_NOT_ANNOUNCED',
  citation: 'ETSI TS 119 612 §5.3.13; TS 119 615 §4.1',
  message: {
    ja: 'トラステッドリストの署名者「{signer}」の証明書は、このリストについて告知された証明書のいずれでもありません。',
    en: 'The certificate of the signer of the trusted list, {signer}, is none of those that were announced for it.',
  },
  repair: {
    ja: '告知元(リストのリスト、官報など)の最新の証明書を設定してください。名前が同じでも別の証明書は信頼しません。',
    en: 'Configure the certificates that its operator announces now; another one of the same name is not trusted.',
  },
};

export const ALGORITHM_WEAK: Rule = {
  id: 'LIST_ALGORITHM_WEAK',
  citation: 'EN 319 102-1 §5.2.8.4.2; TS 119 312',
  message: {
    ja: 'トラステッドリストの署名のアルゴリズムは、{time} の時点で信頼できません: {algorithms}',
    en: 'Algorithms of the signature of the trusted list are not reliable as of {time}: {algorithms}',
  },
};

export const SIGNER_VALIDITY: Rule = {
  id: 'LIST_SIGNER_VALIDITY',
  citation: 'ETSI TS 119 612 §5.7.1',
  message: {
    ja: 'トラステッドリストの署名者の証明書は、{time} の時点で有効期間外です。',
    en: "The certificate of the trusted list's signer is outside its validity period as of {time}.",
  },
};

export const SIGNER_PROFILE: Rule = {
  id: 'LIST_SIGNER_PROFILE',
  citation: 'ETSI TS 119 612 §5.7.1',
  message: {
    ja: 'トラステッドリストの署名者の証明書が、定められたプロファイルに適合していません: {departures}',
    en: "The certificate of the trusted list's signer departs from the profile for it: {departures}",
  },
};
