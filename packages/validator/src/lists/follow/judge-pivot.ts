/**
 * One step of the walk to the signers of a list of lists: a pivot, signed by those the step before led to.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type { Certificate } from '@eseal/core/x509';
import type { Conclusion } from '../../report/conclusion.ts';
import type { TrustedList } from '../list.ts';
import { selfPointers } from './anchor.ts';
import { authenticate, type ListJudgement, readList } from './read-list.ts';

/** What became of a pivot. */
export type PivotStep =
  | {
      readonly kind: 'passed';
      readonly bytes: Uint8Array;
      readonly conclusion: Conclusion;
      /** Whom it names for the list of lists. */
      readonly announced: readonly Certificate[];
    }
  | {
      readonly kind: 'refused';
      readonly bytes: Uint8Array;
      /** `undefined` when it could not be read. */
      readonly conclusion: Conclusion | undefined;
      readonly reason: LocalizedText;
    };

/** By what a pivot is judged. */
export interface PivotJudgement extends ListJudgement {
  /** The list of lists that names it, not authentic yet. */
  readonly list: TrustedList;
}

const OTHER_SCHEME: LocalizedText = {
  ja: '別の制度のリストです',
  en: 'it is a list of another scheme',
};
const NAMES_NOBODY: LocalizedText = {
  ja: 'リストのリストの署名者が記載されていません',
  en: 'it names no signer of the list of lists',
};

/**
 * Judges the copies of a pivot: the first that holds counts; where none does, what is wrong with the first is told.
 *
 * @param signers - whom the step before led to
 */
export async function judgePivot(
  [first, ...others]: readonly [Uint8Array, ...Uint8Array[]],
  signers: readonly Certificate[],
  judgement: PivotJudgement,
): Promise<PivotStep> {
  const preferred = await judgeCopy(first, signers, judgement);
  if (preferred.kind === 'passed') return preferred;
  for (const copy of others) {
    const step = await judgeCopy(copy, signers, judgement);
    if (step.kind === 'passed') return step;
  }
  return preferred;
}

async function judgeCopy(
  bytes: Uint8Array,
  signers: readonly Certificate[],
  { list: { scheme }, ...judgement }: PivotJudgement,
): Promise<PivotStep> {
  const read = readList(bytes);
  if (read.kind === 'unreadable')
    return { kind: 'refused', bytes, conclusion: undefined, reason: read.finding.message };
  const { conclusion, findings } = await authenticate(read, signers, judgement);
  const refused = (reason: LocalizedText): PivotStep => ({ kind: 'refused', bytes, conclusion, reason });
  const error = findings.find(({ severity }) => severity === 'error');
  if (error !== undefined) return refused(error.message);
  const own = read.list.scheme;
  if (own.type !== scheme.type || own.territory !== scheme.territory) return refused(OTHER_SCHEME);
  const announced = selfPointers(read.list).flatMap((pointer) => pointer.signers);
  if (announced.length === 0) return refused(NAMES_NOBODY);
  return { kind: 'passed', bytes, conclusion, announced };
}
