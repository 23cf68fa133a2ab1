/**
 * Headings, names of fields and sentences of reports; `{x}` stands for a fact.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';

const text = (ja: string, en: string): LocalizedText => ({ ja, en });

type Heading =
  | 'report'
  | 'certificateReport'
  | 'document'
  | 'certificate'
  | 'seal'
  | 'counterSeal'
  | 'timestamp'
  | 'documentTimestamp'
  | 'path'
  | 'revocation'
  | 'attempts'
  | 'checks'
  | 'coverage'
  | 'changes'
  | 'technical'
  | 'services'
  | 'files'
  | 'details';

/** Headings. */
export const HEADINGS: Readonly<Record<Heading, LocalizedText>> = {
  report: text('eシール検証結果', 'Validation of electronic seals'),
  certificateReport: text('証明書検証結果', 'Validation of a certificate'),
  document: text('文書', 'Document'),
  certificate: text('証明書', 'Certificate'),
  seal: text('シール {number}', 'Seal {number}'),
  counterSeal: text('シール {number}(シール {of} への副署)', 'Seal {number} (countersigns {of})'),
  timestamp: text('タイムスタンプ {number}', 'Timestamp {number}'),
  documentTimestamp: text('文書のタイムスタンプ {number}', 'Timestamp {number} of the document'),
  path: text('認証パス', 'Path of certificates'),
  revocation: text('失効の確認', 'Revocation'),
  attempts: text('試みた認証パス', 'Paths that were tried'),
  checks: text('検査項目', 'Checks'),
  coverage: text('シールの対象', 'What the seal covers'),
  changes: text('シールの後の変更', 'Changes after the seal'),
  technical: text('技術情報', 'Technical facts'),
  services: text('照会した先', 'Services that were asked'),
  files: text('コンテナのファイル', 'Files of the container'),
  details: text('詳細', 'Details'),
};

type Field =
  | 'document'
  | 'verdict'
  | 'repair'
  | 'validated'
  | 'seals'
  | 'who'
  | 'what'
  | 'when'
  | 'trust'
  | 'revocation'
  | 'assurance'
  | 'qualification'
  | 'listed'
  | 'certificate'
  | 'issuer'
  | 'validity'
  | 'level'
  | 'signaturePolicy'
  | 'timestamp'
  | 'authority'
  | 'covers'
  | 'policies'
  | 'subject'
  | 'serialNumber'
  | 'sha256'
  | 'status'
  | 'source'
  | 'issued'
  | 'nextUpdate'
  | 'revoked'
  | 'reason'
  | 'chain'
  | 'role'
  | 'check'
  | 'clause'
  | 'message'
  | 'name'
  | 'size'
  | 'digest'
  | 'outcome'
  | 'algorithm'
  | 'digestAlgorithm'
  | 'identifier'
  | 'file'
  | 'field'
  | 'byteRange'
  | 'permission'
  | 'stated'
  | 'revision'
  | 'change'
  | 'object'
  | 'permitted'
  | 'kind'
  | 'address'
  | 'structure';

/** Names of fields and of columns. */
export const FIELDS: Readonly<Record<Field, LocalizedText>> = {
  document: text('文書', 'Document'),
  verdict: text('結論', 'Verdict'),
  repair: text('対処', 'What to do'),
  validated: text('検証日時', 'Validated'),
  seals: text('シールの数', 'Seals'),
  who: text('発行元', 'Who'),
  what: text('対象', 'What'),
  when: text('日時', 'When'),
  trust: text('信頼の根拠', 'Trust'),
  revocation: text('失効の確認', 'Revocation'),
  assurance: text('保証レベル', 'Assurance'),
  qualification: text('EUにおける適格性', 'Qualification in the EU'),
  listed: text('トラストリストによる判定', 'By trusted lists'),
  certificate: text('証明書', 'Certificate'),
  issuer: text('証明書の発行者', 'Issuer of the certificate'),
  validity: text('証明書の有効期間', 'Validity period'),
  level: text('形式', 'Form'),
  signaturePolicy: text('署名ポリシー', 'Signature policy'),
  timestamp: text('タイムスタンプ', 'Timestamp'),
  authority: text('時刻認証局', 'Authority'),
  covers: text('対象', 'Covers'),
  policies: text('証明書ポリシー', 'Certificate policies'),
  subject: text('証明書の主体', 'Subject'),
  serialNumber: text('シリアル番号', 'Serial number'),
  sha256: text('SHA-256', 'SHA-256'),
  status: text('状態', 'Status'),
  source: text('情報源', 'Source'),
  issued: text('発行日時', 'Issued'),
  nextUpdate: text('次回更新', 'Next update'),
  revoked: text('失効日時', 'Revoked'),
  reason: text('理由', 'Reason'),
  chain: text('証明書の連なり', 'Chain'),
  role: text('役割', 'Role'),
  check: text('項目', 'Check'),
  clause: text('根拠となる規定', 'Clause'),
  message: text('内容', 'What was found'),
  name: text('名前', 'Name'),
  size: text('サイズ', 'Size'),
  digest: text('ダイジェスト', 'Digest'),
  outcome: text('結果', 'Outcome'),
  algorithm: text('署名アルゴリズム', 'Signature algorithm'),
  digestAlgorithm: text('ダイジェストアルゴリズム', 'Digest algorithm'),
  identifier: text('識別子', 'Identifier'),
  file: text('ファイル', 'File'),
  field: text('フォームフィールド', 'Form field'),
  byteRange: text('対象のバイト範囲', 'Bytes covered'),
  permission: text('文書への変更の許可(DocMDP)', 'Changes allowed (DocMDP)'),
  stated: text('署名者による記載', 'Stated by the signer'),
  revision: text('版', 'Revision'),
  change: text('変更', 'Change'),
  object: text('場所', 'Where'),
  permitted: text('許可された変更', 'Permitted'),
  kind: text('種類', 'Kind'),
  address: text('アドレス', 'Address'),
  structure: text('構造の問題', 'Faults of structure'),
};

type Sentence =
  | 'none'
  | 'yes'
  | 'no'
  | 'noOrganization'
  | 'stated'
  | 'identifierOk'
  | 'identifierFailed'
  | 'wholeDocument'
  | 'wholeBeforeProofs'
  | 'wholeBeforePermitted'
  | 'partOfDocument'
  | 'uncovered'
  | 'listed'
  | 'referenceIntact'
  | 'referenceChanged'
  | 'referenceMissing'
  | 'further'
  | 'claimedTime'
  | 'alsoClaimed'
  | 'noTime'
  | 'notJudged'
  | 'bytes'
  | 'policy'
  | 'unknownReason'
  | 'period'
  | 'statusBySource'
  | 'allChecked'
  | 'someUnchecked'
  | 'nothingToCheck'
  | 'checksPassed'
  | 'impliedPolicy'
  | 'unreadablePolicy'
  | 'sealCounts';

/** Sentences and their parts. */
export const SENTENCES: Readonly<Record<Sentence, LocalizedText>> = {
  none: text('なし', 'none'),
  yes: text('はい', 'yes'),
  no: text('いいえ', 'no'),
  noOrganization: text('組織名の記載なし', 'no organisation is named'),
  stated: text('(証明書の記載。確認できていません)', ' (as its certificate says; not confirmed)'),
  identifierOk: text('検査数字は正しい', 'check digit correct'),
  identifierFailed: text('検査数字が誤り', 'check digit wrong'),
  wholeDocument: text('文書全体', 'the whole document'),
  wholeBeforeProofs: text(
    '文書全体(後から加わったのは検証情報とタイムスタンプだけ)',
    'the whole document; only proofs of it were added later',
  ),
  wholeBeforePermitted: text(
    '文書全体(後から加わったのは許可された変更だけ)',
    'the whole document; only permitted changes were made later',
  ),
  partOfDocument: text('文書の一部だけ', 'only a part of the document'),
  uncovered: text('シールの対象でないファイル: {names}', 'files it does not cover: {names}'),
  listed: text('{uri}(一覧による)', '{uri} (by its list)'),
  referenceIntact: text('{what}: 変更なし', '{what}: unchanged'),
  referenceChanged: text('{what}: 変更あり', '{what}: changed'),
  referenceMissing: text('{what}: 見つかりません', '{what}: not found'),
  further: text('ほか {count} 件', '{count} more'),
  claimedTime: text(
    '{time}(シールの自己申告で、証明はありません)',
    '{time} as the seal claims, without proof',
  ),
  alsoClaimed: text('シールの自己申告では {time}', 'made at {time}, as the seal itself claims'),
  noTime: text('記載なし', 'not stated'),
  notJudged: text('判断していません', 'not judged'),
  bytes: text('{size} バイト', '{size} bytes'),
  policy: text('検証ポリシー: {policy}', 'policy: {policy}'),
  unknownReason: text('理由は下記のとおりです', 'for the reasons below'),
  period: text('{from} から {until} まで', '{from} to {until}'),
  statusBySource: text('{status}({source}、{time} 発行)', '{status} ({source} issued at {time})'),
  allChecked: text('{count} 枚の証明書すべてについて確認', 'known for all {count} certificates'),
  someUnchecked: text(
    '{count} 枚の証明書のうち {missing} 枚について確認していません',
    'not known for {missing} of {count} certificates',
  ),
  nothingToCheck: text('確認していません', 'not checked'),
  checksPassed: text('{count} 項目に適合', '{count} checks passed'),
  impliedPolicy: text('シールの中に明示されていない署名ポリシー', 'one that the seal does not name'),
  unreadablePolicy: text('読めない署名ポリシー', 'one that cannot be read'),
  sealCounts: text(
    '{count}(有効 {passed}、無効 {failed}、判断できません {open})',
    '{count} ({passed} valid, {failed} not valid, {open} cannot be decided)',
  ),
};
