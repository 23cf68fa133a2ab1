/**
 * The cross-reference stream (ISO 32000-2 §7.5.8).
 *
 * @module
 */
import { decodeStream } from './filters.ts';
import { entry, isName, type PdfStream } from './objects.ts';
import {
  brokenXref,
  endOfRanges,
  FREE,
  findRange,
  idsOf,
  orderRanges,
  type XrefEntry,
  type XrefRange,
  type XrefSection,
} from './xref.ts';

/**
 * Makes a section of a stream object.
 *
 * @param limit - most bytes of entries
 */
export function parseXrefStream(stream: PdfStream, offset: number, limit: number): XrefSection {
  const { dictionary } = stream;
  if (!isName(entry(dictionary, 'Type'), 'XRef')) throw brokenXref('no cross-reference section', offset);
  const widths = readWidths(stream, offset);
  const entryLength = widths[0] + widths[1] + widths[2];
  const data = decodeStream(stream, limit);
  const ranges = orderRanges(readIndex(stream, entryLength, data.length, offset), offset);

  function locate(id: number): XrefEntry | undefined {
    const range = findRange(ranges, id);
    if (range === undefined) return undefined;
    const at = range.start + (id - range.first) * entryLength;
    const kind = widths[0] === 0 ? 1 : field(data, at, widths[0]);
    const second = field(data, at + widths[0], widths[1]);
    const third = field(data, at + widths[0] + widths[1], widths[2]);
    if (kind === 1) return { kind: 'offset', offset: second, generation: third };
    if (kind === 2) return { kind: 'compressed', stream: second, index: third };
    // Other kinds stand for the null object (ISO 32000-2 §7.5.8.3).
    return FREE;
  }
  return {
    kind: 'stream',
    offset,
    trailer: dictionary,
    end: endOfRanges(ranges),
    byteLength: data.length,
    locate,
    ids: () => idsOf(ranges),
  };
}

function field(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = at; i < at + width; i++) value = value * 256 + (data[i] as number);
  return value;
}

function readWidths({ dictionary }: PdfStream, offset: number): readonly [number, number, number] {
  const object = entry(dictionary, 'W');
  const widths = (object.kind === 'array' ? object.items : []).map((item) =>
    item.kind === 'integer' && item.value >= 0 && item.value <= 8 ? item.value : -1,
  );
  const [kind = -1, second = -1, third = -1] = widths;
  if (widths.length !== 3 || kind < 0 || second < 1 || third < 0) {
    throw brokenXref('a cross-reference stream has no possible /W', offset);
  }
  return [kind, second, third];
}

function readIndex(
  { dictionary }: PdfStream,
  entryLength: number,
  length: number,
  offset: number,
): XrefRange[] {
  const size = entry(dictionary, 'Size');
  const index = entry(dictionary, 'Index');
  const items = index.kind === 'array' ? index.items : [{ kind: 'integer', value: 0 } as const, size];
  const ranges: XrefRange[] = [];
  let start = 0;
  for (let i = 0; i < items.length; i += 2) {
    const first = items[i];
    const count = items[i + 1];
    if (first?.kind !== 'integer' || count?.kind !== 'integer' || first.value < 0 || count.value < 0) {
      throw brokenXref('a cross-reference stream has no possible /Index', offset);
    }
    const end = start + count.value * entryLength;
    if (end > length) throw brokenXref('a cross-reference stream is shorter than its /Index', offset);
    if (count.value > 0) ranges.push({ first: first.value, count: count.value, start });
    start = end;
  }
  return ranges;
}
