/**
 * The rules of path validation as data, in the words of RFC 5280 §6.1; `validate.ts` applies them in the RFC's order.
 *
 * @module
 */
import type { Rule } from '../report/finding.ts';

/** A rule from its parts. */
export const rule = (
  id: string,
  citation: string,
  ja: string,
  en: string,
  repair?: Rule['repair'],
): Rule => ({
  id,
  citation,
  message: { ja, en },
  ...(repair !== undefined && { repair }),
});

type PathRuleName =
  | 'signature'
  | 'algorithm'
  | 'algorithmsAgree'
  | 'validity'
  | 'nameChaining'
  | 'certificateAuthority'
  | 'pathLength'
  | 'keyUsage'
  | 'criticalExtension'
  | 'unreadable'
  | 'version'
  | 'policyMapping'
  | 'explicitPolicy'
  | 'policyNotAccepted'
  | 'nameExcluded'
  | 'nameNotPermitted'
  | 'nameUndecidable'
  | 'budget';

/** Rules a path fails by. */
export const PATH_RULES: Readonly<Record<PathRuleName, Rule>> = {
  signature: rule(
    'PATH_SIGNATURE_INVALID',
    'RFC 5280 §6.1.3 (a)(1)',
    '証明書「{subject}」の署名が、発行者の鍵で検証できません。',
    'The signature of the certificate "{subject}" does not verify under its issuer\'s key.',
  ),
  algorithm: rule(
    'PATH_ALGORITHM_UNKNOWN',
    'RFC 5280 §6.1.3 (a)(1)',
    '証明書「{subject}」の署名アルゴリズム({algorithm})または発行者の鍵に対応していません。',
    'The signature algorithm ({algorithm}) of the certificate "{subject}", or the key of its issuer, is not supported.',
  ),
  algorithmsAgree: rule(
    'PATH_ALGORITHMS_DIFFER',
    'RFC 5280 §4.1.1.2',
    '証明書「{subject}」の内側と外側の署名アルゴリズムが異なります。',
    'The certificate "{subject}" names two different signature algorithms.',
  ),
  validity: rule(
    'PATH_CERTIFICATE_NOT_VALID_NOW',
    'RFC 5280 §6.1.3 (a)(2)',
    '認証局などの証明書「{subject}」は検証時刻に有効期間外です({notBefore} から {notAfter} まで)。',
    'The certificate "{subject}" is outside its validity period ({notBefore} to {notAfter}) at the time of validation.',
  ),
  nameChaining: rule(
    'PATH_NAMES_DO_NOT_CHAIN',
    'RFC 5280 §6.1.3 (a)(4)',
    '証明書「{subject}」の発行者名が、上位の証明書の主体者名と一致しません。',
    'The issuer name of the certificate "{subject}" is not the subject of the certificate above it.',
  ),
  certificateAuthority: rule(
    'PATH_ISSUER_NOT_A_CA',
    'RFC 5280 §6.1.4 (k)',
    '証明書「{subject}」は認証局の証明書ではないため、ほかの証明書を発行できません。',
    'The certificate "{subject}" is not one of a certification authority, so it may not issue others.',
  ),
  pathLength: rule(
    'PATH_LENGTH_EXCEEDED',
    'RFC 5280 §6.1.4 (l)',
    '証明書「{subject}」の下に許されている数を超える認証局があります。',
    'There are more certification authorities below "{subject}" than it is allowed to have.',
  ),
  keyUsage: rule(
    'PATH_ISSUER_KEY_USAGE',
    'RFC 5280 §6.1.4 (n)',
    '証明書「{subject}」の鍵は証明書の署名に使えません(keyCertSign がありません)。',
    'The key of "{subject}" may not sign certificates (keyUsage lacks keyCertSign).',
  ),
  criticalExtension: rule(
    'PATH_CRITICAL_EXTENSION_UNKNOWN',
    'RFC 5280 §6.1.4 (o), §6.1.5 (f)',
    '証明書「{subject}」に、処理できない重要(critical)な拡張 {extension} があります。',
    'The certificate "{subject}" has a critical extension {extension} that is not known.',
  ),
  unreadable: rule(
    'PATH_EXTENSION_UNREADABLE',
    'RFC 5280 §4.2',
    '証明書「{subject}」の拡張を読めません({reason})。',
    'An extension of the certificate "{subject}" cannot be read ({reason}).',
  ),
  version: rule(
    'PATH_VERSION_WITHOUT_EXTENSIONS',
    'RFC 5280 §4.1.2.9',
    '証明書「{subject}」はバージョン {version} なのに、バージョン3だけに許される拡張を含みます。',
    'The certificate "{subject}" is of version {version} but has extensions, which only version 3 may have.',
  ),
  policyMapping: rule(
    'PATH_ANY_POLICY_MAPPED',
    'RFC 5280 §6.1.4 (a)',
    '証明書「{subject}」のポリシーマッピングが anyPolicy を含みます。',
    'The policy mappings of the certificate "{subject}" name anyPolicy.',
  ),
  explicitPolicy: rule(
    'PATH_POLICY_REQUIRED',
    'RFC 5280 §6.1.3 (f)',
    '証明書「{subject}」までの認証パスに有効な証明書ポリシーがありませんが、必要とされています。',
    'The path down to "{subject}" is valid for no certificate policy, but one is required.',
  ),
  policyNotAccepted: rule(
    'PATH_POLICY_NOT_ACCEPTED',
    'RFC 5280 §6.1.5 (g)',
    '認証パスは、受け入れられる証明書ポリシーのいずれに対しても有効ではありません(「{subject}」)。',
    'The path is valid for none of the certificate policies that are accepted ("{subject}").',
  ),
  nameExcluded: rule(
    'PATH_NAME_EXCLUDED',
    'RFC 5280 §6.1.3 (c)',
    '証明書「{subject}」の名前「{name}」({form})は、上位の認証局の名前制約により除外されています。',
    'The name "{name}" ({form}) of the certificate "{subject}" is excluded by the name constraints above it.',
  ),
  nameNotPermitted: rule(
    'PATH_NAME_NOT_PERMITTED',
    'RFC 5280 §6.1.3 (b)',
    '証明書「{subject}」の名前「{name}」({form})は、上位の認証局の名前制約の許す範囲にありません。',
    'The name "{name}" ({form}) of the certificate "{subject}" is not permitted by the name constraints above it.',
  ),
  nameUndecidable: rule(
    'PATH_NAME_UNDECIDABLE',
    'RFC 5280 §4.2.1.10',
    '証明書「{subject}」の名前「{name}」({form})が名前制約の範囲にあるか判断できないため、認証パスを受け入れられません。',
    'Whether the name "{name}" ({form}) of the certificate "{subject}" keeps within name constraints cannot be told.',
  ),
  budget: rule(
    'PATH_BUDGET_EXCEEDED',
    'RFC 9618 §1.1',
    '証明書「{subject}」の検証に必要な処理が上限を超えました({reason})。',
    'The certificate "{subject}" asks for more work than is done for a path ({reason}).',
  ),
};
