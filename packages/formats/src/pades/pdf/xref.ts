/**
 * What a cross-reference section says of an object, in whichever form it is written (ISO 32000-2 §7.5.4, §7.5.8).
 * Sections keep the bytes they were read from and look an entry up in them: a file of 200 000 objects costs no more
 * objects here than one of ten.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { PdfDictionary } from './objects.ts';

/** Where an object is. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | CompressedEntry;

/** In an object stream; the generation is 0. */
export interface CompressedEntry {
  readonly kind: 'compressed';
  readonly stream: number;
  readonly index: number;
}

/** One cross-reference section with its trailer. */
export interface XrefSection {
  readonly kind: 'table' | 'stream';
  /** Where the section begins, counted as offsets of the file are. */
  readonly offset: number;
  readonly trailer: PdfDictionary;
  /** One more than the highest object number that the section lists. */
  readonly end: number;
  /** Bytes that are kept of it in memory beside the file. */
  readonly byteLength: number;
  /** What it says of an object; `undefined` when it does not list it. */
  locate(id: number): XrefEntry | undefined;
  /** Numbers of all objects that it lists. */
  ids(): Iterable<number>;
}

/** A run of consecutive object numbers. */
export interface XrefRange {
  readonly first: number;
  readonly count: number;
  /** Where the entry of the first begins in the section's bytes. */
  readonly start: number;
}

export const FREE: XrefEntry = { kind: 'free' };

export function brokenXref(message: string, offset: number): FormatsError {
  return new FormatsError('PDF_XREF_BROKEN', `${message} (at byte ${offset})`, { facts: { offset } });
}

/**
 * Puts the runs of a section in order.
 *
 * @throws FormatsError `PDF_XREF_BROKEN` when an object is listed twice (ISO 32000-2 §7.5.4)
 */
export function orderRanges(ranges: readonly XrefRange[], offset: number): readonly XrefRange[] {
  const ordered = [...ranges].sort((a, b) => a.first - b.first);
  let end = 0;
  for (const { first, count } of ordered) {
    if (first < end) throw brokenXref(`a cross-reference section lists object ${first} twice`, offset);
    end = first + count;
  }
  return ordered;
}

/** The run that holds an object, in ordered runs. */
export function findRange(ranges: readonly XrefRange[], id: number): XrefRange | undefined {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle] as XrefRange;
    if (id < range.first) high = middle - 1;
    else if (id >= range.first + range.count) low = middle + 1;
    else return range;
  }
  return undefined;
}

/** All object numbers in runs. */
export function* idsOf(ranges: readonly XrefRange[]): Iterable<number> {
  for (const { first, count } of ranges) for (let id = first; id < first + count; id++) yield id;
}

/** One more than the highest object number in ordered runs. */
export function endOfRanges(ranges: readonly XrefRange[]): number {
  const last = ranges.at(-1);
  return last === undefined ? 0 : last.first + last.count;
}
