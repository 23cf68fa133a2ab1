/**
 * What of two states differs, entry by entry and field by field.
 *
 * @module
 */
import type { Both } from './difference.ts';

/** Entries of two maps that differ, in the order of their keys. */
export function entryChanges<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): readonly (Both<T> & { readonly key: string })[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys
    .map((key) => ({ key, before: before.get(key) ?? null, after: after.get(key) ?? null }))
    .filter((change) => !isSame(change.before, change.after));
}

/** Fields of two objects that differ. */
export function fieldChanges<Field extends string, T>(
  before: Readonly<Record<Field, T>>,
  after: Readonly<Record<Field, T>>,
): readonly (Both<T> & { readonly field: Field })[] {
  const fields = Object.keys(before) as Field[]; // of an object with these fields and no others
  return fields
    .map((field) => ({ field, before: before[field], after: after[field] }))
    .filter((change) => !isSame(change.before, change.after));
}

/** Whether two values are written alike. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
