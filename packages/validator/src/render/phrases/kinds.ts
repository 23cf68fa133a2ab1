/**
 * Words for the closed lists of reports: verdicts, formats, kinds, routes, statuses.
 *
 * @module
 */
import type { ContainerFormat, PdfModificationKind, TimestampType } from '@eseal/core/container';
import type { LocalizedText } from '@eseal/core/identity';
import type { CheckStatus } from '../../report/check-result.ts';
import type { Conclusion } from '../../report/conclusion.ts';
import type { FindingSeverity } from '../../report/finding.ts';
import type { ReportedRevocation, ReportedStep, ReportedTrust, SealReport } from '../../report/report.ts';
import type { RetrievalAttempt } from '../../report/retrieval-attempt.ts';

type Words<Name extends string> = Readonly<Record<Name, LocalizedText>>;

const text = (ja: string, en: string): LocalizedText => ({ ja, en });

/** Headline of a verdict. */
export const INDICATIONS: Words<Conclusion['indication']> = {
  'TOTAL-PASSED': text('有効', 'valid'),
  'TOTAL-FAILED': text('無効', 'not valid'),
  INDETERMINATE: text('判断できません', 'cannot be decided'),
};

/** Headings before findings. */
export const SEVERITIES: Words<FindingSeverity> = {
  error: text('問題', 'problem'),
  warning: text('注意', 'warning'),
  information: text('参考', 'note'),
};

/** What became of checks. */
export const CHECK_STATUSES: Words<CheckStatus> = {
  passed: text('適合', 'passed'),
  failed: text('不適合', 'failed'),
  warned: text('不適合(注意)', 'not met (warning)'),
  informed: text('不適合(参考)', 'not met (note)'),
  ignored: text('不適合(検証ポリシーにより無視)', 'not met (ignored by the policy)'),
};

/** Kinds of files. */
export const FORMATS: Words<ContainerFormat> = {
  pades: text('PDF(PAdES)', 'PDF (PAdES)'),
  cades: text('CAdES', 'CAdES'),
  xades: text('XML(XAdES)', 'XML (XAdES)'),
  'asic-s': text('ASiC-S', 'ASiC-S'),
  'asic-e': text('ASiC-E', 'ASiC-E'),
  tst: text('タイムスタンプ', 'timestamp'),
  unknown: text('不明な形式', 'unknown format'),
};

/** Kinds of certificates. */
export const KINDS: Words<SealReport['kind']> = {
  eseal: text('組織のeシール用', 'for seals of organisations'),
  esign: text('個人の電子署名用', 'for signatures of persons'),
  unknown: text('種別の記載なし', 'of no declared kind'),
};

/** Ways to trust. */
export const ROUTES: Words<ReportedTrust['route']> = {
  'trusted-list': text('トラストリスト', 'trusted list'),
  bridge: text('検証者側の認証局からブリッジ経由', 'own authority, by way of a bridge'),
  pinned: text('検証者が指定した認証局', 'authority named by the verifier'),
  none: text('なし', 'none'),
};

/** What a certificate is in its path. */
export const STEP_ROLES: Words<ReportedStep['role']> = {
  target: text('検証対象', 'what is validated'),
  intermediate: text('中間認証局', 'intermediate authority'),
  cross: text('相互認証証明書', 'cross-certificate'),
  'self-issued': text('鍵更新用リンク証明書', 'link between keys of one authority'),
  anchor: text('信頼の基点', 'trust anchor'),
};

/** What is known about the revocation of a certificate. */
export const REVOCATION_STATUSES: Words<ReportedRevocation['status']> = {
  good: text('失効していない', 'not revoked'),
  revoked: text('失効', 'revoked'),
  'on-hold': text('一時停止', 'on hold'),
  'not-needed': text('失効情報は不要', 'needs no revocation data'),
  unknown: text('確認できない', 'unknown'),
  'not-checked': text('確認していない', 'not checked'),
};

/** Where a status comes from. */
export const REVOCATION_SOURCES: Words<ReportedRevocation['source']> = {
  ocsp: text('OCSP', 'OCSP'),
  crl: text('CRL', 'CRL'),
  none: text('なし', 'none'),
};

/** What timestamps are over. */
export const TIMESTAMP_TYPES: Words<TimestampType> = {
  content: text('シールを付ける前の文書', 'the document before it was sealed'),
  'all-data-objects': text('シールを付ける前の文書', 'the document before it was sealed'),
  'individual-data-objects': text(
    'シールを付ける前の文書の一部',
    'parts of the document before it was sealed',
  ),
  signature: text('シール', 'the seal'),
  'sig-and-refs': text('シールと検証情報への参照', 'the seal and references to proofs of it'),
  'refs-only': text('検証情報への参照', 'references to proofs of the seal'),
  'validation-data': text('検証情報', 'proofs of the seal'),
  archive: text('シールと検証情報の全体', 'the seal with all proofs of it'),
  document: text('文書全体', 'the whole document'),
  vri: text('検証情報', 'proofs of the seal'),
  container: text('コンテナのファイル', 'the files of the container'),
};

/** What later revisions of a PDF do. */
export const MODIFICATIONS: Words<PdfModificationKind> = {
  'security-store': text('検証情報の追加', 'added proofs of seals'),
  timestamp: text('タイムスタンプの追加', 'added a timestamp'),
  metadata: text('文書情報の変更', 'changed information about the document'),
  extension: text('PDFの版または拡張の宣言', 'declared a version or an extension of PDF'),
  signature: text('シールの追加', 'added a seal'),
  'form-fill': text('フォームへの入力', 'filled in a form'),
  annotation: text('注釈の変更', 'changed annotations'),
  page: text('ページの追加、削除または差し替え', 'changed pages'),
  visual: text('表示内容の変更', 'changed what a page shows'),
  undefined: text('その他の変更', 'another change'),
};

/** What proves the best signature time; `{time}` stands for it. */
export const PROOFS: Words<SealReport['proofOfExistence']> = {
  timestamp: text(
    '{time} に存在していたことをタイムスタンプが証明',
    'existed at {time}, as a timestamp proves',
  ),
  'archive-timestamp': text(
    '{time} に存在していたことを長期保存用のタイムスタンプが証明',
    'existed at {time}, as an archive timestamp proves',
  ),
  'evidence-record': text(
    '{time} に存在していたことをエビデンスレコードが証明',
    'existed at {time}, as an evidence record proves',
  ),
  external: text(
    '{time} に存在していたことを、検証を依頼した人が別の方法で確認',
    'existed at {time}, as whoever asked for this validation knows by other means',
  ),
  now: text(
    '検証した時より前に存在した証明はありません',
    'nothing proves that it is older than this validation',
  ),
};

/** What services are asked for. */
export const SERVICES: Words<RetrievalAttempt['kind']> = {
  ocsp: text('OCSP', 'OCSP'),
  crl: text('CRL', 'CRL'),
  certificates: text('認証局の証明書', 'certificates of authorities'),
};

/** What became of questions to services. */
export const OUTCOMES: Words<RetrievalAttempt['outcome']> = {
  answered: text('回答あり', 'answered'),
  cached: text('保存済みの回答を使用', 'answer kept from before'),
  unavailable: text('回答なし', 'no answer'),
  refused: text('許可されていないアドレス', 'address not allowed'),
  'too-large': text('回答が大きすぎる', 'answer too large'),
  'http-status': text('サーバーのエラー', 'error of the server'),
  html: text('失効情報ではなくウェブページ', 'a web page instead of the data'),
  unreadable: text('読めない回答', 'answer cannot be read'),
  'responder-error': text('回答を拒否', 'responder gave no answer'),
  'other-subject': text('別の証明書についての回答', 'answer about another certificate'),
  'nonce-mismatch': text('別の質問への回答', 'answer to another question'),
  'failed-before': text('直前に失敗したため照会せず', 'not asked, it failed a moment ago'),
  'no-resolver': text('照会の手段がない種類のアドレス', 'nothing to ask this kind of address with'),
};
