/**
 * Where a list of lists is anchored: a notice in an official journal with the certificates of its signers (ETSI TS 119 615 §4.2).
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { type Finding, findingOf } from '../../report/finding.ts';
import type { ListPointer, TrustedList } from '../list.ts';
import { ANCHOR_OUTDATED } from './rules.ts';

/** What a list of lists is traced back to. */
export interface ListOfListsAnchor {
  /** Those of the notice, or whom the caller trusts otherwise. */
  readonly signers: readonly Certificate[];
  /** URI of the notice; without it every pivot that the list names is walked. */
  readonly officialJournal?: string;
}

/** Locations of the pivots since the notice, the oldest first, or why nothing can be traced to it. */
export function pivotsSince(
  { scheme }: TrustedList,
  officialJournal: string | undefined,
): readonly string[] | Finding {
  const uris = [...new Set(scheme.informationUris.map(({ text }) => text))];
  if (officialJournal === undefined) return uris.filter(isListLocation).toReversed();
  const named = uris.filter((uri) => uri === officialJournal || isOfSameHost(uri, officialJournal));
  // Notices are named as pivots are, the newest first.
  if (named[0] !== officialJournal)
    return findingOf(ANCHOR_OUTDATED, 'error', {
      configured: officialJournal,
      named: named.length === 0 ? '-' : named,
    });
  return uris.slice(0, uris.indexOf(officialJournal)).filter(isListLocation).toReversed();
}

/** Notices of one journal have one host; pages that explain the list have others. */
function isOfSameHost(uri: string, configured: string): boolean {
  const host = hostOf(uri);
  return host !== undefined && host === hostOf(configured);
}

function hostOf(uri: string): string | undefined {
  return URL.canParse(uri) ? new URL(uri).host : undefined;
}

/** Beside pivots a list names its notices and pages for people. */
function isListLocation(uri: string): boolean {
  return URL.canParse(uri) && new URL(uri).pathname.toLowerCase().endsWith('.xml');
}

/** The media type of lists for programs (ETSI TS 119 612 §5.3.13). */
export const LIST_MEDIA_TYPE = 'application/vnd.etsi.tsl+xml';

/** Pointers of a list of lists to itself: where it is, and who may sign it. */
export function selfPointers({ scheme, pointers }: TrustedList): readonly ListPointer[] {
  return pointers.filter(
    ({ type, territory, mimeType }) =>
      type !== undefined &&
      type === scheme.type &&
      territory === scheme.territory &&
      mimeType === LIST_MEDIA_TYPE,
  );
}
