/**
 * Whether what is sealed counts on bytes that were not there when it was sealed: a cross-reference may put objects where
 * nothing is yet, into an object stream that does not exist, or beyond the /Size that its trailer states (ISO 32000-2 §7.5.5).
 * A later update would make them appear without naming them.
 *
 * @module
 */
import { entry } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import type { WorkBudget } from '../pdf/work-budget.ts';
import type { XrefSection } from '../pdf/xref.ts';
import { locate, type XrefChain } from '../pdf/xref-chain.ts';

/**
 * The number of an object that the cross-reference of the first `end` bytes puts behind them, into an object stream that
 * it does not list, or beyond the size that it has until a later one states more; `undefined` when there is none. What lies behind the file as it is now appears to nobody.
 *
 * @throws FormatsError `PDF_LIMIT_EXCEEDED`
 */
export function findAhead(
  { base, xref, source }: PdfReader,
  end: number,
  budget: WorkBudget,
): number | undefined {
  const [newest, ...older] = xref.filter(({ section }) => base + section.offset < end);
  if (newest === undefined) return undefined;
  const sealed: XrefChain = [newest, ...older];
  const isAhead = (offset: number): boolean => base + offset >= end && base + offset < source.size;
  const [size, laterSize] = [sizeOf(newest.section), sizeOf(xref[0].section)];
  const isThere = new Map<number, boolean>();
  for (const id of listedIn(sealed)) {
    budget.spend(sealed.length);
    const place = locate(sealed, id);
    if (place.kind === 'offset' && isAhead(place.offset)) return id;
    if (place.kind !== 'free' && id >= size && id < laterSize) return id;
    if (place.kind !== 'compressed') continue;
    const known = isThere.get(place.stream) ?? locate(sealed, place.stream).kind === 'offset';
    isThere.set(place.stream, known);
    if (!known) return id;
  }
  return undefined;
}

/** Some readers show no object whose number is not below it. */
function sizeOf({ trailer }: XrefSection): number {
  const size = entry(trailer, 'Size');
  return size.kind === 'integer' ? size.value : Infinity;
}

/** Numbers of all objects that sections list, some of them more than once. */
function* listedIn(sections: XrefChain): Iterable<number> {
  for (const { section, hidden } of sections) {
    yield* section.ids();
    if (hidden !== undefined) yield* hidden.ids();
  }
}
