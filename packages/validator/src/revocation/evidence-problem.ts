/**
 * Why a response or CRL cannot be used, as rules: reports say it to people, and whoever collects evidence acts on it.
 *
 * @module
 */
import type { Rule } from '../report/finding.ts';

const row = (id: string, citation: string, ja: string, en: string): Rule => ({
  id: `REVOCATION_DATA_${id}`,
  citation,
  message: { ja, en },
});

/** Why evidence cannot be used. */
export type EvidenceProblem =
  | 'unreadable'
  | 'provider-failed'
  | 'no-answer'
  | 'wrong-issuer'
  | 'status-unknown'
  | 'critical-extension'
  | 'algorithms-differ'
  | 'algorithm-not-reliable'
  | 'signature-invalid'
  | 'signer-not-found'
  | 'signer-not-authorized'
  | 'signer-not-valid'
  | 'signer-key-usage'
  | 'signer-path'
  | 'signer-revoked'
  | 'signer-status-unknown'
  | 'in-future'
  | 'times-inconsistent'
  | 'before-certificate'
  | 'expired-not-covered'
  | 'cert-hash'
  | 'out-of-scope'
  | 'reasons-not-covered'
  | 'delta-without-base'
  | 'removed-in-complete'
  | 'signer-loop'
  | 'too-much';

/** The reasons, each with what a report says. */
export const EVIDENCE_PROBLEMS: Readonly<Record<EvidenceProblem, Rule>> = {
  unreadable: row(
    'UNREADABLE',
    'RFC 6960 §4.2.1; RFC 5280 §5.1',
    '「{subject}」の失効情報に読めないものがあります({reason})。',
    'Revocation data for "{subject}" cannot be read ({reason}).',
  ),
  'provider-failed': row(
    'NOT_RETRIEVED',
    'RFC 5280 §6.3',
    '「{subject}」の失効情報を取得できませんでした({reason})。',
    'Revocation data for "{subject}" could not be had ({reason}).',
  ),
  'no-answer': row(
    'NO_ANSWER',
    'RFC 6960 §4.2.1',
    'OCSPレスポンダは「{subject}」について答えませんでした({status})。',
    'The OCSP responder gave no answer about "{subject}" ({status}).',
  ),
  'wrong-issuer': row(
    'OF_ANOTHER_ISSUER',
    'RFC 6960 §3.2 (1)',
    '「{subject}」と同じ名前の発行者の、別の鍵についてのOCSP応答があります。',
    'An OCSP response is about "{subject}" of an issuer of the same name with another key.',
  ),
  'status-unknown': row(
    'STATUS_UNKNOWN',
    'RFC 6960 §2.2',
    'OCSPレスポンダは「{subject}」を知らないと答えました。',
    'The OCSP responder does not know "{subject}".',
  ),
  'critical-extension': row(
    'CRITICAL_EXTENSION_UNKNOWN',
    'RFC 5280 §5.2, §5.3; RFC 6960 §4.4',
    '「{subject}」の失効情報に、処理できない重要(critical)な拡張 {extensions} があります。',
    'Revocation data for "{subject}" has critical extensions that are not known: {extensions}.',
  ),
  'algorithms-differ': row(
    'ALGORITHMS_DIFFER',
    'RFC 5280 §5.1.1.2',
    '「{subject}」のCRLの内側と外側の署名アルゴリズムが異なります。',
    'The CRL for "{subject}" names two different signature algorithms.',
  ),
  'algorithm-not-reliable': row(
    'ALGORITHM_NOT_RELIABLE',
    'EN 319 102-1 §5.2.6.4 (6)',
    '「{subject}」の失効情報の署名アルゴリズムは {suite} では安全と認められません。',
    'The signature algorithm of revocation data for "{subject}" is not reliable by {suite}.',
  ),
  'signature-invalid': row(
    'SIGNATURE_INVALID',
    'RFC 5280 §6.3.3 (g); RFC 6960 §3.2 (2)',
    '「{subject}」の失効情報の署名が、認められた発行者のどの鍵でも検証できません。',
    'The signature of revocation data for "{subject}" verifies under no key that may issue it.',
  ),
  'signer-not-found': row(
    'SIGNER_NOT_FOUND',
    'RFC 6960 §4.2.2.2',
    '「{subject}」のOCSP応答に署名した者の証明書が見つかりません。',
    'The certificate of who signed the OCSP response about "{subject}" was not found.',
  ),
  'signer-not-authorized': row(
    'SIGNER_NOT_AUTHORIZED',
    'RFC 6960 §4.2.2.2',
    '「{subject}」のOCSP応答に署名した者は、発行者からその権限を与えられていません。',
    'Who signed the OCSP response about "{subject}" has no authority from its issuer.',
  ),
  'signer-not-valid': row(
    'SIGNER_NOT_VALID',
    'EN 319 102-1 §5.2.6.4 (4)',
    '「{subject}」の失効情報に署名した者の証明書は、その時点で有効期間外です。',
    'The certificate of who signed revocation data for "{subject}" was not valid at that time.',
  ),
  'signer-key-usage': row(
    'SIGNER_KEY_USAGE',
    'RFC 5280 §6.3.3 (f)',
    '「{subject}」のCRLに署名した鍵は、CRLの署名に使えません(cRLSign がありません)。',
    'The key that signed the CRL for "{subject}" may not sign CRLs (keyUsage lacks cRLSign).',
  ),
  'signer-path': row(
    'SIGNER_NOT_TRUSTED',
    'RFC 5280 §6.3.3 (f)',
    '「{subject}」のCRLに署名した者の証明書を、同じ信頼する認証局までたどれません。',
    'The certificate of who signed the CRL for "{subject}" leads to no path to the same trusted authority.',
  ),
  'signer-revoked': row(
    'SIGNER_REVOKED',
    'RFC 6960 §4.2.2.2.1; RFC 5280 §6.3.3 (f)',
    '「{subject}」の失効情報に署名した者の証明書は失効しています。',
    'The certificate of who signed revocation data for "{subject}" was revoked.',
  ),
  'signer-status-unknown': row(
    'SIGNER_STATUS_UNKNOWN',
    'RFC 6960 §4.2.2.2.1; RFC 5280 §6.3.3 (f)',
    '「{subject}」の失効情報に署名した者の証明書が失効していないことを確認できません。',
    'It could not be checked that who signed revocation data for "{subject}" was not revoked.',
  ),
  'in-future': row(
    'IN_FUTURE',
    'RFC 6960 §3.2 (5)',
    '「{subject}」の失効情報の時刻({time})が未来です。',
    'Revocation data for "{subject}" is of the future ({time}).',
  ),
  'times-inconsistent': row(
    'TIMES_INCONSISTENT',
    'RFC 6960 §4.2.2.1',
    '「{subject}」の失効情報に書かれた時刻の順序に矛盾があります。',
    'The times in revocation data for "{subject}" contradict one another.',
  ),
  'before-certificate': row(
    'OLDER_THAN_CERTIFICATE',
    'EN 319 102-1 §5.2.6.4 (4)',
    '「{subject}」の失効情報({time})は証明書の発行({notBefore})より前のものです。',
    'Revocation data for "{subject}" ({time}) is older than the certificate ({notBefore}).',
  ),
  'expired-not-covered': row(
    'NOT_KEPT_AFTER_EXPIRY',
    'RFC 6960 §4.4.4; X.509 §9.5.2.9',
    '「{subject}」の失効情報は期限切れ({notAfter})の後のもので、期限切れの証明書を載せ続けるとは書かれていません。',
    'Revocation data for "{subject}" is from after it expired ({notAfter}) and does not say that it covers expired certificates.',
  ),
  'cert-hash': row(
    'CERTIFICATE_HASH_DIFFERS',
    'Common PKI part 4 §3.1.2',
    'OCSP応答は「{subject}」と同じ番号の別の証明書についてのものです(certHash 不一致)。',
    'The OCSP response is about another certificate with the number of "{subject}" (certHash differs).',
  ),
  'out-of-scope': row(
    'OUT_OF_SCOPE',
    'RFC 5280 §6.3.3 (b)',
    'CRLの対象に「{subject}」は含まれません。',
    'The CRL does not cover "{subject}".',
  ),
  'reasons-not-covered': row(
    'REASONS_NOT_COVERED',
    'RFC 5280 §6.3.3',
    '「{subject}」のCRLは、失効理由の一部しか対象にしていません。',
    'The CRLs for "{subject}" cover only some of the reasons for revocation.',
  ),
  'delta-without-base': row(
    'DELTA_WITHOUT_BASE',
    'RFC 5280 §6.3.3 (c)',
    '「{subject}」の差分CRLに対応する完全なCRLがありません。',
    'There is no complete CRL that the delta CRL for "{subject}" may be combined with.',
  ),
  'removed-in-complete': row(
    'REMOVED_IN_COMPLETE_LIST',
    'RFC 5280 §5.3.1',
    '「{subject}」は差分ではないCRLに removeFromCRL の理由で載っています。状態を判断できません。',
    'A complete CRL lists "{subject}" with the reason removeFromCRL, which only a delta may: its status cannot be told.',
  ),
  'signer-loop': row(
    'SIGNER_LOOP',
    'RFC 6960 §4.2.2.2.1',
    '「{subject}」の失効情報は、それ自身が署名したもの、または互いに保証し合うものです。',
    'Revocation data for "{subject}" is vouched for by itself.',
  ),
  'too-much': row(
    'TOO_MUCH',
    'RFC 5280 §6.3',
    '「{subject}」の失効情報が多すぎるため、一部を使用しませんでした。',
    'There is too much revocation data for "{subject}"; some was not looked at.',
  ),
};
