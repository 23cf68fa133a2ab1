/**
 * What a report says of things that were not judged, so that nobody takes silence for approval.
 *
 * @module
 */
import type { ParsedSignature } from '@eseal/core/container';
import type { SealDeterminations } from '../report/determination.ts';
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

const SIGNATURE_POLICY: Rule = {
  id: 'SIGNATURE_POLICY_NOT_PROCESSED',
  citation: 'EN 319 102-1 §5.2.4',
  message: {
    ja: 'シールが指定する署名ポリシーの文書に書かれた規則は適用していません。検証ポリシー {policy} で判断しました。',
    en: 'The rules inside the signature policy that the seal names were not applied; it was judged by the policy {policy}.',
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

/** The remark about where the kind of a certificate comes from; none where a policy or a service confirms it. */
export function kindNotes(
  kind: 'eseal' | 'esign' | 'unknown',
  { japan }: SealDeterminations = { eu: null, japan: null },
): readonly Finding[] {
  const isConfirmed = japan?.kindEvidence.some((evidence) => evidence !== 'qc-type') === true;
  return kind === 'unknown' || isConfirmed ? [] : [findingOf(SELF_DECLARED_KIND, 'information', { kind })];
}

/** Remarks about what was not judged of a seal. */
export function sealNotes(
  { signaturePolicy }: Pick<ParsedSignature, 'signaturePolicy'>,
  policyId: string,
  { eu, japan }: SealDeterminations,
): readonly Finding[] {
  return [
    ...(signaturePolicy !== undefined
      ? [findingOf(SIGNATURE_POLICY, 'information', { policy: policyId })]
      : []),
    ...(japan === null ? [findingOf(ASSURANCE, 'information')] : []),
    ...(eu === null ? [findingOf(EU_QUALIFICATION, 'information')] : []),
  ];
}
