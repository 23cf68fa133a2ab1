/**
 * Cryptographic verification (EN 319 102-1 §5.2.7): the signed contents are there and intact, and the signature value is
 * the key's.
 *
 * @module
 */
import type { ReferenceFact, SignatureFacts } from '../facts/signature-facts.ts';
import { isValueIntact } from '../facts/signature-value.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { failed, indeterminate } from '../report/conclusion.ts';
import {
  type BlockResult,
  type CheckDefinition,
  concludeBlock,
  defineCheck,
  type Judged,
  judged,
} from './check.ts';
import { MISSING_DOCUMENT, OTHER_VALIDATOR } from './repairs.ts';

const DATA_FOUND = defineCheck({
  id: 'SIGNED_DATA_FOUND',
  citation: 'EN 319 102-1 §5.2.7.4 (1)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('SIGNED_DATA_NOT_FOUND'),
  message: {
    ja: 'シールの対象データが見つかりません: {references}',
    en: 'What the seal covers was not found: {references}',
  },
  repair: {
    ja: 'シールと別になっている文書を、検証の際に一緒に指定してください。',
    en: 'Give the document that stands beside the seal to the validation.',
  },
});

const CONTENT_REFERENCED = defineCheck({
  id: 'SIGNED_CONTENT_REFERENCED',
  citation: 'RFC 5652 §5.3; EN 319 122-1 §5.1',
  level: 'fail',
  fixed: true,
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: '署名値が署名属性を含まないため、何に対するシールかを確実に判断できません。',
    en: 'The signature has no signed attributes, so what it was made for is not certain.',
  },
});

const DIGEST_SUPPORTED = defineCheck({
  id: 'DIGEST_ALGORITHM_SUPPORTED',
  citation: 'EN 319 102-1 §5.2.7.4 (2)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  message: {
    ja: '対象データのダイジェストのアルゴリズムに対応していません: {references}',
    en: 'The digest algorithm of what the seal covers is not supported: {references}',
  },
  repair: OTHER_VALIDATOR,
});

const DIGEST_COMPARABLE = defineCheck({
  id: 'SIGNED_DATA_DIGEST_GIVEN',
  citation: 'EN 319 102-1 §5.2.7.4 (1)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('SIGNED_DATA_NOT_FOUND'),
  message: {
    ja: 'シールが使うアルゴリズムとは別のアルゴリズムのダイジェストだけが指定されました: {references}',
    en: 'Only a digest by another algorithm than the seal uses was given: {references}',
  },
  repair: { ja: '文書そのものを指定してください。', en: 'Give the document itself.' },
});

const DATA_INTACT = defineCheck({
  id: 'SIGNED_DATA_INTACT',
  citation: 'EN 319 102-1 §5.2.7.4 (2)',
  level: 'fail',
  fixed: true,
  failure: failed('HASH_FAILURE'),
  message: {
    ja: '文書がシールを付けた後で変更されています(ダイジェスト不一致): {references}',
    en: 'The document was changed after it was sealed (digest differs): {references}',
  },
  repair: {
    ja: '発行元に、改変されていない元のファイルを求めてください。',
    en: 'Ask the issuer for the unchanged file.',
  },
});

const ALGORITHM_KNOWN = defineCheck({
  id: 'SIGNATURE_ALGORITHM_SUPPORTED',
  citation: 'EN 319 102-1 §5.2.7.4 (3)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'),
  message: {
    ja: '署名アルゴリズム {algorithm} に対応していないため、署名値を検証できません。',
    en: 'The signature algorithm {algorithm} is not supported, so the signature value cannot be verified.',
  },
  repair: OTHER_VALIDATOR,
});

const SIGNED_BYTES_FOUND = defineCheck({
  id: 'SIGNED_BYTES_FOUND',
  citation: 'EN 319 102-1 §5.2.7.4 (3)',
  level: 'fail',
  fixed: true,
  failure: indeterminate('SIGNED_DATA_NOT_FOUND'),
  message: {
    ja: '署名値の対象となるデータがないため、署名値を検証できません。',
    en: 'The bytes under the signature value are not at hand, so it cannot be verified.',
  },
  repair: MISSING_DOCUMENT,
});

const VALUE_INTACT = defineCheck({
  id: 'SIGNATURE_VALUE_INTACT',
  citation: 'EN 319 102-1 §5.2.7.4 (3)',
  level: 'fail',
  fixed: true,
  failure: failed('SIG_CRYPTO_FAILURE'),
  message: {
    ja: '署名値が証明書の鍵で検証できません。シールが壊れているか、偽造されています。',
    en: "The signature value does not verify under the certificate's key: the seal is broken or forged.",
  },
});

const ATTRIBUTES_IN_DER = defineCheck({
  id: 'SIGNED_ATTRIBUTES_IN_DER',
  citation: 'RFC 5652 §5.4',
  level: 'warn',
  failure: failed('SIG_CRYPTO_FAILURE'),
  message: {
    ja: '署名値は、DERでない(並べ替えられていない)署名属性に対するものです。検証の方針により受け入れましたが、規格に適合しません。',
    en: 'The signature value is over signed attributes that are not in DER: the policy accepts that, the standard does not.',
  },
});

const DIGEST_INFO = defineCheck({
  id: 'SIGNATURE_DIGEST_INFO_COMPLETE',
  citation: 'RFC 8017 §9.2; RFC 4055 §2.1',
  level: 'warn',
  failure: failed('SIG_CRYPTO_FAILURE'),
  message: {
    ja: '署名値の中のダイジェスト情報に NULL パラメータがありません。値は正しいものの、受け付けないソフトウェアがあります。',
    en: 'The DigestInfo inside the signature value lacks its NULL parameters: the value is right, but other programs refuse it.',
  },
});

const MANIFEST_FOUND = defineCheck({
  id: 'MANIFEST_ENTRIES_FOUND',
  citation: 'XMLDSig §5.1; EN 319 102-1 §5.2.7.4 (1)',
  level: 'warn',
  failure: indeterminate('SIGNED_DATA_NOT_FOUND'),
  message: {
    ja: 'シールが対象とする一覧(Manifest)のうち、見つからない、または照合できないものがあります: {entries}',
    en: 'Entries of a manifest that the seal covers were not found, or cannot be compared: {entries}',
  },
  repair: {
    ja: '一覧にある文書を、検証の際に名前を付けて指定してください。',
    en: 'Give the documents of the list, with their names, to the validation.',
  },
});

const MANIFEST_INTACT = defineCheck({
  id: 'MANIFEST_ENTRIES_INTACT',
  citation: 'XMLDSig §5.1; EN 319 102-1 §5.2.7.4 (2)',
  level: 'fail',
  failure: failed('HASH_FAILURE'),
  message: {
    ja: 'シールが対象とする一覧(Manifest)にある文書が、シールを付けた後で変更されています: {entries}',
    en: 'What a manifest lists that the seal covers was changed after it was sealed: {entries}',
  },
  repair: {
    ja: '発行元に、改変されていない元のファイルを求めてください。',
    en: 'Ask the issuer for the unchanged file.',
  },
});

/** Every check of the block. */
export const CRYPTOGRAPHY_CHECKS: readonly CheckDefinition[] = [
  DATA_FOUND,
  CONTENT_REFERENCED,
  DIGEST_SUPPORTED,
  DIGEST_COMPARABLE,
  DATA_INTACT,
  ALGORITHM_KNOWN,
  SIGNED_BYTES_FOUND,
  VALUE_INTACT,
  ATTRIBUTES_IN_DER,
  DIGEST_INFO,
  MANIFEST_FOUND,
  MANIFEST_INTACT,
];

/** Judges the equations of a signature. */
export function checkCryptography(
  facts: SignatureFacts,
  algorithmName: string,
  policy: ValidationPolicy,
): BlockResult {
  const { value } = facts;
  // Core validation leaves what a ds:Manifest lists to the application (XMLDSig §5.1): it may be given in part, and not changed.
  const isEntry = ({ reference: { kind, required } }: ReferenceFact): boolean =>
    kind === 'manifest-entry' && required !== true;
  const references = facts.references.filter((one) => !isEntry(one));
  const entries = facts.references.filter((one) => isEntry(one) && !one.intact);
  const isChanged = ({ comparable, found }: ReferenceFact): boolean => found && comparable;
  const missing = references.filter(({ found }) => !found);
  const unsupported = references.filter(({ reference }) => reference.digestAlgorithm === undefined);
  const incomparable = references.filter((one) => one.found && !one.comparable && !unsupported.includes(one));
  const changed = references.filter((one) => isChanged(one) && !one.intact);
  const isWrong = value.kind === 'broken' && !isValueIntact(value, policy.acceptsUnsortedAttributes);
  return concludeBlock(policy, [
    judged(CONTENT_REFERENCED, references.length > 0),
    judged(DATA_FOUND, missing.length === 0, { references: missing.map(label) }),
    judged(DIGEST_SUPPORTED, unsupported.length === 0, { references: unsupported.map(label) }),
    judged(DIGEST_COMPARABLE, incomparable.length === 0, { references: incomparable.map(label) }),
    judged(DATA_INTACT, changed.length === 0, { references: changed.map(label) }),
    judged(ALGORITHM_KNOWN, value.kind !== 'algorithm-unknown', { algorithm: algorithmName }),
    judged(SIGNED_BYTES_FOUND, value.kind !== 'data-missing'),
    judged(VALUE_INTACT, !isWrong && value.kind !== 'no-key'),
    judged(ATTRIBUTES_IN_DER, isWrong || value.kind !== 'broken'),
    judged(DIGEST_INFO, value.kind !== 'intact' || value.withoutNull !== true),
    judgeEntries(
      MANIFEST_FOUND,
      entries.filter((one) => !isChanged(one)),
    ),
    judgeEntries(MANIFEST_INTACT, entries.filter(isChanged)),
  ]);
}

function judgeEntries(check: CheckDefinition, wrong: readonly ReferenceFact[]): Judged {
  return judged(check, wrong.length === 0, { entries: wrong.map(label) });
}

function label({ reference }: ReferenceFact): string {
  // URI="" is the document around the signature (XMLDSig §4.4.3.3).
  return reference.uri || reference.kind;
}
