/**
 * The words of text reports, in both languages.
 *
 * @module
 */
import type { ContainerFormat } from '@eseal/core/container';
import type { LocalizedText } from '@eseal/core/identity';
import type { Conclusion, FailedSubIndication, IndeterminateSubIndication } from './conclusion.ts';
import type { FindingSeverity } from './finding.ts';
import type { ReportedTrust, SealReport } from './report.ts';

/** Headline of a verdict. */
export const INDICATIONS: Readonly<Record<Conclusion['indication'], LocalizedText>> = {
  'TOTAL-PASSED': { ja: '有効', en: 'valid' },
  'TOTAL-FAILED': { ja: '無効', en: 'not valid' },
  INDETERMINATE: { ja: '判断できません', en: 'cannot be decided' },
};

/** What a sub-indication means to somebody who does not know the standard. */
export const SUB_INDICATIONS: Readonly<
  Record<FailedSubIndication | IndeterminateSubIndication, LocalizedText>
> = {
  FORMAT_FAILURE: {
    ja: 'ファイルまたはシールの形式が壊れています',
    en: 'the file or the seal is broken',
  },
  HASH_FAILURE: {
    ja: 'シールを付けた後に文書が変更されています',
    en: 'the document was changed after it was sealed',
  },
  SIG_CRYPTO_FAILURE: {
    ja: 'シールが証明書の鍵で作られたものではありません',
    en: "the seal was not made with its certificate's key",
  },
  REVOKED: {
    ja: '証明書が失効した後に付けられたシールです',
    en: 'the seal was made after its certificate had been revoked',
  },
  EXPIRED: {
    ja: '証明書の有効期限が切れた後に付けられたシールです',
    en: 'the seal was made after its certificate had expired',
  },
  NOT_YET_VALID: {
    ja: '証明書の有効期間が始まる前に付けられたシールです',
    en: 'the seal was made before its certificate became valid',
  },
  SIG_CONSTRAINTS_FAILURE: {
    ja: 'シールが検証ポリシーの条件を満たしていません',
    en: 'the seal does not meet the conditions of the policy',
  },
  CHAIN_CONSTRAINTS_FAILURE: {
    ja: '証明書がこの用途の条件を満たしていません',
    en: 'a certificate does not meet the conditions for this use',
  },
  CERTIFICATE_CHAIN_GENERAL_FAILURE: {
    ja: '証明書の正当性(認証パスまたは失効状況)を確認できません',
    en: 'the certificates (their path or their revocation status) could not be verified',
  },
  CRYPTO_CONSTRAINTS_FAILURE: {
    ja: '安全でなくなった後の暗号アルゴリズムで作られています',
    en: 'it was made with an algorithm that was no longer reliable',
  },
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: {
    ja: '現在では安全と認められない暗号アルゴリズムが使われています',
    en: 'it uses an algorithm that is not reliable today',
  },
  POLICY_PROCESSING_ERROR: {
    ja: '署名ポリシーを処理できません',
    en: 'its signature policy cannot be processed',
  },
  SIGNATURE_POLICY_NOT_AVAILABLE: {
    ja: '署名ポリシーを入手できません',
    en: 'its signature policy is not available',
  },
  TIMESTAMP_ORDER_FAILURE: {
    ja: 'タイムスタンプの時刻の順序が矛盾しています',
    en: 'the times of its timestamps contradict each other',
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    ja: 'シールの証明書を特定できません',
    en: 'the certificate of the seal could not be identified',
  },
  NO_CERTIFICATE_CHAIN_FOUND: {
    ja: '信頼する認証局までたどれません',
    en: 'no trusted authority stands behind its certificate',
  },
  NO_CERTIFICATE_CHAIN_FOUND_NO_POE: {
    ja: '認証局が現在は信頼されていません',
    en: 'the authority behind its certificate is no longer trusted',
  },
  REVOKED_NO_POE: {
    ja: '証明書が失効しており、失効前に付けられたシールか分かりません',
    en: 'its certificate was revoked, and nothing proves that the seal is older',
  },
  REVOKED_CA_NO_POE: {
    ja: '認証局の証明書が失効しており、失効前に付けられたシールか分かりません',
    en: "an authority's certificate was revoked, and nothing proves that the seal is older",
  },
  OUT_OF_BOUNDS_NOT_REVOKED: {
    ja: '証明書が有効期間外で、期間内に付けられたシールか分かりません',
    en: 'its certificate is outside its validity period, and nothing proves that the seal was made within it',
  },
  OUT_OF_BOUNDS_NO_POE: {
    ja: '証明書が有効期間外で、期間内に付けられたシールか、失効していなかったか分かりません',
    en: 'its certificate is outside its validity period; nothing proves when the seal was made, nor that the certificate was not revoked',
  },
  REVOCATION_OUT_OF_BOUNDS_NO_POE: {
    ja: '失効情報の発行者の証明書が有効期間外です',
    en: 'the issuer of the revocation data was outside its validity period',
  },
  NO_POE: {
    ja: '必要な時刻に存在したことを証明できません',
    en: 'nothing proves that it existed in time',
  },
  TRY_LATER: {
    ja: '新しい失効情報が出た後で、もう一度検証してください',
    en: 'validate again when newer revocation data is available',
  },
  SIGNED_DATA_NOT_FOUND: {
    ja: 'シールの対象となる文書が見つかりません',
    en: 'the document that it covers was not found',
  },
};

/** Headings before findings. */
export const SEVERITIES: Readonly<Record<FindingSeverity, LocalizedText>> = {
  error: { ja: '問題', en: 'problem' },
  warning: { ja: '注意', en: 'warning' },
  information: { ja: '参考', en: 'note' },
};

/** Kinds of files. */
export const FORMATS: Readonly<Record<ContainerFormat, LocalizedText>> = {
  pades: { ja: 'PDF(PAdES)', en: 'PDF (PAdES)' },
  cades: { ja: 'CAdES', en: 'CAdES' },
  xades: { ja: 'XML(XAdES)', en: 'XML (XAdES)' },
  'asic-s': { ja: 'ASiC-S', en: 'ASiC-S' },
  'asic-e': { ja: 'ASiC-E', en: 'ASiC-E' },
  tst: { ja: 'タイムスタンプ', en: 'timestamp' },
  unknown: { ja: '不明な形式', en: 'unknown format' },
};

/** Kinds of certificates. */
export const KINDS: Readonly<Record<SealReport['kind'], LocalizedText>> = {
  eseal: { ja: '組織のeシール用', en: 'for seals of organisations' },
  esign: { ja: '個人の電子署名用', en: 'for signatures of persons' },
  unknown: { ja: '種別の記載なし', en: 'of no declared kind' },
};

/** Ways to trust. */
export const ROUTES: Readonly<Record<ReportedTrust['route'], LocalizedText>> = {
  'trusted-list': { ja: 'トラストリスト', en: 'trusted list' },
  bridge: { ja: 'ブリッジ認証局', en: 'bridge authority' },
  pinned: { ja: '検証者が指定した認証局', en: 'authority named by the verifier' },
  none: { ja: 'なし', en: 'none' },
};

const text = (ja: string, en: string): LocalizedText => ({ ja, en });

type LabelName =
  | 'title'
  | 'certificateTitle'
  | 'document'
  | 'verdict'
  | 'validated'
  | 'seal'
  | 'counterSeal'
  | 'who'
  | 'certificate'
  | 'what'
  | 'when'
  | 'trust'
  | 'assurance'
  | 'repair'
  | 'timestamp'
  | 'noOrganization'
  | 'stated'
  | 'identifierOk'
  | 'identifierFailed'
  | 'wholeDocument'
  | 'wholeBeforeProofs'
  | 'partOfDocument'
  | 'listed'
  | 'referenceIntact'
  | 'referenceChanged'
  | 'referenceMissing'
  | 'furtherReferences'
  | 'provenTime'
  | 'claimedTime'
  | 'noTime'
  | 'notJudged'
  | 'bytes'
  | 'policy'
  | 'unknownReason'
  | 'attempts';

/** Words between facts; `{x}` stands for one. */
export const LABELS: Readonly<Record<LabelName, LocalizedText>> = {
  title: text('eシール検証結果', 'Validation of electronic seals'),
  certificateTitle: text('証明書検証結果', 'Validation of a certificate'),
  document: text('文書', 'Document'),
  verdict: text('結論', 'Verdict'),
  validated: text('検証日時', 'Validated'),
  seal: text('シール {number}', 'Seal {number}'),
  counterSeal: text('シール {number}(シール {of} への副署)', 'Seal {number} (countersigns {of})'),
  who: text('発行元', 'Who'),
  certificate: text('証明書', 'Certificate'),
  what: text('対象', 'What'),
  when: text('日時', 'When'),
  trust: text('信頼の根拠', 'Trust'),
  assurance: text('保証レベル', 'Assurance'),
  repair: text('対処', 'What to do'),
  timestamp: text('タイムスタンプ', 'Timestamp'),
  noOrganization: text('組織名の記載なし', 'no organisation is named'),
  stated: text('(証明書の記載。確認できていません)', ' (as its certificate says; not confirmed)'),
  identifierOk: text('検査数字は正しい', 'check digit correct'),
  identifierFailed: text('検査数字が誤り', 'check digit wrong'),
  wholeDocument: text('文書全体', 'the whole document'),
  wholeBeforeProofs: text(
    '文書全体(後から加わったのは検証情報とタイムスタンプだけ)',
    'the whole document; only proofs of it were added later',
  ),
  partOfDocument: text('文書の一部だけ', 'only a part of the document'),
  listed: text('{uri}(一覧による)', '{uri} (by its list)'),
  referenceIntact: text('{what}: 変更なし', '{what}: unchanged'),
  referenceChanged: text('{what}: 変更あり', '{what}: changed'),
  referenceMissing: text('{what}: 見つかりません', '{what}: not found'),
  furtherReferences: text('ほか {count} 件', '{count} more'),
  provenTime: text(
    '{time} に存在していたことをタイムスタンプが証明',
    'existed at {time}, as a timestamp proves',
  ),
  claimedTime: text(
    '{time}(シールの自己申告で、証明はありません)',
    '{time} as the seal claims, without proof',
  ),
  noTime: text('記載なし', 'not stated'),
  notJudged: text('判断していません', 'not judged'),
  bytes: text('{size} バイト', '{size} bytes'),
  policy: text('検証ポリシー: {policy}', 'policy: {policy}'),
  unknownReason: text('理由は下記のとおりです', 'for the reasons below'),
  attempts: text('試みた認証パス', 'Paths that were tried'),
};
