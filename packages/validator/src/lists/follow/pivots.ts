/**
 * From the notice in an official journal to those who sign the list of lists now (ETSI TS 119 615 §4.2). When the signers
 * change, a pivot is published: a list of lists signed by those who signed before, which names those who sign from then on. The
 * list of lists names its pivots and the notice in its SchemeInformationURI. It is not authentic yet when that is read: a list
 * that names other pivots, or none, has to be signed by whom these lead to.
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';
import type { Certificate } from '@eseal/core/x509';
import type { Conclusion } from '../../report/conclusion.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import { type ListOfListsAnchor, pivotsSince } from './anchor.ts';
import { judgePivot, type PivotJudgement } from './judge-pivot.ts';
import type { LoadList } from './loader.ts';
import { PIVOT_REFUSED, PIVOTS_TOO_MANY } from './rules.ts';

/** A pivot on the way. */
export interface WalkedPivot {
  readonly location: string;
  /** `undefined` when there was no copy, or the walk ended before it. */
  readonly bytes: Uint8Array | undefined;
  /** `undefined` also when it could not be read. */
  readonly conclusion: Conclusion | undefined;
  /** Whom it names for the list of lists; nobody when it was refused. */
  readonly announced: readonly Certificate[];
}

/** What the walk led to. */
export interface PivotWalk {
  /** The oldest first. */
  readonly pivots: readonly WalkedPivot[];
  /** Whom the last pivot that holds names, or the anchor. */
  readonly signers: readonly Certificate[];
  /** Why the walk did not arrive: then nothing that the signers signed is to be trusted. */
  readonly problem: Finding | undefined;
}

/** Most pivots of one list of lists: that of the EU had five in ten years. */
const MAX_PIVOTS = 20;

/** Walks from the anchor of a list of lists to its signers. */
export async function walkPivots(
  { signers, officialJournal }: ListOfListsAnchor,
  load: LoadList,
  judgement: PivotJudgement,
): Promise<PivotWalk> {
  const stopped = (problem: Finding): PivotWalk => ({ pivots: [], signers, problem });
  const locations = pivotsSince(judgement.list, officialJournal);
  if ('severity' in locations) return stopped(locations);
  if (locations.length > MAX_PIVOTS)
    return stopped(findingOf(PIVOTS_TOO_MANY, 'error', { count: locations.length, limit: MAX_PIVOTS }));
  const loaded = await Promise.all(locations.map(async (one) => ({ location: one, ...(await load(one)) })));
  const pivots: WalkedPivot[] = [];
  let known = signers;
  let problem: Finding | undefined;
  for (const one of loaded) {
    const { location } = one;
    if (problem !== undefined) pivots.push(notWalked(location));
    else if (!('copies' in one)) {
      pivots.push(notWalked(location));
      problem = refusedPivot(location, one.finding.message);
    } else {
      const step = await judgePivot(one.copies, known, judgement);
      const { bytes, conclusion } = step;
      const announced = step.kind === 'passed' ? step.announced : [];
      pivots.push({ location, bytes, conclusion, announced });
      if (step.kind === 'passed') known = announced;
      else problem = refusedPivot(location, step.reason);
    }
  }
  return { pivots, signers: known, problem };
}

function notWalked(location: string): WalkedPivot {
  return { location, bytes: undefined, conclusion: undefined, announced: [] };
}

/** The reason is a message in both languages already. */
function refusedPivot(pivot: string, reason: LocalizedText): Finding {
  const finding = findingOf(PIVOT_REFUSED, 'error', { pivot });
  const { ja, en } = finding.message;
  return { ...finding, message: { ja: `${ja}: ${reason.ja}`, en: `${en}: ${reason.en}` } };
}
