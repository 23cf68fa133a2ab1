/**
 * Format checking (EN 319 102-1 §5.2.2): what the parser found wrong with a seal's structure, and what of a document
 * lies outside of the seal.
 *
 * @module
 */
import type { ParsedSignature } from '@eseal/core/container';
import type { ValidationPolicy } from '../policy/policy.ts';
import { failed, indeterminate } from '../report/conclusion.ts';
import { type BlockResult, concludeBlock, defineCheck, type Judged, judged } from './check.ts';

const BASE_FORMAT = defineCheck({
  id: 'FORMAT_ACCEPTABLE',
  citation: 'EN 319 102-1 §5.2.2',
  level: 'fail',
  fixed: true,
  failure: failed('FORMAT_FAILURE'),
  message: {
    ja: 'eシールの形式に誤りがあります: {problems}',
    en: 'The format of the seal is broken: {problems}',
  },
});

const STRUCTURE = defineCheck({
  id: 'FORMAT_CONFORMANT',
  citation: 'EN 319 102-1 §5.2.2',
  level: 'warn',
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'eシールの構造が規格に適合していません: {problems}',
    en: 'The structure of the seal departs from its standard: {problems}',
  },
});

const BYTE_RANGE = defineCheck({
  id: 'PDF_BYTE_RANGE_VALID',
  citation: 'ISO 32000-2 §12.8.1; EN 319 142-1 §5.1',
  level: 'fail',
  failure: failed('FORMAT_FAILURE'),
  message: {
    ja: 'PDFの署名辞書の ByteRange が正しくありません({byteRange})。シールの対象範囲を信頼できません。',
    en: "The ByteRange of the PDF's signature dictionary is not acceptable ({byteRange}): what it covers is not certain.",
  },
});

const DICTIONARY = defineCheck({
  id: 'PDF_SIGNATURE_DICTIONARY_CONSISTENT',
  citation: 'ISO 32000-2 §12.8.1',
  level: 'fail',
  failure: failed('FORMAT_FAILURE'),
  message: {
    ja: 'PDFの署名辞書が、シールを付けたときの内容と一致しません。',
    en: "The PDF's signature dictionary is not the one that was sealed.",
  },
});

const LATER_REVISIONS = defineCheck({
  id: 'PDF_LATER_CHANGES_PERMITTED',
  citation: 'ISO 32000-2 §12.8.2.2',
  level: 'fail',
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'このシールの後でPDFに加えられた変更のうち、許される種類と確認できないものがあります: {changes}',
    en: 'The PDF was changed after this seal in ways that are not known to be permitted: {changes}',
  },
  repair: {
    ja: '発行元に、追加のない元のファイルを求めてください。シールが有効なのは、その時点の版までです。',
    en: 'Ask the issuer for the file as it was sealed: the seal covers the revision up to it.',
  },
});

const DOCUMENTS_COVERED = defineCheck({
  id: 'CONTAINER_DOCUMENTS_COVERED',
  citation: 'EN 319 162-1 §4.4.2',
  level: 'warn',
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'コンテナには、このシールの対象ではないファイルがあります: {files}',
    en: 'There are files in the container that this seal does not cover: {files}',
  },
  repair: {
    ja: 'シールの対象ではないファイルの内容を、シールを根拠に信頼しないでください。',
    en: 'Do not rely on this seal for what these files hold.',
  },
});

/** Judges the format of a seal. */
export function checkFormat(signature: ParsedSignature, policy: ValidationPolicy): BlockResult {
  const { findings, structure, scope } = signature;
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  const outcomes: Judged[] = [
    judged(BASE_FORMAT, errors.length === 0, { problems: errors }),
    judged(STRUCTURE, structure.valid, { problems: structure.messages }),
  ];
  if (scope.uncovered !== undefined)
    outcomes.push(judged(DOCUMENTS_COVERED, scope.uncovered.length === 0, { files: scope.uncovered }));
  if (scope.pdf !== undefined) {
    const { byteRange = [], byteRangeValid, dictionaryConsistent, modifications } = scope.pdf;
    const changes = modifications
      .filter(({ permitted }) => !permitted)
      .map(({ revision, object }) => `${revision}: ${object}`);
    outcomes.push(
      judged(BYTE_RANGE, byteRangeValid, { byteRange: byteRange.join(' ') }),
      judged(DICTIONARY, dictionaryConsistent),
      judged(LATER_REVISIONS, changes.length === 0 || !byteRangeValid, { changes }),
    );
  }
  return concludeBlock(policy, outcomes);
}
