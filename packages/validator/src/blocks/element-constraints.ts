/**
 * Constraints of a policy on the elements of a seal (EN 319 102-1 §5.2.8.4.2): what has to be there, what must not, and what
 * it may say.
 *
 * @module
 */
import type { SignatureValue, SignedReference } from '@eseal/core/container';
import type { SignatureElementFacts } from '../facts/signature-elements.ts';
import { SIGNED_STATEMENTS, type SignatureConstraints } from '../policy/constraints.ts';
import { indeterminate } from '../report/conclusion.ts';
import { type CheckDefinition, defineCheck, type Judged, judged } from './check.ts';
import { OTHER_POLICY } from './repairs.ts';

const failure = indeterminate('SIG_CONSTRAINTS_FAILURE');

const FORM = defineCheck({
  id: 'SIGNATURE_FORM_ACCEPTED',
  citation: 'EN 319 102-1 §5.2.8.4.2',
  level: 'fail',
  failure,
  message: {
    ja: 'シールの形式({form})は、検証の方針が認めるもの({accepted})ではありません。',
    en: 'The form of the seal ({form}) is none of those that the policy accepts ({accepted}).',
  },
  repair: OTHER_POLICY,
});

const PRESENT = defineCheck({
  id: 'SIGNATURE_ELEMENTS_PRESENT',
  citation: 'EN 319 102-1 §5.2.8.4.2',
  level: 'fail',
  failure,
  message: {
    ja: '検証の方針が求める項目がシールにありません: {elements}',
    en: 'The seal lacks what the policy requires: {elements}',
  },
  repair: OTHER_POLICY,
});

const ABSENT = defineCheck({
  id: 'SIGNATURE_ELEMENTS_ABSENT',
  citation: 'EN 319 102-1 §5.2.8.4.2',
  level: 'fail',
  failure,
  message: {
    ja: '検証の方針が認めない項目がシールにあります: {elements}',
    en: 'The seal has what the policy forbids: {elements}',
  },
  repair: OTHER_POLICY,
});

const VALUES = defineCheck({
  id: 'SIGNED_STATEMENTS_ACCEPTED',
  citation: 'EN 319 102-1 §5.2.8.4.2',
  level: 'fail',
  failure,
  message: {
    ja: 'シールに、検証の方針が認めない値があります: {values}',
    en: 'The seal states values that the policy does not accept: {values}',
  },
  repair: OTHER_POLICY,
});

const DIGESTS = defineCheck({
  id: 'DIGEST_ALGORITHMS_ACCEPTED',
  citation: 'EN 319 102-1 §5.2.8.4',
  level: 'fail',
  failure,
  message: {
    ja: 'シールが使うダイジェストアルゴリズムを、検証の方針が認めていません: {algorithms}',
    en: 'The seal uses digest algorithms that the policy does not accept: {algorithms}',
  },
  repair: OTHER_POLICY,
});

const ALGORITHM = defineCheck({
  id: 'SIGNATURE_ALGORITHM_ACCEPTED',
  citation: 'EN 319 102-1 §5.2.8.4',
  level: 'fail',
  failure,
  message: {
    ja: 'シールの署名アルゴリズム {algorithm} を、検証の方針が認めていません。',
    en: 'The policy does not accept the signature algorithm of the seal, {algorithm}.',
  },
  repair: OTHER_POLICY,
});

/** Every check of this file. */
export const ELEMENT_CHECKS: readonly CheckDefinition[] = [FORM, PRESENT, ABSENT, VALUES, DIGESTS, ALGORITHM];

/** Judges the elements of a seal; what the policy says nothing about is not judged. */
export function checkElements(
  { form, present, statements }: SignatureElementFacts,
  constraints: SignatureConstraints = {},
): readonly Judged[] {
  const { accepted, forbidden, forms, required } = constraints;
  const missing = required?.filter((element) => !present.has(element)) ?? [];
  const excess = forbidden?.filter((element) => present.has(element)) ?? [];
  const values = SIGNED_STATEMENTS.flatMap((kind) => {
    const allowed = accepted?.[kind];
    return statements[kind]
      .filter((value) => allowed !== undefined && !allowed.includes(value))
      .map((value) => `${kind}: ${value}`);
  });
  return [
    ...(forms === undefined ? [] : [judged(FORM, forms.includes(form), { form, accepted: forms })]),
    ...(required === undefined ? [] : [judged(PRESENT, missing.length === 0, { elements: missing })]),
    ...(forbidden === undefined ? [] : [judged(ABSENT, excess.length === 0, { elements: excess })]),
    ...(accepted === undefined ? [] : [judged(VALUES, values.length === 0, { values })]),
  ];
}

/** What a signature was computed with. */
export interface UsedAlgorithms {
  readonly references: readonly Pick<SignedReference, 'digestAlgorithm'>[];
  readonly signature: Pick<SignatureValue, 'algorithm' | 'algorithmName' | 'digestAlgorithm'>;
}

/** Judges the algorithms of a seal by the lists of a policy, whatever its suite says of their time. */
export function checkAcceptedAlgorithms(
  { references, signature }: UsedAlgorithms,
  { digestAlgorithms, signatureAlgorithms }: SignatureConstraints = {},
): readonly Judged[] {
  const outcomes: Judged[] = [];
  if (digestAlgorithms !== undefined) {
    const used = [signature, ...references].flatMap(({ digestAlgorithm = [] }) => digestAlgorithm);
    const algorithms = [...new Set(used)].filter((one) => !digestAlgorithms.includes(one));
    outcomes.push(judged(DIGESTS, algorithms.length === 0, { algorithms }));
  }
  if (signatureAlgorithms !== undefined) {
    const { algorithm, algorithmName } = signature;
    const holds = algorithm !== undefined && signatureAlgorithms.includes(algorithm);
    outcomes.push(judged(ALGORITHM, holds, { algorithm: algorithm ?? algorithmName }));
  }
  return outcomes;
}
