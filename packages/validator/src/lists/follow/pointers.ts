/**
 * Which pointers of an authenticated list are followed (ETSI TS 119 612 §5.3.13; TS 119 615 §4.2). A list of lists vouches for the
 * lists that it points to. A list of services that was pointed to vouches for its services only: it may be followed from where the
 * caller begins, as from a national list to the list of lists of another region, never on the way.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { type Finding, findingOf } from '../../report/finding.ts';
import type { RecognitionAgreement } from '../../trust/recognition.ts';
import type { TrustedListScheme } from '../../trust/scheme.ts';
import type { AuthenticatedList, ListPointer, TrustedList } from '../list.ts';
import { LIST_MEDIA_TYPE } from './anchor.ts';
import { POINTER_SKIPPED } from './rules.ts';

/** A list that is wanted, and what is known of it before it is read. */
export interface WantedList {
  readonly location: string;
  readonly signers: readonly Certificate[];
  /** What a pointer says that it is; `undefined` for a list that the caller names. */
  readonly territory: string | undefined;
  readonly type: string | undefined;
  /** How many lists lead to it. */
  readonly depth: number;
  /** Whether services on it are recognised by who points to it, and as what. */
  readonly agreement: RecognitionAgreement | undefined;
}

/** What a list points to. */
export interface FollowedPointers {
  readonly wanted: readonly WantedList[];
  /** Of pointers that are not followed and might have been meant to be. */
  readonly findings: readonly Finding[];
}

/** Most lists on the way to a list: a national list, a list of lists, its lists. */
const MAX_DEPTH = 2;

/**
 * The lists that a list points to and that are to be followed.
 *
 * @param depth - how many lists led to it
 */
export function pointersToFollow(
  { list, reference: { scheme }, location }: AuthenticatedList & { readonly location: string },
  depth: number,
  schemes: readonly TrustedListScheme[],
  select: (pointer: ListPointer) => boolean,
): FollowedPointers {
  const isListOfLists = scheme.listOfListsTypes.includes(list.scheme.type ?? '');
  if (depth >= MAX_DEPTH || (depth > 0 && !isListOfLists)) return { wanted: [], findings: [] };
  const wanted: WantedList[] = [];
  const findings: Finding[] = [];
  for (const pointer of list.pointers) {
    if (pointer.mimeType !== LIST_MEDIA_TYPE || isSelf(pointer, list)) continue;
    const target = schemeOf(schemes, pointer.type, pointer.territory);
    if (target === undefined) findings.push(skipped(pointer, location));
    else if (mayPoint(isListOfLists, pointer, target) && select(pointer))
      wanted.push(want(pointer, depth + 1, list.scheme.territory, scheme));
  }
  return { wanted, findings };
}

/** The scheme of lists of a type; a list of lists belongs to its scheme wherever it is issued. */
export function schemeOf(
  schemes: readonly TrustedListScheme[],
  type: string | undefined,
  territory: string | undefined,
): TrustedListScheme | undefined {
  if (type === undefined) return undefined;
  return schemes.find(
    ({ listTypes, listOfListsTypes, territories }) =>
      listOfListsTypes.includes(type) ||
      (listTypes.includes(type) && (territories === 'any' || territories.includes(territory ?? ''))),
  );
}

/** A list of services leads to lists of lists of others only. */
function mayPoint(isListOfLists: boolean, { type }: ListPointer, target: TrustedListScheme): boolean {
  return isListOfLists || target.listOfListsTypes.includes(type ?? '');
}

function isSelf({ type, territory }: ListPointer, { scheme }: TrustedList): boolean {
  return type === scheme.type && territory === scheme.territory;
}

function want(
  { location, signers, territory, type, agreement }: ListPointer,
  depth: number,
  recognizedBy: string | undefined,
  scheme: TrustedListScheme,
): WantedList {
  const own: RecognitionAgreement | undefined = agreement && {
    ...agreement,
    recognizedBy: recognizedBy ?? '',
    rules: scheme.rules,
    scheme,
  };
  return { location, signers, territory, type, depth, agreement: own };
}

function skipped({ location, type, territory }: ListPointer, from: string): Finding {
  return findingOf(POINTER_SKIPPED, 'information', {
    from,
    location,
    type: type ?? '-',
    territory: territory ?? '-',
  });
}
