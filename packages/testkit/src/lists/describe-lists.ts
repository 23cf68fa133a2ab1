/**
 * All lists of the world of lists, each pointing to those that it knows.
 *
 * @module
 */
import { parseCertificate } from '@eseal/core/x509';
import type { PointerDescription, TrustedListDescription } from '@eseal/validator/trusted-lists';
import type { Pki } from '../pki/define.ts';
import type { World } from '../pki/worlds/world.ts';
import { europeanAgreement, japaneseAgreement } from './agreements.ts';
import { describeListOfLists, describeMemberList, describePivot } from './european-lists.ts';
import { accreditedSince, describeJapaneseList } from './japanese-list.ts';
import { COMMISSION, JAPANESE_OPERATOR, MEMBER_OPERATOR, pointerTo } from './parties.ts';
import { EUROPEAN_URIS, type JapaneseListTerms, LIST_TERMS } from './schemes.ts';

/** A list of the world: Japan's, the member state's, the list of lists, and its pivot. */
export type ListName = 'japan' | 'listOfLists' | 'member' | 'pivot';

/** Something for each list. */
export type PerList<T> = Readonly<Record<ListName, T>>;

/** The notice with the first signer of the list of lists. */
export const OFFICIAL_JOURNAL = 'https://journal.example/C/2026/1/oj';

/** Who signs each list. */
export const LIST_SIGNERS: PerList<string> = {
  japan: 'japan',
  member: 'member',
  listOfLists: 'commission-second',
  pivot: 'commission-first',
};

/** What the lists are about. */
export interface ListContents {
  readonly japan: World;
  readonly europe: World;
  readonly signers: Pki;
  readonly urls: PerList<string>;
  readonly now: Date;
  /** In whose terms the Japanese list is. */
  readonly terms: JapaneseListTerms;
}

/** Describes all lists. */
export function describeLists(contents: ListContents): PerList<TrustedListDescription> {
  const { europe, japan, now, terms, urls } = contents;
  const { toJapan, toListOfLists, toMember } = pointersOf(contents);
  const listOfLists = describeListOfLists(
    { now, location: urls.listOfLists, pointers: [toListOfLists, toMember, toJapan] },
    { officialJournal: OFFICIAL_JOURNAL, pivots: [urls.pivot] },
  );
  return {
    japan: describeJapaneseList(
      japan,
      {
        now,
        location: urls.japan,
        pointers: [
          // Who speaks the same terms needs no agreement on them.
          terms === 'etsi'
            ? toListOfLists
            : { ...toListOfLists, agreement: japaneseAgreement(accreditedSince(now)) },
        ],
      },
      LIST_TERMS[terms],
    ),
    member: describeMemberList(europe, { now, location: urls.member, pointers: [toListOfLists] }),
    listOfLists,
    pivot: describePivot(listOfLists, OFFICIAL_JOURNAL, [toListOfLists]),
  };
}

function pointersOf({ now, signers, terms, urls }: ListContents) {
  const certificates = (name: ListName): PointerDescription['signers'] => [
    parseCertificate(signers.entity(LIST_SIGNERS[name]).certificate),
  ];
  return {
    toJapan: pointerTo(JAPANESE_OPERATOR, {
      location: urls.japan,
      signers: certificates('japan'),
      type: LIST_TERMS[terms].list,
      communityRules: [LIST_TERMS[terms].rules],
      agreement: terms === 'etsi' ? undefined : europeanAgreement(accreditedSince(now)),
    }),
    toMember: pointerTo(MEMBER_OPERATOR, {
      location: urls.member,
      signers: certificates('member'),
      type: EUROPEAN_URIS.list,
      communityRules: [EUROPEAN_URIS.rules],
      agreement: undefined,
    }),
    toListOfLists: pointerTo(COMMISSION, {
      location: urls.listOfLists,
      signers: certificates('listOfLists'),
      type: EUROPEAN_URIS.listOfLists,
      communityRules: [EUROPEAN_URIS.listOfListsRules],
      agreement: undefined,
    }),
  };
}
