/**
 * What timestamps cover in few words, for tests of every format.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import type { CoveredObject, ParsedContainer, ParsedTimestamp } from '@eseal/core/container';

/** `2 certificate`, `1 timestamp through SHA-256` … in alphabetical order. */
export function summarizeCovers({ covers = [] }: Pick<ParsedTimestamp, 'covers'>): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind, through } of covers) {
    const key = through === undefined ? kind : `${kind} through ${through.join(', ')}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${count} ${key}`).sort();
}

/** An id, or the encoding in hexadecimal digits. */
export const keyOf = (one: CoveredObject): string => ('id' in one ? one.id : toHex(one.encoding));

/** Whether a timestamp covers something, given by its id or its encoding. */
export function isCovered(
  { covers = [] }: Pick<ParsedTimestamp, 'covers'>,
  what: string | Uint8Array,
): boolean {
  const key = typeof what === 'string' ? what : toHex(what);
  return covers.some((one) => keyOf(one) === key);
}

/** Everything that a container lists by id or encoding: what is covered has to be among it. */
export function listedIn({ material, signatures, timestamps }: ParsedContainer): ReadonlySet<string> {
  const all = [...signatures, ...(material === undefined ? [] : [material])];
  return new Set([
    ...signatures.flatMap((one) => [one.id, ...one.timestamps.map(({ id }) => id)]),
    ...timestamps.map(({ id }) => id),
    ...all
      .flatMap(({ certificates, crls, ocspResponses }) => [...certificates, ...crls, ...ocspResponses])
      .map((encoding) => toHex(encoding)),
  ]);
}
