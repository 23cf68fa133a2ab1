/**
 * The data of a stream, bounded by its length and its end mark alike (ISO 32000-2 §7.3.8).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { ByteSource } from './byte-source.ts';
import type { PdfObject } from './objects.ts';
import type { Scanner } from './tokens.ts';
import type { WorkBudget } from './work-budget.ts';

/** Longest stream that is read: only structures are, not what pages hold. */
const MAX_LENGTH = 1 << 26;

/** Where data begins, and what its dictionary says of its end. */
export interface StreamPlace {
  /** Number of the stream, for messages. */
  readonly id: number;
  readonly start: number;
  /** /Length, its reference followed. */
  readonly length: PdfObject;
  /**
   * What a search for the end mark may cost, in a file with a rebuilt cross-reference: there a wrong length is passed
   * over.
   */
  readonly search: WorkBudget | undefined;
}

/** Bytes that are searched at the cost of parsing one. */
const SEARCHED_PER_PARSED = 16;

/**
 * Reads the data, as stored.
 *
 * @throws FormatsError `PDF_STRUCTURE_INVALID` when length and end mark contradict each other, `PDF_LIMIT_EXCEEDED`
 */
export async function readStreamData(source: ByteSource, place: StreamPlace): Promise<Uint8Array> {
  const { id, start, length, search } = place;
  const end = length.kind === 'integer' && length.value >= 0 ? start + length.value : source.size;
  const isTooLong = end - start > MAX_LENGTH && search === undefined;
  if (isTooLong || (end <= source.size && (await source.scan(end, endsStream))))
    return readPart(source, id, start, end);
  if (search === undefined) {
    throw new FormatsError('PDF_STRUCTURE_INVALID', `stream ${id} does not end where its length says`, {
      facts: { object: id },
    });
  }
  const found = await findEnd(source, start, search);
  return readPart(source, id, start, found);
}

async function readPart(source: ByteSource, id: number, start: number, end: number): Promise<Uint8Array> {
  if (end - start <= MAX_LENGTH) return source.read(start, end);
  throw new FormatsError('PDF_LIMIT_EXCEEDED', `stream ${id} is too long to be read`, {
    facts: { object: id },
  });
}

function endsStream(scanner: Scanner): boolean {
  scanner.skipWhiteSpace();
  return scanner.takeKeyword('endstream');
}

/** Where the end mark begins, without the end of line before it. */
async function findEnd(source: ByteSource, start: number, search: WorkBudget): Promise<number> {
  const bytes = await source.read(start, source.size);
  const mark = indexOfKeyword(bytes, 'endstream');
  search.spend(Math.ceil(mark / SEARCHED_PER_PARSED));
  let end = mark;
  if (bytes[end - 1] === 0x0a) end--;
  if (bytes[end - 1] === 0x0d) end--;
  return start + end;
}

/** Where a word begins; the length of the bytes when it does not occur. */
function indexOfKeyword(bytes: Uint8Array, word: string): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < word.length && bytes[at + length] === word.charCodeAt(length)) length++;
    if (length === word.length) return at;
  }
  return bytes.length;
}
