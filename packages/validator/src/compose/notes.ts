/**
 * What a report says of things that were not judged, so that nobody takes silence for approval.
 *
 * @module
 */
import type { ParsedSignature } from '@eseal/core/container';
import { type Finding, findingOf, type Rule } from '../report/finding.ts';

const ASSURANCE: Rule = {
  id: 'ASSURANCE_LEVEL_NOT_JUDGED',
  citation: 'Guidelines on e-Seal (MIC, 2nd edition) §1.3',
  message: {
    ja: '認定認証業務のトラストリストを参照していないため、eシールの保証レベルは判断していません。',
    en: 'The assurance level of the seal was not judged: no list of accredited authorities was consulted.',
  },
};

const EU_QUALIFICATION: Rule = {
  id: 'EU_QUALIFICATION_NOT_JUDGED',
  citation: 'EN 319 412-5 §4.2',
  message: {
    ja: 'EUにおける適格性は判断していません。',
    en: 'Qualification in the EU was not judged.',
  },
};

const POLICIES: Rule = {
  id: 'CERTIFICATE_POLICIES_NOT_COMPUTED',
  citation: 'RFC 5280 §6.1.5 (g)',
  message: {
    ja: '証明書ポリシーは計算していません。ポリシーや名前を制限する認証パスは受け入れられません。',
    en: 'Certificate policies were not computed; paths that constrain policies or names are not accepted.',
  },
};

const SIGNATURE_POLICY: Rule = {
  id: 'SIGNATURE_POLICY_NOT_PROCESSED',
  citation: 'EN 319 102-1 §5.2.4',
  message: {
    ja: 'シールが指定する署名ポリシーの文書に書かれた規則は適用していません。検証ポリシー {policy} で判断しました。',
    en: 'The rules inside the signature policy that the seal names were not applied; it was judged by the policy {policy}.',
  },
};

const LONG_TERM: Rule = {
  id: 'LONG_TERM_MATERIAL_NOT_USED',
  citation: 'EN 319 102-1 §5.6',
  message: {
    ja: 'シールに含まれる長期検証用の情報(アーカイブタイムスタンプなど)は、この版では判断に使われません。',
    en: 'Material for long-term validation in the seal, such as archive timestamps, is not used by this version.',
  },
};

const SELF_DECLARED_KIND: Rule = {
  id: 'KIND_SELF_DECLARED',
  citation: 'EN 319 412-5 §4.2.3',
  message: {
    ja: '証明書の種別({kind})は証明書自身の記載(QcType)によるもので、第三者の情報では確認していません。',
    en: 'The kind of the certificate ({kind}) is what it says of itself (QcType), not confirmed by anybody else.',
  },
};

/** Remarks about what was not judged of the path of a certificate. */
export function pathNotes(): readonly Finding[] {
  return [findingOf(POLICIES, 'information')];
}

/** The remark about where the kind of a certificate comes from. */
export function kindNotes(kind: 'eseal' | 'esign' | 'unknown'): readonly Finding[] {
  return kind === 'unknown' ? [] : [findingOf(SELF_DECLARED_KIND, 'information', { kind })];
}

/** Remarks about what was not judged of a seal. */
export function sealNotes(signature: ParsedSignature, policyId: string): readonly Finding[] {
  const { signaturePolicy, timestamps, crls, ocspResponses } = signature;
  const types = new Set(timestamps.map(({ type }) => type));
  const longTerm =
    crls.length + ocspResponses.length > 0 ||
    [...types].some((type) => type !== 'content' && type !== 'signature');
  return [
    ...(signaturePolicy !== undefined
      ? [findingOf(SIGNATURE_POLICY, 'information', { policy: policyId })]
      : []),
    ...(longTerm ? [findingOf(LONG_TERM, 'information')] : []),
    ...pathNotes(),
    findingOf(ASSURANCE, 'information'),
    findingOf(EU_QUALIFICATION, 'information'),
  ];
}
