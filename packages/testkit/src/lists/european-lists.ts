/**
 * The lists of the testkit's Europe: of a member state, the list of lists, and the pivot by which its signer changed.
 *
 * @module
 */
import type { PointerDescription, TrustedListDescription } from '@eseal/validator/trusted-lists';
import { addDays } from '../clock.ts';
import type { World } from '../pki/worlds/world.ts';
import { accreditedSince, certificateOf, issuedAt, type ListFrame, service } from './japanese-list.ts';
import { COMMISSION, EUROPEAN_PROVIDER, MEMBER_OPERATOR, serviceNames } from './parties.ts';
import { EUROPEAN_URIS } from './schemes.ts';

/** The list of the member state: an authority for qualified seals, and one for qualified timestamps. */
export function describeMemberList(
  world: World,
  { location, now, pointers }: ListFrame,
): TrustedListDescription {
  const granted = { status: EUROPEAN_URIS.granted, from: accreditedSince(now) };
  const authority = service(certificateOf(world, 'issuing-ca'), {
    ...granted,
    type: EUROPEAN_URIS.qualifiedAuthority,
    names: serviceNames('適格eシール用認証局', 'CA for qualified seals'),
    additionalInformation: [EUROPEAN_URIS.forSeals],
  });
  const timestamps = service(certificateOf(world, 'tsa'), {
    ...granted,
    type: EUROPEAN_URIS.qualifiedTimestamps,
    names: serviceNames('適格タイムスタンプ', 'Qualified timestamps'),
  });
  return {
    scheme: {
      ...MEMBER_OPERATOR,
      ...issuedAt(now),
      sequenceNumber: 1,
      type: EUROPEAN_URIS.list,
      statusDeterminationApproach: EUROPEAN_URIS.approach,
      communityRules: [EUROPEAN_URIS.rules],
      distributionPoints: [location],
    },
    pointers,
    providers: [{ ...EUROPEAN_PROVIDER, services: [authority, timestamps] }],
  };
}

/** What a list of lists names in its SchemeInformationURI (ETSI TS 119 615 §4.2). */
export interface Announcements {
  readonly officialJournal: string;
  /** Locations of pivots, the newest first. */
  readonly pivots: readonly string[];
}

/** The list of lists. */
export function describeListOfLists(
  { location, now, pointers }: ListFrame,
  { officialJournal, pivots }: Announcements,
): TrustedListDescription {
  const named = [...pivots, officialJournal].map((text) => ({ language: 'en', text }));
  return {
    scheme: {
      ...COMMISSION,
      ...issuedAt(now),
      informationUris: [...named, ...COMMISSION.informationUris],
      sequenceNumber: 2,
      type: EUROPEAN_URIS.listOfLists,
      statusDeterminationApproach: EUROPEAN_URIS.listOfListsApproach,
      communityRules: [EUROPEAN_URIS.listOfListsRules],
      distributionPoints: [location],
    },
    pointers,
    providers: [],
  };
}

/** The list of lists as it was when its signer changed. */
export function describePivot(
  current: TrustedListDescription,
  officialJournal: string,
  pointers: readonly PointerDescription[],
): TrustedListDescription {
  const issueDate = addDays(current.scheme.issueDate, -150);
  const named = [{ language: 'en', text: officialJournal }];
  return {
    ...current,
    scheme: {
      ...current.scheme,
      informationUris: [...named, ...COMMISSION.informationUris],
      sequenceNumber: 1,
      issueDate,
      nextUpdate: addDays(issueDate, 170),
    },
    pointers,
  };
}
