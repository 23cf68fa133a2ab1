/**
 * Whether objects mean the same, however they are written.
 *
 * @module
 */
import { assertNever, equalBytes } from '@eseal/core';
import type { PdfDictionary, PdfObject } from './objects.ts';

/** Whether two objects are equal: numbers by value, dictionaries in any order, references by what they name. */
export function equalObjects(a: PdfObject, b: PdfObject): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'integer':
    case 'real':
      return (b.kind === 'integer' || b.kind === 'real') && a.value === b.value;
    case 'name':
      return b.kind === 'name' && a.value === b.value;
    case 'string':
      return b.kind === 'string' && equalBytes(a.bytes, b.bytes);
    case 'array':
      return b.kind === 'array' && a.items.length === b.items.length && beginsWith(b.items, a.items);
    case 'dictionary':
      return b.kind === 'dictionary' && differingKeys(a, b).length === 0;
    case 'reference':
      return b.kind === 'reference' && a.id === b.id && a.generation === b.generation;
    case 'stream':
      return b.kind === 'stream' && equalBytes(a.bytes, b.bytes) && equalObjects(a.dictionary, b.dictionary);
    default:
      return assertNever(a);
  }
}

/** Whether a list begins with the items of another. */
export function beginsWith(items: readonly PdfObject[], others: readonly PdfObject[]): boolean {
  return others.every((other, at) => {
    const item = items[at];
    return item !== undefined && equalObjects(other, item);
  });
}

/** Keys whose values differ; a null value is none (ISO 32000-2 §7.3.7). */
export function differingKeys(a: PdfDictionary, b: PdfDictionary): readonly string[] {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
  return [...keys].filter((key) => {
    const [one, other] = [a.entries.get(key), b.entries.get(key)];
    if (one === undefined || other === undefined) return (one ?? other)?.kind !== 'null';
    return !equalObjects(one, other);
  });
}

/** Whether a dictionary has no other keys than these. */
export function hasOnly({ entries }: PdfDictionary, keys: readonly string[]): boolean {
  return [...entries.keys()].every((key) => keys.includes(key));
}
