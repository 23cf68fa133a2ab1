/**
 * Which agreements on mutual recognition bear on which list.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import type { RecognitionAgreement } from '../../trust/recognition.ts';
import type { FollowedList } from './open-list.ts';
import type { WantedList } from './pointers.ts';

/** A list that points to another. */
export interface Link {
  readonly from: FollowedList;
  readonly to: WantedList;
}

/**
 * Lists with the agreements of all that point to them, not only of the one that came first. What is agreed with a region,
 * by a pointer to its list of lists, bears on the lists of that region, not on those of others that it points to.
 */
export function withAgreements(
  lists: readonly FollowedList[],
  links: readonly Link[],
): readonly FollowedList[] {
  return lists.map((list) => {
    const direct = agreementsTo(list, links);
    const regional = links
      .filter((link) => leadsTo(link, list) && isOfRegion(list, link.from))
      .flatMap(({ from }) => agreementsTo(from, links));
    const agreements = [...new Set([...direct, ...regional])].filter(
      ({ recognizedBy }) => recognizedBy !== list.reference.territory,
    );
    return { ...list, agreements };
  });
}

function agreementsTo(list: FollowedList, links: readonly Link[]): readonly RecognitionAgreement[] {
  return links.flatMap((link) => (leadsTo(link, list) ? (link.to.agreement ?? []) : []));
}

/** A pointer that names other signers means another list. */
function leadsTo({ to }: Link, { location, signer }: FollowedList): boolean {
  return to.location === location && to.signers.some(({ raw }) => equalBytes(raw, signer.raw));
}

function isOfRegion({ list }: FollowedList, { reference: { scheme } }: FollowedList): boolean {
  return scheme.listTypes.includes(list.scheme.type ?? '');
}
