/** A text that is equal for equal plain data and for no other: keys sorted, bytes and dates spelled out. */
import { toHex } from './bytes.ts';

/** Canonical text of plain data. Functions and class instances other than Uint8Array and Date are refused. */
export function canonicalJson(value: unknown): string {
  // Without quotes, which every text has.
  if (value instanceof Uint8Array) return `bytes:${toHex(value)}`;
  if (value instanceof Date) return `date:${value.toISOString()}`;
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('not plain data');
  return JSON.stringify(value) ?? 'null';
}
