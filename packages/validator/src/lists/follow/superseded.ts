/**
 * Versions of one list that were found at several locations: only the newest counts, since what it says of a service takes the
 * place of what an older one said (ETSI TS 119 612 §5.3.2).
 *
 * @module
 */
import { type Finding, findingOf } from '../../report/finding.ts';
import { isOlder } from '../list-version.ts';
import type { FollowedList } from './open-list.ts';
import { aboutList, SUPERSEDED } from './rules.ts';

/** An older version, and why it is not used. */
export interface SupersededList {
  readonly list: FollowedList;
  readonly finding: Finding;
}

/** Finds the lists of which a newer version was found, too. */
export function findSuperseded(lists: readonly FollowedList[]): readonly SupersededList[] {
  const newest = new Map<string, FollowedList>();
  for (const list of lists) {
    const known = newest.get(identityOf(list));
    if (known === undefined || isOlder(known.reference, list.reference)) newest.set(identityOf(list), list);
  }
  return lists.flatMap((list) => {
    const other = newest.get(identityOf(list));
    if (other === undefined || !isOlder(list.reference, other.reference)) return [];
    return [{ list, finding: aboutList(list.location, supersededBy(list, other)) }];
  });
}

/** A territory may have several lists: they are of other types, by other operators, or have other names. */
function identityOf({ list: { scheme }, reference }: FollowedList): string {
  const { operatorNames, schemeNames, territory, type } = scheme;
  return JSON.stringify([reference.scheme.id, type, territory, operatorNames, schemeNames]);
}

function supersededBy({ reference }: FollowedList, newer: FollowedList): Finding {
  return findingOf(SUPERSEDED, 'error', {
    territory: reference.territory,
    sequenceNumber: reference.sequenceNumber,
    newer: newer.location,
    newerSequenceNumber: newer.reference.sequenceNumber,
  });
}
