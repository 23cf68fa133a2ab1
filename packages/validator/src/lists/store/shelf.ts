/**
 * What a store holds of each location: the copy that was good the last time, and since when there was no answer.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import type { ListCopy } from './list-copy.ts';
import type { ListStore } from './list-store.ts';
import { readSnapshot, writeSnapshot } from './snapshot-file.ts';

/** A location that could not be asked. */
export interface NotedFailure {
  readonly at: Date;
  readonly reason: string;
}

/** What is known of a location. */
export interface Shelved {
  readonly copy: ListCopy | undefined;
  /** Only one that is later than the copy. */
  readonly failure: NotedFailure | undefined;
  /** Whether the store could not be read. */
  readonly broken: boolean;
}

const NOTHING: Shelved = { copy: undefined, failure: undefined, broken: false };

/** Reads what is kept of a location; a store that throws, or holds something else, is empty. */
export async function readShelf(store: ListStore | undefined, location: string): Promise<Shelved> {
  if (store === undefined) return NOTHING;
  try {
    const [file, note] = await Promise.all([store.get(location), store.get(failureKey(location))]);
    const copies = file === undefined ? [] : (await readSnapshot(file)).copies;
    const copy = copies.find((one) => one.location === location);
    const failure = note === undefined ? undefined : readFailure(note);
    const isLater = failure !== undefined && (copy === undefined || failure.at > copy.fetchedAt);
    return { copy, failure: isLater ? failure : undefined, broken: false };
  } catch {
    return { ...NOTHING, broken: true };
  }
}

/** Keeps a copy; whether it was kept. */
export async function shelve(store: ListStore, copy: ListCopy): Promise<boolean> {
  return isPut(store, copy.location, await writeSnapshot({ roots: [], copies: [copy] }));
}

/** Notes that a location could not be asked; whether it was noted. */
export async function noteFailure(
  store: ListStore,
  location: string,
  failure: NotedFailure,
): Promise<boolean> {
  return isPut(store, failureKey(location), utf8(JSON.stringify(failure)));
}

async function isPut(store: ListStore, key: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await store.put(key, bytes);
    return true;
  } catch {
    return false;
  }
}

/** No location has a space in it. */
function failureKey(location: string): string {
  return `failure ${location}`;
}

function readFailure(bytes: Uint8Array): NotedFailure | undefined {
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (typeof json !== 'object' || json === null || !('at' in json) || !('reason' in json)) return undefined;
  const at = new Date(String(json.at));
  return Number.isNaN(at.getTime()) ? undefined : { at, reason: String(json.reason) };
}
