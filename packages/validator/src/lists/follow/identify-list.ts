/**
 * Which list it is: what identifies it has to be there, and to be what was announced.
 *
 * @module
 */
import { type Finding, findingOf } from '../../report/finding.ts';
import type { ListReference } from '../../trust/listed-service.ts';
import type { TrustedListScheme } from '../../trust/scheme.ts';
import { sha256Of } from '../../util/sha256.ts';
import type { SchemeInformation, TrustedList } from '../list.ts';
import { schemeOf, type WantedList } from './pointers.ts';
import type { ReadList } from './read-list.ts';
import { INCOMPLETE, NOT_AS_ANNOUNCED, SCHEME_UNKNOWN } from './rules.ts';

/**
 * Identifies a list.
 *
 * @param known - the scheme of a list that the caller names
 */
export async function identifyList(
  { bytes, list }: ReadList,
  { location, territory: announced, type }: Pick<WantedList, 'location' | 'territory' | 'type'>,
  known: TrustedListScheme | undefined,
  schemes: readonly TrustedListScheme[],
): Promise<ListReference | Finding> {
  const { territory, sequenceNumber, issueDate, nextUpdate, isLast } = list.scheme;
  const isDated = nextUpdate !== undefined || isLast;
  if (territory === undefined || sequenceNumber === undefined || issueDate === undefined || !isDated)
    return findingOf(INCOMPLETE, 'error', { missing: missingIn(list.scheme) });
  const scheme = known ?? schemeOf(schemes, list.scheme.type, territory);
  const own = [territory, announced ?? territory].every((one) => isNamedBy(scheme, one));
  const mismatch =
    (own ? undefined : differs('SchemeTerritory', territory, announced)) ??
    differs('TSLType', list.scheme.type, type);
  if (mismatch !== undefined) return mismatch;
  if (scheme === undefined) return unknownScheme(list);
  const sha256 = await sha256Of(bytes);
  return { scheme, territory, sequenceNumber, issueDate, nextUpdate, location, sha256 };
}

/** A list that does not say how long it is good is not good for ever. */
function missingIn({
  territory,
  sequenceNumber,
  issueDate,
  nextUpdate,
  isLast,
}: SchemeInformation): readonly string[] {
  return [
    ...(territory === undefined ? ['SchemeTerritory'] : []),
    ...(sequenceNumber === undefined ? ['TSLSequenceNumber'] : []),
    ...(issueDate === undefined ? ['ListIssueDateTime'] : []),
    ...(nextUpdate === undefined && !isLast ? ['NextUpdate'] : []),
  ];
}

/** A scheme that names its territories may have a list announced under any of them. */
function isNamedBy(scheme: TrustedListScheme | undefined, territory: string): boolean {
  return scheme !== undefined && scheme.territories !== 'any' && scheme.territories.includes(territory);
}

/** A list of one country is never taken for that of another, whoever may sign both. */
function differs(
  item: string,
  found: string | undefined,
  announced: string | undefined,
): Finding | undefined {
  if (announced === undefined || found === announced) return undefined;
  return findingOf(NOT_AS_ANNOUNCED, 'error', { item, found: found ?? '-', announced });
}

function unknownScheme({ scheme: { type, territory } }: TrustedList): Finding {
  return findingOf(SCHEME_UNKNOWN, 'error', { type: type ?? '-', territory: territory ?? '-' });
}
