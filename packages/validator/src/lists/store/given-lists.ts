/**
 * Lists that the caller has already.
 *
 * @module
 */
import { sha256Of } from '../../util/sha256.ts';
import type { RootList } from '../follow/follow-lists.ts';
import type { ListCopy } from './list-copy.ts';
import type { ListLoader } from './list-loader.ts';

/** A list that is trusted because the caller names it, with who may sign it. */
export interface ListSource extends Omit<RootList, 'location'> {
  /** Its address, or the list itself. */
  readonly list: string | Uint8Array;
  /** Where a list that is given as bytes would be found: what others point to. Default: nowhere. */
  readonly location?: string;
}

/** What the caller names, and a loader that knows what was given. */
export interface GivenLists {
  readonly roots: readonly RootList[];
  readonly loader: ListLoader;
}

/** Puts lists that are given as bytes before what a loader has. They are not kept: the caller has them. */
export async function withGivenLists(
  sources: readonly ListSource[],
  loader: ListLoader,
  now: Date,
): Promise<GivenLists> {
  const given = new Map<string, ListCopy>();
  const roots: RootList[] = [];
  for (const { list, location: wanted, ...root } of sources) {
    const location = typeof list === 'string' ? list : (wanted ?? (await nameOf(list)));
    roots.push({ ...root, location });
    if (typeof list !== 'string') given.set(location, { location, bytes: list, fetchedAt: now });
  }
  const isGiven = ({ bytes, location }: ListCopy): boolean => given.get(location)?.bytes === bytes;
  return {
    roots,
    loader: {
      load: async (location) => {
        const copy = given.get(location);
        return copy === undefined ? loader.load(location) : { copies: [copy.bytes] };
      },
      copyOf: (bytes) => [...given.values()].find((copy) => copy.bytes === bytes) ?? loader.copyOf(bytes),
      lastGood: loader.lastGood,
      remarksOn: (reference) =>
        given.has(reference.location ?? '') ? [] : (loader.remarksOn?.(reference) ?? []),
      keep: async (copy) => (isGiven(copy) ? [] : loader.keep(copy)),
    },
  };
}

/** A list that is nowhere has its digest for a name. */
async function nameOf(bytes: Uint8Array): Promise<string> {
  return `urn:sha256:${await sha256Of(bytes)}`;
}
