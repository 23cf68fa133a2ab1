/**
 * The checks of time-stamp validation beside those of any signature (EN 319 102-1 §5.4, RFC 3161 §2.4.2).
 *
 * @module
 */
import { readable } from '@eseal/core';
import {
  type Certificate,
  equalGeneralNames,
  equalNames,
  type GeneralName,
  subjectAltName,
} from '@eseal/core/x509';
import type { TimestampFacts } from '../facts/timestamp-facts.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { isReliableDigest } from '../policy/reliability.ts';
import { failed, indeterminate } from '../report/conclusion.ts';
import {
  type BlockResult,
  type CheckDefinition,
  concludeBlock,
  defineCheck,
  type Judged,
  judged,
} from './check.ts';
import {
  FILE_ONCE_MORE,
  MISSING_DOCUMENT,
  OLDER_PROOF,
  OTHER_POLICY,
  RIGHT_CLOCK,
  UNCHANGED_DOCUMENT,
} from './repairs.ts';

/** A token that could be read. */
export type ReadableTimestamp = Extract<TimestampFacts, { kind: 'read' }>;

const READABLE = defineCheck({
  id: 'TIMESTAMP_READABLE',
  citation: 'RFC 3161 §2.4.2',
  level: 'fail',
  fixed: true,
  failure: failed('FORMAT_FAILURE'),
  message: {
    ja: 'タイムスタンプトークンを読めません: {problems}',
    en: 'The timestamp token cannot be read: {problems}',
  },
  repair: FILE_ONCE_MORE,
});

const WELL_FORMED = defineCheck({
  id: 'TIMESTAMP_WELL_FORMED',
  citation: 'RFC 3161 §2.4.2; RFC 5652 §5.3',
  level: 'fail',
  fixed: true,
  failure: failed('FORMAT_FAILURE'),
  message: {
    ja: 'タイムスタンプトークンの形式に誤りがあります: {problems}',
    en: 'The timestamp token is malformed: {problems}',
  },
});

const IMPRINT_FOUND = defineCheck({
  id: 'TIMESTAMPED_DATA_FOUND',
  citation: 'EN 319 102-1 §5.4.4',
  level: 'fail',
  fixed: true,
  failure: indeterminate('SIGNED_DATA_NOT_FOUND'),
  message: {
    ja: 'タイムスタンプの対象データが見つからないか、この版では計算されません。',
    en: 'What the timestamp covers was not found, or is not computed by this version.',
  },
  repair: MISSING_DOCUMENT,
});

const IMPRINT_INTACT = defineCheck({
  id: 'TIMESTAMPED_DATA_INTACT',
  citation: 'EN 319 102-1 §5.4.4',
  level: 'fail',
  fixed: true,
  failure: failed('HASH_FAILURE'),
  message: {
    ja: 'タイムスタンプは別のデータに対するものです(ダイジェスト不一致)。存在の証明になりません。',
    en: 'The timestamp is over other data (digest differs): it proves nothing here.',
  },
  repair: UNCHANGED_DOCUMENT,
});

const FILES_FOUND = defineCheck({
  id: 'TIMESTAMPED_FILES_FOUND',
  citation: 'EN 319 102-1 §5.4.4; EN 319 162-1 §A.4',
  level: 'fail',
  fixed: true,
  failure: indeterminate('SIGNED_DATA_NOT_FOUND'),
  message: {
    ja: 'タイムスタンプの対象となる一覧にあるファイルが見つかりません: {files}',
    en: 'Files that the stamped manifest names were not found: {files}',
  },
  repair: MISSING_DOCUMENT,
});

const FILES_INTACT = defineCheck({
  id: 'TIMESTAMPED_FILES_INTACT',
  citation: 'EN 319 102-1 §5.4.4; EN 319 162-1 §A.4',
  level: 'fail',
  fixed: true,
  failure: failed('HASH_FAILURE'),
  message: {
    ja: 'タイムスタンプの後でファイルが変更されています(ダイジェスト不一致): {files}',
    en: 'Files were changed after they were stamped (digest differs): {files}',
  },
  repair: UNCHANGED_DOCUMENT,
});

const HASH_INDEX = defineCheck({
  id: 'ARCHIVE_HASH_INDEX_VALID',
  citation: 'EN 319 122-1 §5.5.2',
  level: 'fail',
  failure: failed('FORMAT_FAILURE'),
  message: {
    ja: 'アーカイブタイムスタンプの索引({index})が、シールの内容と一致しません: {problems}',
    en: 'The index of the archive timestamp ({index}) does not agree with the seal: {problems}',
  },
});

const IMPRINT_RELIABLE = defineCheck({
  id: 'TIMESTAMP_IMPRINT_ALGORITHM_RELIABLE',
  citation: 'EN 319 102-1 §5.4.4',
  level: 'fail',
  failure: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  message: {
    ja: 'タイムスタンプのダイジェストアルゴリズムは {suite} では安全と認められません。',
    en: "The timestamp's digest algorithm is not reliable by {suite}.",
  },
  repair: OLDER_PROOF,
});

const NOT_IN_FUTURE = defineCheck({
  id: 'TIMESTAMP_NOT_IN_FUTURE',
  citation: 'EN 319 102-1 §5.4.4',
  level: 'fail',
  failure: indeterminate('TIMESTAMP_ORDER_FAILURE'),
  message: {
    ja: 'タイムスタンプの時刻({time})が検証時刻より後です。',
    en: 'The time of the timestamp ({time}) is later than the time of validation.',
  },
  repair: RIGHT_CLOCK,
});

const AUTHORITY_NAMED = defineCheck({
  id: 'TIMESTAMP_AUTHORITY_NAMED',
  citation: 'RFC 3161 §2.4.2',
  level: 'fail',
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'タイムスタンプに書かれた時刻認証局の名前が、証明書のものではありません。',
    en: 'The authority named in the timestamp is not the one of its certificate.',
  },
});

const POLICY_ACCEPTED = defineCheck({
  id: 'TIMESTAMP_POLICY_ACCEPTED',
  citation: 'EN 319 102-1 §5.4.4; RFC 3161 §2.4.2',
  level: 'fail',
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'タイムスタンプのポリシー({policy})は、検証ポリシーが認めるものではありません。',
    en: 'The policy of the timestamp ({policy}) is none that the validation policy accepts.',
  },
  repair: OTHER_POLICY,
});

/** A token that could not be read at all. */
export function unreadableTimestamp(reason: string, policy: ValidationPolicy): BlockResult {
  return concludeBlock(policy, [judged(READABLE, false, { problems: [reason] })]);
}

/** Judges the token's form. */
export function checkTokenFormat({ problems }: ReadableTimestamp, policy: ValidationPolicy): BlockResult {
  return concludeBlock(policy, [judged(WELL_FORMED, problems.length === 0, { problems })]);
}

/** Times that a token is judged by. */
export interface TokenTimes {
  readonly now: Date;
  /** When the token is proven to have existed: nobody could make other data for its imprint before. */
  readonly existed: Date;
}

/** Judges what a token whose signature holds says about the stamped data and itself. */
export function checkImprint(
  { files, imprintFound, imprintIntact, token, parsed }: ReadableTimestamp,
  authority: Certificate | undefined,
  { now, existed }: TokenTimes,
  policy: ValidationPolicy,
): BlockResult {
  const { imprintAlgorithm, genTime, accuracy, tsa } = token.tstInfo;
  const earliest = genTime.getTime() - (accuracy ?? 0);
  return concludeBlock(policy, [
    judged(IMPRINT_FOUND, imprintFound),
    judged(IMPRINT_INTACT, imprintIntact || !imprintFound),
    judged(
      IMPRINT_RELIABLE,
      imprintAlgorithm !== undefined && isReliableDigest(policy.suite, imprintAlgorithm, existed),
      { suite: policy.suite.citation },
    ),
    judged(NOT_IN_FUTURE, earliest <= now.getTime() + policy.clockTolerance, {
      time: genTime.toISOString(),
    }),
    judged(AUTHORITY_NAMED, tsa === undefined || authority === undefined || isNameOf(tsa, authority)),
    ...checkPolicy(token.tstInfo.policy, policy),
    ...checkFiles(files),
    ...checkHashIndex(parsed),
  ]);
}

/** EN 319 102-1 §5.4.4: the authority made the token under a policy that the relying party accepts. */
function checkPolicy(tokenPolicy: string, { timestamp }: ValidationPolicy): readonly Judged[] {
  const accepted = timestamp?.policies;
  if (accepted === undefined) return [];
  return [judged(POLICY_ACCEPTED, accepted.includes(tokenPolicy), { policy: tokenPolicy })];
}

/** A token over a manifest proves something about the files that it names only as far as they are the named ones. */
function checkFiles(files: ReadableTimestamp['files']): readonly Judged[] {
  if (files.length === 0) return [];
  const missing = files.filter(({ found }) => !found);
  const changed = files.filter(({ found, intact }) => found && !intact);
  return [
    judged(FILES_FOUND, missing.length === 0, { files: missing.map(({ reference }) => reference.uri ?? '') }),
    judged(FILES_INTACT, changed.length === 0, {
      files: changed.map(({ reference }) => reference.uri ?? ''),
    }),
  ];
}

function checkHashIndex({ archive }: ReadableTimestamp['parsed']): readonly Judged[] {
  if (archive?.hashIndex === undefined) return [];
  const { name, valid, problems } = archive.hashIndex;
  return [judged(HASH_INDEX, valid, { index: name, problems })];
}

/** RFC 3161 §2.4.2: `tsa` must correspond to one of the subject names of the certificate. */
function isNameOf(name: GeneralName, certificate: Certificate): boolean {
  if (name.kind === 'directoryName' && equalNames(name.name, certificate.subject)) return true;
  const alternatives = readable(() => subjectAltName(certificate)) ?? [];
  return alternatives.some((other) => equalGeneralNames(name, other));
}

/** Every check of this file. */
export const TIMESTAMP_CHECKS: readonly CheckDefinition[] = [
  READABLE,
  WELL_FORMED,
  IMPRINT_FOUND,
  IMPRINT_INTACT,
  FILES_FOUND,
  FILES_INTACT,
  HASH_INDEX,
  IMPRINT_RELIABLE,
  NOT_IN_FUTURE,
  AUTHORITY_NAMED,
  POLICY_ACCEPTED,
];
