/**
 * Validation context initialisation (EN 319 102-1 §5.2.4): which rules apply. The caller's policy always does; the policy
 * that a signature names is held against it, and against its own document where that is at hand.
 *
 * @module
 */
import type { SignaturePolicyFacts } from '../facts/signature-policy.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { indeterminate } from '../report/conclusion.ts';
import {
  type BlockResult,
  type CheckDefinition,
  concludeBlock,
  defineCheck,
  type Judged,
  judged,
} from './check.ts';
import { OTHER_POLICY, OTHER_VALIDATOR, RIGHT_POLICY_DOCUMENT } from './repairs.ts';

const READABLE = defineCheck({
  id: 'SIGNATURE_POLICY_READABLE',
  citation: 'EN 319 102-1 §5.2.4.4',
  level: 'fail',
  failure: indeterminate('POLICY_PROCESSING_ERROR'),
  message: {
    ja: 'シールが従う署名ポリシーの指定を読めません。',
    en: 'The seal names the signature policy it follows in a way that cannot be read.',
  },
});

const ACCEPTED = defineCheck({
  id: 'SIGNATURE_POLICY_ACCEPTED',
  citation: 'EN 319 102-1 §5.2.4.4',
  level: 'fail',
  failure: indeterminate('POLICY_PROCESSING_ERROR'),
  message: {
    ja: 'シールの署名ポリシー({policy})は、検証の方針が認めるものではありません。',
    en: 'The signature policy of the seal ({policy}) is none of those that the validation accepts.',
  },
  repair: OTHER_POLICY,
});

const AVAILABLE = defineCheck({
  id: 'SIGNATURE_POLICY_AVAILABLE',
  citation: 'EN 319 102-1 §5.2.4.4',
  level: 'inform',
  failure: indeterminate('SIGNATURE_POLICY_NOT_AVAILABLE'),
  message: {
    ja: 'シールが従う署名ポリシー {policy} の文書がないため、その規則に適合するかは確認していません。',
    en: 'The document of the signature policy {policy} is not at hand, so its own rules were not applied.',
  },
  repair: {
    ja: '署名ポリシーの文書を入手し、検証の際に指定してください。',
    en: 'Obtain the document of the policy and give it to the validation.',
  },
});

const DIGEST_COMPARABLE = defineCheck({
  id: 'SIGNATURE_POLICY_DIGEST_COMPARABLE',
  citation: 'EN 319 122-1 §5.2.9; EN 319 132-1 §5.2.9',
  level: 'warn',
  failure: indeterminate('POLICY_PROCESSING_ERROR'),
  message: {
    ja: '署名ポリシー {policy} のダイジェストがないか、そのアルゴリズムに対応していません。',
    en: 'The signature policy {policy} is named without a digest, or with one of an unknown algorithm.',
  },
  repair: OTHER_VALIDATOR,
});

const INTACT = defineCheck({
  id: 'SIGNATURE_POLICY_INTACT',
  citation: 'EN 319 102-1 §5.2.4.4',
  level: 'fail',
  failure: indeterminate('POLICY_PROCESSING_ERROR'),
  message: {
    ja: '署名ポリシー {policy} の文書が、シールの指すもの(ダイジェスト)と一致しません。',
    en: 'The document of the signature policy {policy} is not the one whose digest the seal states.',
  },
  repair: RIGHT_POLICY_DOCUMENT,
});

const DIGEST_STATED = defineCheck({
  id: 'SIGNATURE_POLICY_DIGEST_STATED',
  citation: 'TS 101 733 §5.8.1',
  level: 'inform',
  failure: indeterminate('POLICY_PROCESSING_ERROR'),
  message: {
    ja: '署名ポリシー {policy} のダイジェストはゼロで、どの版の文書を指すかは確定しません。',
    en: 'The digest of the signature policy {policy} is zero: which edition of it is meant is not certain.',
  },
});

const NOTICE = defineCheck({
  id: 'SIGNATURE_POLICY_NOTICE_SHOWN',
  citation: 'EN 319 122-1 §5.2.9; EN 319 132-1 §5.2.9',
  level: 'inform',
  failure: indeterminate('POLICY_PROCESSING_ERROR'),
  message: {
    ja: '署名ポリシーからの通知: {notice}',
    en: 'Notice of the signature policy: {notice}',
  },
});

/** Every check of the block. */
export const CONTEXT_CHECKS: readonly CheckDefinition[] = [
  READABLE,
  ACCEPTED,
  AVAILABLE,
  DIGEST_COMPARABLE,
  INTACT,
  DIGEST_STATED,
  NOTICE,
];

/** Judges the policy that a signature names, or that it names none. */
export function checkContext(facts: SignaturePolicyFacts | undefined, policy: ValidationPolicy): BlockResult {
  return concludeBlock(policy, [
    ...checkAccepted(facts, policy.signature?.policies),
    ...(facts === undefined ? [] : checkNamed(facts)),
  ]);
}

function checkAccepted(
  facts: SignaturePolicyFacts | undefined,
  accepted: readonly string[] | undefined,
): readonly Judged[] {
  if (accepted === undefined) return [];
  const name = facts === undefined ? 'none' : nameOf(facts);
  return [judged(ACCEPTED, accepted.includes(name), { policy: name })];
}

function nameOf({ reference }: SignaturePolicyFacts): string {
  return reference.kind === 'explicit' ? reference.identifier : reference.kind;
}

function checkNamed({ reference, document, digestMatch, zeroHash }: SignaturePolicyFacts): readonly Judged[] {
  const outcomes = [judged(READABLE, reference.kind !== 'unreadable')];
  if (reference.kind !== 'explicit') return outcomes;
  const { digest, digestAlgorithm, userNotice } = reference;
  const facts = { policy: reference.identifier };
  const comparable = zeroHash || (digest !== undefined && digestAlgorithm !== undefined);
  return [
    ...outcomes,
    judged(AVAILABLE, document !== undefined, facts),
    judged(DIGEST_COMPARABLE, comparable, facts),
    judged(INTACT, !comparable || digestMatch !== false, facts),
    judged(DIGEST_STATED, !zeroHash, facts),
    ...(userNotice === undefined ? [] : [judged(NOTICE, false, { notice: userNotice })]),
  ];
}
