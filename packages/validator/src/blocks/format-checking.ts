/**
 * Format checking (EN 319 102-1 §5.2.2): what the parser found wrong with a seal's structure, and what of a document
 * lies outside of the seal.
 *
 * @module
 */
import type { ParsedSignature, PdfModification } from '@eseal/core/container';
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
import { FILE_ONCE_MORE } from './repairs.ts';

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
  repair: FILE_ONCE_MORE,
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

const REPAIR_LATER_CHANGES = {
  ja: '発行元に、追加のない元のファイルを求めてください。シールが有効なのは、その時点の版までです。',
  en: 'Ask the issuer for the file as it was sealed: the seal covers the revision up to it.',
};

const PAGES_UNCHANGED = defineCheck({
  id: 'PDF_PAGES_UNCHANGED',
  citation: 'ISO 32000-2 §7.7.3, §12.8.2.2; EN 319 102-1 §5.2.2',
  level: 'fail',
  failure: failed('FORMAT_FAILURE'),
  message: {
    ja: 'このシールの後で、PDFのページが追加、削除または差し替えられています: {changes}',
    en: 'Pages of the PDF were added, removed or exchanged after this seal: {changes}',
  },
  repair: REPAIR_LATER_CHANGES,
});

const LATER_CHANGES_PERMITTED = defineCheck({
  id: 'PDF_LATER_CHANGES_PERMITTED',
  citation: 'ISO 32000-2 §12.8.2.2, §12.8.2.4; EN 319 102-1 §5.2.2',
  level: 'fail',
  failure: failed('FORMAT_FAILURE'),
  message: {
    ja: 'このシールの後で、許されない変更がPDFに加えられています: {changes}',
    en: 'The PDF was changed after this seal in ways that are not permitted: {changes}',
  },
  repair: REPAIR_LATER_CHANGES,
});

const LATER_CHANGES_KNOWN = defineCheck({
  id: 'PDF_LATER_CHANGES_KNOWN',
  citation: 'ISO 32000-2 §12.8.2.2',
  level: 'fail',
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'このシールの後でPDFに加えられた変更のうち、許される種類と確認できないものがあります: {changes}',
    en: 'The PDF was changed after this seal in ways that are not known to be permitted: {changes}',
  },
  repair: REPAIR_LATER_CHANGES,
});

const ANNOTATIONS_APART = defineCheck({
  id: 'PDF_ANNOTATIONS_COVER_NOTHING',
  citation: 'ISO 32000-2 §12.5.1, §12.8.2.2',
  level: 'fail',
  failure: indeterminate('SIG_CONSTRAINTS_FAILURE'),
  message: {
    ja: 'このシールの後で、ページの内容を隠したり書き加えて見せたりできる注釈が加えられています: {changes}',
    en: 'Annotations were added after this seal that can hide what the pages show, or show something else: {changes}',
  },
  repair: REPAIR_LATER_CHANGES,
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

/** Every check of the block. */
export const FORMAT_CHECKS: readonly CheckDefinition[] = [
  BASE_FORMAT,
  STRUCTURE,
  BYTE_RANGE,
  DICTIONARY,
  PAGES_UNCHANGED,
  LATER_CHANGES_PERMITTED,
  LATER_CHANGES_KNOWN,
  ANNOTATIONS_APART,
  DOCUMENTS_COVERED,
];

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
    outcomes.push(
      judged(BYTE_RANGE, byteRangeValid, { byteRange: byteRange.join(' ') }),
      judged(DICTIONARY, dictionaryConsistent),
      // Of ranges that are no revision nothing can be said.
      ...(byteRangeValid ? judgeLaterChanges(modifications) : []),
    );
  }
  return concludeBlock(policy, outcomes);
}

/** What later revisions did: proof of a change that is not permitted, what nobody can tell, and what lies over the pages. */
function judgeLaterChanges(modifications: readonly PdfModification[]): readonly Judged[] {
  const [known, unknown] = [
    modifications.filter(({ kind }) => kind !== 'undefined'),
    modifications.filter(({ kind }) => kind === 'undefined'),
  ];
  const forbidden = known.filter(({ permitted }) => !permitted);
  const covering = known.filter(({ kind, covers }) => kind === 'annotation' && covers !== undefined);
  return (
    [
      [PAGES_UNCHANGED, forbidden.filter(({ kind }) => kind === 'page')],
      [LATER_CHANGES_PERMITTED, forbidden.filter(({ kind }) => kind !== 'page')],
      [LATER_CHANGES_KNOWN, unknown],
      [ANNOTATIONS_APART, covering],
    ] as const
  ).map(([check, changes]) => judged(check, changes.length === 0, { changes: changes.map(placeOf) }));
}

function placeOf({ revision, object }: PdfModification): string {
  return `${revision}: ${object}`;
}
