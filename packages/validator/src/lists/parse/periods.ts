/**
 * From what is true now and what was true before, each with its beginning, to periods.
 *
 * @module
 */

/** What holds from some time on. */
export interface Beginning {
  readonly from: Date;
}

/** What holds in the period [from, until). */
export type Period<T extends Beginning> = T & { readonly until: Date | undefined };

/** An entry of a history; without `value` one that could not be read, which ends the period before it all the same. */
export interface HistoryEntry<T extends Beginning> {
  readonly from: Date;
  readonly value: T | undefined;
}

/**
 * The periods of what is true now and of a history in any order, the newest first. Of two entries that begin at the same
 * time the first stands, as the newest is written first; an entry that does not begin before what is true now never held.
 */
export function toPeriods<T extends Beginning>(
  current: T,
  history: readonly HistoryEntry<T>[],
): readonly Period<T>[] {
  const periods: Period<T>[] = [{ ...current, until: undefined }];
  let until = current.from;
  for (const { from, value } of history.toSorted((a, b) => b.from.getTime() - a.from.getTime())) {
    if (from.getTime() >= until.getTime()) continue;
    if (value !== undefined) periods.push({ ...value, until });
    until = from;
  }
  return periods;
}
