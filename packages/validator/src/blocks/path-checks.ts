/**
 * The checks about finding a path at all (EN 319 102-1 §5.2.6.4 (1) to (3)).
 *
 * @module
 */
import { formatName } from '@eseal/core/x509';
import type { DeadEndReason, PathCandidate } from '../path/build.ts';
import type { PathProblem } from '../path/problem.ts';
import type { PathRemark } from '../path/remarks.ts';
import { PATH_RULES } from '../path/rules.ts';
import type { CheckResult } from '../report/check-result.ts';
import { indeterminate } from '../report/conclusion.ts';
import { isInForce, serves } from '../trust/anchor-scope.ts';
import type { TrustAnchor, TrustPurpose } from '../trust/source.ts';
import { type CheckDefinition, defineCheck, type Judged, judged } from './check.ts';
import { MORE_TIME, OLDER_PROOF } from './repairs.ts';

const addAnchor = {
  ja: 'この認証局を信頼してよいと確認できる場合は、その証明書を、信頼する証明書に加えて検証してください。',
  en: 'If this authority is known to be trustworthy, add its certificate to the trusted ones.',
};

const noChain = (id: string, ja: string, en: string, repair = addAnchor): CheckDefinition =>
  defineCheck({
    id,
    citation: 'EN 319 102-1 §5.2.6.4 (2)',
    level: 'fail',
    fixed: true,
    failure: indeterminate('NO_CERTIFICATE_CHAIN_FOUND'),
    message: { ja, en },
    repair,
  });

const ISSUER_NOT_FOUND = noChain(
  'PATH_ISSUER_NOT_FOUND',
  '認証局「{issuer}」の証明書が見つからず、信頼する認証局までたどれません。',
  'No certificate of "{issuer}" was found, so no trusted authority is reached.',
  {
    ja: '認証局「{issuer}」の証明書を、中間証明書または信頼する証明書として追加して検証してください。',
    en: 'Add the certificate of "{issuer}" as an intermediate or, if it may be trusted, as a trusted one.',
  },
);

/** What to say of a chain that ends before an anchor. */
const DEAD_ENDS: Readonly<Record<DeadEndReason, CheckDefinition>> = {
  'issuer-not-found': ISSUER_NOT_FOUND,
  'self-signed-not-trusted': noChain(
    'PATH_ROOT_NOT_TRUSTED',
    'ルート証明書「{issuer}」は信頼する証明書に含まれていません。',
    'The root certificate "{issuer}" is not among the trusted ones.',
  ),
  'key-differs': noChain(
    'PATH_ISSUER_KEY_DIFFERS',
    '「{issuer}」という名前の認証局はありますが、その鍵では署名を検証できません。同じ名前の別の認証局が発行した証明書です。',
    'There is an authority called "{issuer}", but not with the key that signed: another of the same name issued the certificate.',
  ),
  'too-long': noChain(
    'PATH_SEARCH_TOO_DEEP',
    '認証パスが長すぎます(「{issuer}」まで)。',
    'The path is too long (up to "{issuer}").',
  ),
  'too-many-paths': noChain(
    'PATH_SEARCH_TOO_WIDE',
    '認証パスの候補が多すぎるため、探索を打ち切りました。',
    'There are too many candidate paths; the search was ended.',
  ),
  'too-many-questions': noChain(
    'PATH_SEARCH_TOO_MANY_QUESTIONS',
    '認証局「{issuer}」の証明書を取得する問い合わせが多すぎるため、探索を打ち切りました。',
    'Too many issuers would have to be asked for; the search was ended before "{issuer}".',
  ),
};

const ANCHOR_IN_FORCE = defineCheck({
  id: 'ANCHOR_IN_FORCE',
  citation: 'EN 319 102-1 §5.2.6.4 (3)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('NO_CERTIFICATE_CHAIN_FOUND_NO_POE'),
  message: {
    ja: '認証局「{anchor}」は検証時刻には信頼されていません。',
    en: 'The authority "{anchor}" is not trusted at the time of validation.',
  },
  repair: OLDER_PROOF,
});

const ANCHOR_PURPOSE = defineCheck({
  id: 'ANCHOR_FOR_PURPOSE',
  citation: 'EN 319 102-1 §5.2.6.4 (2); TS 119 612 §5.5.1',
  level: 'fail',
  fixed: true,
  failure: indeterminate('NO_CERTIFICATE_CHAIN_FOUND'),
  message: {
    ja: '「{anchor}」(サービス: {service})が信頼されているのは次の用途だけです: {purposes}。ここでは {purpose} の用途で使われています。',
    en: '"{anchor}" (service {service}) is trusted for {purposes} only, and is used for {purpose} here.',
  },
});

const COMPLETED = defineCheck({
  id: 'PATH_VALIDATION_COMPLETED',
  citation: 'EN 319 102-1 §5.2.6.4',
  level: 'fail',
  fixed: true,
  failure: indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
  message: {
    ja: '認証パスの検証を終えることができませんでした: {reason}',
    en: 'The validation of the path could not be completed: {reason}',
  },
  repair: MORE_TIME,
});

/** An anchor was reached. */
export const ANCHOR_REACHED: Judged = judged(ISSUER_NOT_FOUND, true);

/** A chain ended before an anchor. */
export function deadEndCheck({ chain, reason }: Extract<PathCandidate, { kind: 'dead-end' }>): Judged {
  const top = chain[chain.length - 1] ?? chain[0];
  return judged(DEAD_ENDS[reason], false, { issuer: formatName(top.issuer) });
}

/** Step 3: the anchor is trusted for this at all, and at the time. */
export function checkAnchor(anchor: TrustAnchor, purpose: TrustPurpose, time: Date): readonly Judged[] {
  const { purposes = [], service = '-' } = anchor;
  const facts = { anchor: formatName(anchor.name) };
  return [
    judged(ANCHOR_PURPOSE, serves(anchor, purpose), { ...facts, purpose, purposes, service }),
    judged(ANCHOR_IN_FORCE, isInForce(anchor, time), facts),
  ];
}

/** Whether a check tells of an anchor that is trusted for other things. */
export function isOtherPurpose({ id, status }: Pick<CheckResult, 'id' | 'status'>): boolean {
  return id === ANCHOR_PURPOSE.id && status === 'failed';
}

const OUT_OF_BOUNDS = indeterminate('OUT_OF_BOUNDS_NO_POE');
const GENERAL_FAILURE = indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE');

/**
 * A rule of RFC 5280 that the path breaks: no policy may accept it. That an authority has expired is repaired by a proof like
 * the expiry of the certificate itself, for which the standard has no other name.
 */
export function brokenRule({ rule, facts }: Pick<PathProblem, 'rule' | 'facts'>): Judged {
  const failure = rule === PATH_RULES.validity ? OUT_OF_BOUNDS : GENERAL_FAILURE;
  return judged({ ...rule, level: 'fail', fixed: true, failure }, false, facts);
}

/** A departure from the profile of certificates in a path that is valid all the same. */
export function remark({ rule, facts }: Pick<PathRemark, 'rule' | 'facts'>): Judged {
  return judged({ ...rule, failure: indeterminate('CHAIN_CONSTRAINTS_FAILURE') }, false, facts);
}

/** Something in the search itself went wrong. */
export function interrupted(reason: string): Judged {
  return judged(COMPLETED, false, { reason });
}

/** Every check of this file. */
export const PATH_CHECKS: readonly CheckDefinition[] = [
  ...Object.values(DEAD_ENDS),
  ANCHOR_PURPOSE,
  ANCHOR_IN_FORCE,
  COMPLETED,
];
