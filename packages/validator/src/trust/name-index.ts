/**
 * Values by distinguished names, for sources that hold thousands of them.
 *
 * @module
 */
import { foldRdn, type Name } from '@eseal/core/x509';

/** Values by names that are equal by RFC 5280 §7.1. */
export interface NameIndex<T> {
  named(name: Name): readonly T[];
  values(): Iterable<readonly T[]>;
}

/** An index of values, each of which may have several names. */
export function createNameIndex<T>(
  values: Iterable<T>,
  namesOf: (value: T) => readonly Name[],
): NameIndex<T> {
  const index = new Map<string, T[]>();
  for (const value of values) {
    for (const key of new Set(namesOf(value).map(nameKey))) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [value]);
      else known.push(value);
    }
  }
  return { named: (name) => index.get(nameKey(name)) ?? [], values: () => index.values() };
}

/** A text that is the same for equal names (RFC 5280 §7.1) and for no others. */
export function nameKey({ rdns }: Name): string {
  return JSON.stringify(rdns.map(foldRdn));
}
