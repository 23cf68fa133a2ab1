/**
 * What RFC 5280 §4 asks of certificates beyond path validation, as data. A path holds without it by §6.1; how much a departure
 * matters is for the policy to say.
 *
 * @module
 */
import type { Rule } from '../report/finding.ts';
import { rule } from './rules.ts';

/** A rule of the profile, and what breaking it means unless the policy says otherwise. */
export interface ProfileRule extends Rule {
  readonly level: 'fail' | 'warn';
}

const strict = (id: string, citation: string, ja: string, en: string): ProfileRule => ({
  ...rule(id, citation, `証明書「{subject}」${ja}。`, en),
  level: 'fail',
});

/** A rule that deployed authorities break without harm: the extension is acted on all the same, or only helps to search. */
const lenient = (id: string, citation: string, ja: string, en: string): ProfileRule => ({
  ...strict(id, citation, ja, en),
  level: 'warn',
});

type PathRemarkName =
  | 'serialNumberSign'
  | 'serialNumberLength'
  | 'issuerEmpty'
  | 'authoritySubjectEmpty'
  | 'basicConstraintsNotCritical'
  | 'authorityKey'
  | 'authorityKeyMissing'
  | 'authorityKeyCritical'
  | 'subjectKeyMissing'
  | 'subjectKeyCritical'
  | 'keyUsageEmpty'
  | 'signsWithoutAuthority'
  | 'purposesEmpty'
  | 'alternativeNamesMalformed'
  | 'alternativeNamesNotCritical'
  | 'nameConstraintsNotCritical'
  | 'nameConstraintsMisplaced'
  | 'policyConstraintsNotCritical'
  | 'accessCritical';

/** Rules of certificates beyond those of paths. */
export const PATH_REMARKS: Readonly<Record<PathRemarkName, ProfileRule>> = {
  serialNumberSign: strict(
    'CERTIFICATE_SERIAL_NOT_POSITIVE',
    'RFC 5280 §4.1.2.2',
    'のシリアル番号が正の数ではありません',
    'The serial number of the certificate "{subject}" is not positive.',
  ),
  serialNumberLength: strict(
    'CERTIFICATE_SERIAL_TOO_LONG',
    'RFC 5280 §4.1.2.2',
    'のシリアル番号が20オクテットを超えます',
    'The serial number of the certificate "{subject}" is longer than 20 octets.',
  ),
  issuerEmpty: strict(
    'CERTIFICATE_ISSUER_EMPTY',
    'RFC 5280 §4.1.2.4',
    'の発行者名が空です',
    'The certificate "{subject}" names no issuer.',
  ),
  authoritySubjectEmpty: strict(
    'CERTIFICATE_AUTHORITY_WITHOUT_SUBJECT',
    'RFC 5280 §4.1.2.6',
    'は認証局の証明書なのに、主体者名が空です',
    'The certificate of an authority has no subject.',
  ),
  basicConstraintsNotCritical: lenient(
    'CERTIFICATE_BASIC_CONSTRAINTS_NOT_CRITICAL',
    'RFC 5280 §4.2.1.9',
    'は認証局の証明書なのに、basicConstraints が critical ではありません',
    'basicConstraints of the authority "{subject}" is not critical.',
  ),
  authorityKey: lenient(
    'CERTIFICATE_AUTHORITY_KEY_DIFFERS',
    'RFC 5280 §4.2.1.1',
    'の authorityKeyIdentifier が、発行者の鍵のものではありません(署名は検証できています)',
    'The authorityKeyIdentifier of the certificate "{subject}" is not that of the key that signed it.',
  ),
  authorityKeyMissing: lenient(
    'CERTIFICATE_AUTHORITY_KEY_MISSING',
    'RFC 5280 §4.2.1.1',
    'に authorityKeyIdentifier の keyIdentifier がありません',
    'The certificate "{subject}" does not identify the key of its issuer.',
  ),
  authorityKeyCritical: strict(
    'CERTIFICATE_AUTHORITY_KEY_CRITICAL',
    'RFC 5280 §4.2.1.1',
    'の authorityKeyIdentifier が critical です',
    'authorityKeyIdentifier of the certificate "{subject}" is critical.',
  ),
  subjectKeyMissing: lenient(
    'CERTIFICATE_SUBJECT_KEY_MISSING',
    'RFC 5280 §4.2.1.2',
    'は認証局の証明書なのに、subjectKeyIdentifier がありません',
    'The certificate of the authority "{subject}" does not identify its key.',
  ),
  subjectKeyCritical: strict(
    'CERTIFICATE_SUBJECT_KEY_CRITICAL',
    'RFC 5280 §4.2.1.2',
    'の subjectKeyIdentifier が critical です',
    'subjectKeyIdentifier of the certificate "{subject}" is critical.',
  ),
  keyUsageEmpty: strict(
    'CERTIFICATE_KEY_USAGE_EMPTY',
    'RFC 5280 §4.2.1.3',
    'の keyUsage に用途が一つもありません',
    'keyUsage of the certificate "{subject}" has no usage at all.',
  ),
  signsWithoutAuthority: strict(
    'CERTIFICATE_SIGNS_WITHOUT_AUTHORITY',
    'RFC 5280 §4.2.1.9',
    'は認証局の証明書ではないのに、鍵用途 keyCertSign を含みます',
    'The certificate "{subject}" is not one of an authority, but its key may sign certificates (keyCertSign).',
  ),
  purposesEmpty: strict(
    'CERTIFICATE_PURPOSES_EMPTY',
    'RFC 5280 §4.2.1.12',
    'の extKeyUsage に用途が一つもありません',
    'extKeyUsage of the certificate "{subject}" has no purpose at all.',
  ),
  alternativeNamesMalformed: strict(
    'CERTIFICATE_ALTERNATIVE_NAMES_MALFORMED',
    'RFC 5280 §4.2.1.6',
    'の subjectAltName に、形式の正しくない名前があるか、名前が一つもありません',
    'subjectAltName of the certificate "{subject}" has a name that is not well-formed, or none at all.',
  ),
  alternativeNamesNotCritical: strict(
    'CERTIFICATE_ALTERNATIVE_NAMES_NOT_CRITICAL',
    'RFC 5280 §4.2.1.6',
    'は主体者名が空なのに、critical な subjectAltName がありません',
    'The certificate has no subject, and no critical subjectAltName in its place.',
  ),
  nameConstraintsNotCritical: lenient(
    'CERTIFICATE_NAME_CONSTRAINTS_NOT_CRITICAL',
    'RFC 5280 §4.2.1.10',
    'の nameConstraints が critical ではありません',
    'nameConstraints of the certificate "{subject}" is not critical.',
  ),
  nameConstraintsMisplaced: strict(
    'CERTIFICATE_NAME_CONSTRAINTS_MISPLACED',
    'RFC 5280 §4.2.1.10',
    'は認証局の証明書ではないのに、nameConstraints を含みます',
    'The certificate "{subject}" has nameConstraints, but is not one of an authority.',
  ),
  policyConstraintsNotCritical: lenient(
    'CERTIFICATE_POLICY_CONSTRAINTS_NOT_CRITICAL',
    'RFC 5280 §4.2.1.11, §4.2.1.14',
    'の policyConstraints または inhibitAnyPolicy が critical ではありません',
    'policyConstraints or inhibitAnyPolicy of the certificate "{subject}" is not critical.',
  ),
  accessCritical: strict(
    'CERTIFICATE_ACCESS_CRITICAL',
    'RFC 5280 §4.2.2.1, §4.2.2.2',
    'の authorityInfoAccess または subjectInfoAccess が critical です',
    'authorityInfoAccess or subjectInfoAccess of the certificate "{subject}" is critical.',
  ),
};
