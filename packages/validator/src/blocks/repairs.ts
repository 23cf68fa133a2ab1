/**
 * What a reader may do about failures of several checks.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';

/** An older proof of existence makes a later expiry or revocation harmless (EN 319 102-1 §5.6.2.3). */
export const OLDER_PROOF: LocalizedText = {
  ja: 'それより前にシールが存在したことを示すタイムスタンプが必要です。',
  en: 'A timestamp that proves that the seal is older is needed.',
};

/** The algorithm is not known here. */
export const OTHER_VALIDATOR: LocalizedText = {
  ja: 'このアルゴリズムに対応した別の検証手段を使ってください。',
  en: 'Use a validator that supports this algorithm.',
};

/** What was signed or stamped is not at hand. */
export const MISSING_DOCUMENT: LocalizedText = {
  ja: '対象となった元の文書を指定して検証してください。',
  en: 'Supply the document it was made for, and validate again.',
};

/** What was signed or stamped is not what is at hand. */
export const UNCHANGED_DOCUMENT: LocalizedText = {
  ja: '変更されていない文書を受け取り直してください。',
  en: 'Get the document as it was before it was changed.',
};

/** A time lies ahead of the clock. */
export const RIGHT_CLOCK: LocalizedText = {
  ja: '検証に使った時刻(このコンピューターの時計)が正しいか確認してください。',
  en: 'Make sure that the time of this validation, such as the clock of this computer, is right.',
};

/** The policy document at hand is not the one that the seal names. */
export const RIGHT_POLICY_DOCUMENT: LocalizedText = {
  ja: 'シールが指定する署名ポリシーの正しい文書を指定してください。',
  en: 'Supply the document of the signature policy that the seal names.',
};

/** What a policy of the verifier does not allow. */
export const OTHER_POLICY: LocalizedText = {
  ja: '受け入れてよい場合に限り、検証ポリシーで許可してください。',
  en: 'Allow it in the policy, only if it is acceptable to you.',
};

/** Revocation data can be had anew. */
export const NEWER_REVOCATION_DATA: LocalizedText = {
  ja: 'ネットワークに接続して、新しい失効情報で検証してください。',
  en: 'Validate with a network, so that newer revocation data is used.',
};

/** The validation ended before its end. */
export const MORE_TIME: LocalizedText = {
  ja: '時間の上限を増やすか、時間をおいて、もう一度検証してください。',
  en: 'Validate again, with more time or later.',
};

/** The file may have been damaged on its way. */
export const FILE_ONCE_MORE: LocalizedText = {
  ja: 'ファイルを受け取り直してください。同じ結果になる場合は、発行元に確認してください。',
  en: 'Get the file once more; if that does not help, ask the sender.',
};
