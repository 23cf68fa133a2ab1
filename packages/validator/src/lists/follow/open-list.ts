/**
 * From the copies of a list to the list that may be used, or the reason why there is none.
 *
 * @module
 */
import type { Conclusion } from '../../report/conclusion.ts';
import { type Finding, findingOf } from '../../report/finding.ts';
import type { TrustedListScheme } from '../../trust/scheme.ts';
import type { AuthenticatedList, TrustedList } from '../list.ts';
import { selfPointers } from './anchor.ts';
import { identifyList } from './identify-list.ts';
import type { LoadedCopies, LoadList } from './loader.ts';
import { type PivotWalk, walkPivots } from './pivots.ts';
import type { WantedList } from './pointers.ts';
import { authenticateForUse, type ListJudgement, readList } from './read-list.ts';
import { aboutList, LOCATION_CHANGED } from './rules.ts';

/** A list that may be used. */
export interface FollowedList extends AuthenticatedList {
  readonly location: string;
  /** The copy that was taken, as it was loaded. */
  readonly bytes: Uint8Array;
}

/** What opening lists works with. */
export interface OpenContext extends ListJudgement {
  readonly load: LoadList;
  readonly schemes: readonly TrustedListScheme[];
  /** Why a list is not to be used though it is authentic. */
  readonly accept: (candidate: AuthenticatedList) => Finding | undefined;
}

/** A list to be opened. */
export interface ListToOpen extends WantedList {
  /** Of a list that the caller names. Default: by its type and territory. */
  readonly scheme?: TrustedListScheme;
  /** How its present signers are found: by walking pivots from those it has. Default: they are its signers. */
  readonly pivots?: { readonly officialJournal?: string };
}

/** What became of a list. */
export type OpenedList =
  | { readonly kind: 'opened'; readonly list: FollowedList; readonly walk: PivotWalk | undefined }
  | RefusedCopy;

/** Why a copy is not used. */
export interface RefusedCopy {
  readonly kind: 'refused';
  readonly finding: Finding;
  /** Of its signature alone, which may hold all the same; `undefined` when that was not judged. */
  readonly conclusion?: Conclusion;
  readonly walk?: PivotWalk | undefined;
}

/** Opens the first copy that holds; what is wrong with copies before it is told as warnings. */
export async function openList(
  wanted: ListToOpen,
  { copies: [preferred, ...others], findings = [] }: LoadedCopies,
  context: OpenContext,
): Promise<OpenedList> {
  const first = await openCopy(wanted, preferred, context);
  if (first.kind === 'opened') return tellOf(first, findings);
  const passedOver: Finding[] = [{ ...first.finding, severity: 'warning' }];
  for (const bytes of others) {
    const opened = await openCopy(wanted, bytes, context);
    if (opened.kind === 'opened') return tellOf(opened, [...findings, ...passedOver]);
    passedOver.push({ ...opened.finding, severity: 'warning' });
  }
  return first;
}

function tellOf(
  opened: Extract<OpenedList, { kind: 'opened' }>,
  findings: readonly Finding[],
): Extract<OpenedList, { kind: 'opened' }> {
  return { ...opened, list: { ...opened.list, findings: [...findings, ...opened.list.findings] } };
}

async function openCopy(wanted: ListToOpen, bytes: Uint8Array, context: OpenContext): Promise<OpenedList> {
  const { location, pivots, signers } = wanted;
  const refused = (finding: Finding, facts: Partial<RefusedCopy> = {}): RefusedCopy => ({
    ...facts,
    kind: 'refused',
    finding: aboutList(location, finding),
  });
  const read = readList(bytes);
  if (read.kind === 'unreadable') return refused(read.finding);
  const { list } = read;
  const reference = await identifyList(read, wanted, wanted.scheme, context.schemes);
  if ('severity' in reference) return refused(reference);
  const walk = pivots && (await walkPivots({ signers, ...pivots }, context.load, { ...context, list }));
  const authentication = await authenticateForUse(read, walk?.signers ?? signers, context);
  if (authentication.signer === undefined) {
    const { conclusion, findings } = authentication;
    return refused(walk?.problem ?? findings[0], { conclusion, walk });
  }
  const { signer, conclusion } = authentication;
  if (walk?.problem !== undefined) return refused(walk.problem, { conclusion, walk });
  const findings = [...authentication.findings, ...tellOfLocation(list, wanted, reference.scheme)];
  const opened: FollowedList = {
    reference,
    list,
    signer,
    agreements: [],
    findings: findings.map((one) => aboutList(location, one)),
    location,
    bytes,
  };
  const unacceptable = context.accept(opened);
  if (unacceptable !== undefined) return { kind: 'refused', finding: unacceptable, conclusion, walk };
  return { kind: 'opened', list: opened, walk };
}

/** A list of lists says where it is, and so tells its move; a copy that the caller has was taken from nowhere. */
function tellOfLocation(
  list: TrustedList,
  { location }: ListToOpen,
  { listOfListsTypes }: TrustedListScheme,
): readonly Finding[] {
  if (!listOfListsTypes.includes(list.scheme.type ?? '') || !/^https?:/.test(location)) return [];
  const announced = selfPointers(list).map((pointer) => pointer.location);
  if (announced.length === 0 || announced.includes(location)) return [];
  return [findingOf(LOCATION_CHANGED, 'warning', { announced, location })];
}
