/**
 * What a signature covers of its file: /ByteRange checked against the place of /Contents (ISO 32000-2 §12.8.1).
 *
 * @module
 */
import { equalBytes, fromHex } from '@eseal/core';
import type { ByteRange } from '@eseal/core/container';
import type { ByteSource } from '../pdf/byte-source.ts';
import type { PdfObject } from '../pdf/objects.ts';
import type { Span } from '../pdf/parser.ts';
import { isWhiteSpace } from '../pdf/tokens.ts';

/** Facts of a /ByteRange. */
export interface Coverage {
  /** The numbers as they stand; `undefined` when they are no four integers. */
  readonly byteRange: readonly number[] | undefined;
  /** What can be digested: any number of ranges within the file; `undefined` when they are none. */
  readonly ranges: readonly ByteRange[] | undefined;
  /** One past the last byte covered; 0 without ranges. */
  readonly end: number;
  /** What keeps the ranges from being all of a revision but the value of /Contents; empty when nothing does. */
  readonly problems: readonly string[];
}

/** One past the last byte that a /ByteRange covers; 0 when it is none. */
export function coveredEnd(object: PdfObject, size: number): number {
  const numbers = readNumbers(object);
  return (numbers && toRanges(numbers, size))?.at(-1)?.end ?? 0;
}

/** What is known of /Contents. */
export interface PlacedContents {
  /** Where its value stands in the file. */
  readonly span: Span | undefined;
  readonly value: Uint8Array | undefined;
}

/** Reads a /ByteRange. */
export async function readCoverage(
  reader: { readonly source: Pick<ByteSource, 'size' | 'read'> },
  object: PdfObject,
  contents: PlacedContents,
): Promise<Coverage> {
  const { size } = reader.source;
  const numbers = readNumbers(object);
  const ranges = numbers && toRanges(numbers, size);
  const end = ranges?.at(-1)?.end ?? 0;
  const byteRange = numbers?.length === 4 ? numbers : undefined;
  return { byteRange, ranges, end, problems: await findProblems(reader, object, ranges, contents) };
}

/** Integers of an array; `undefined` when it is none, or has others: -0, reals, references. */
function readNumbers(object: PdfObject): readonly number[] | undefined {
  if (object.kind !== 'array' || object.items.length === 0 || object.items.length > 64) return undefined;
  const numbers = object.items.map((item) => (item.kind === 'integer' ? item.value : Number.NaN));
  return numbers.every((value) => value >= 0 && !Object.is(value, -0)) ? numbers : undefined;
}

function toRanges(numbers: readonly number[], size: number): readonly ByteRange[] | undefined {
  if (numbers.length % 2 !== 0) return undefined;
  const ranges: ByteRange[] = [];
  for (let i = 0; i < numbers.length; i += 2) {
    const start = numbers[i] ?? 0;
    const end = start + (numbers[i + 1] ?? 0);
    if (end > size || start < (ranges.at(-1)?.end ?? 0)) return undefined;
    ranges.push({ start, end });
  }
  return ranges;
}

async function findProblems(
  reader: { readonly source: Pick<ByteSource, 'size' | 'read'> },
  object: PdfObject,
  ranges: readonly ByteRange[] | undefined,
  contents: PlacedContents,
): Promise<readonly string[]> {
  if (object.kind === 'null') return ['/ByteRange is missing'];
  if (ranges === undefined) return ['/ByteRange is no list of ranges of the file'];
  const [first, second] = ranges;
  if (first === undefined || second === undefined || ranges.length !== 2)
    return ['/ByteRange has not two ranges'];
  const problems: string[] = [];
  if (first.start !== 0) problems.push('/ByteRange does not begin at the first byte of the file');
  const gap = { start: first.end, end: second.start };
  if (contents.span === undefined) problems.push('/Contents is not where /ByteRange could leave it out');
  else if (!isSameSpan(gap, contents.span) && !(await isWritten(reader, gap, contents.value))) {
    problems.push('/ByteRange leaves out something else than the value of /Contents');
  }
  if (!(await endsRevision(reader, second.end)))
    problems.push('/ByteRange does not end where a revision ends');
  return problems;
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Whether a part of the file is this value as a hexadecimal string: a later revision may repeat it elsewhere. */
async function isWritten(
  reader: { readonly source: Pick<ByteSource, 'size' | 'read'> },
  { start, end }: ByteRange,
  value: Uint8Array | undefined,
): Promise<boolean> {
  if (value === undefined || end - start !== 2 * value.length + 2) return false;
  const written = new TextDecoder('latin1').decode(await reader.source.read(start, end));
  const digits = fromHex(written.slice(1, -1));
  return /^<.*>$/.test(written) && digits !== undefined && equalBytes(digits, value);
}

/** Whether `%%EOF`, and an end of line at most, stand before a place. */
export async function endsRevision(
  reader: { readonly source: Pick<ByteSource, 'size' | 'read'> },
  end: number,
): Promise<boolean> {
  const tail = await reader.source.read(Math.max(0, end - 32), end);
  let at = tail.length;
  while (at > 0 && isWhiteSpace(tail[at - 1] ?? 0)) at--;
  return String.fromCharCode(...tail.subarray(Math.max(0, at - 5), at)) === '%%EOF';
}
