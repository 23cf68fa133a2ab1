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

/** Where the walk is. */
export interface PivotState {
  /** Who may sign what comes next. */
  readonly signers: readonly Certificate[];
  /** What later lists have to exceed. */
  readonly sequenceNumber: number;
}

/** What became of a pivot. */
export type PivotStep =
  | {
      readonly kind: 'passed';
      readonly bytes: Uint8Array;
      readonly conclusion: Conclusion;
      readonly next: PivotState;
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
const OUT_OF_ORDER: LocalizedText = {
  ja: '連番が前後のリストと合いません',
  en: 'its sequence number does not lie between those of its neighbours',
};
const NAMES_NOBODY: LocalizedText = {
  ja: 'リストのリストの署名者が記載されていません',
  en: 'it names no signer of the list of lists',
};

/** Judges the copies of a pivot: the first that holds counts, of none that does the first is told. */
export async function judgePivot(
  [first, ...others]: readonly [Uint8Array, ...Uint8Array[]],
  at: PivotState,
  judgement: PivotJudgement,
): Promise<PivotStep> {
  const preferred = await judgeCopy(first, at, judgement);
  if (preferred.kind === 'passed') return preferred;
  for (const copy of others) {
    const step = await judgeCopy(copy, at, judgement);
    if (step.kind === 'passed') return step;
  }
  return preferred;
}

async function judgeCopy(
  bytes: Uint8Array,
  { signers, sequenceNumber }: PivotState,
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
  const number = own.sequenceNumber ?? 0;
  if (own.type !== scheme.type || own.territory !== scheme.territory) return refused(OTHER_SCHEME);
  if (number <= sequenceNumber || number > (scheme.sequenceNumber ?? 0)) return refused(OUT_OF_ORDER);
  const announced = selfPointers(read.list).flatMap((pointer) => pointer.signers);
  if (announced.length === 0) return refused(NAMES_NOBODY);
  return { kind: 'passed', bytes, conclusion, next: { signers: announced, sequenceNumber: number } };
}
