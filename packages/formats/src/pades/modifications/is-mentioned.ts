/**
 * Whether a part of a PDF may refer to certain objects: a search for their numbers, which costs a fraction of reading every
 * object. It never passes over a reference; what looks like one may be none.
 *
 * @module
 */
import { entry, pdfReference } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { Scanner } from '../pdf/tokens.ts';
import type { WorkBudget } from '../pdf/work-budget.ts';
import { objectStreamsIn } from './object-stream-parts.ts';

/** Bytes that are searched at a time. */
const WINDOW = 1 << 20;
/** More digits than a number of an object has. */
const OVERLAP = 16;
/** Longest object stream that is looked into. */
const MAX_LENGTH = 1 << 26;

/**
 * Looks through the first `end` bytes, and through the object streams in them.
 *
 * @param numbers - of the objects
 * @throws FormatsError when an object stream cannot be read, `PDF_LIMIT_EXCEEDED`
 */
export async function isMentioned(
  reader: PdfReader,
  end: number,
  numbers: ReadonlyMap<number, unknown>,
  budget: WorkBudget,
): Promise<boolean> {
  const isHit = (scanner: Scanner): boolean => {
    const start = scanner.position;
    const found = isReference(scanner, numbers);
    // White space and comments can be long.
    budget.spend(1 + scanner.position - start);
    return found;
  };
  const needles = needlesFor(numbers.keys());
  for (let start = 0; start < end; start += WINDOW - OVERLAP) {
    const bytes = await reader.source.read(start, Math.min(start + WINDOW, end));
    for (const at of occurrences(bytes, needles)) {
      const found = reader.source.scan(start + at, isHit);
      if (found instanceof Promise ? await found : found) return true;
    }
  }
  for (const id of objectStreamsBefore(reader, end)) {
    const stream = await reader.object(pdfReference(id));
    if (stream.kind !== 'stream') continue;
    const bytes = reader.decode(stream, MAX_LENGTH);
    for (const at of occurrences(bytes, needles)) if (isHit(new Scanner(bytes, at))) return true;
    if (entry(stream.dictionary, 'Extends').kind !== 'null') return true;
  }
  return false;
}

/** Shortest numbers that are looked for by their beginning. */
const SHORTEST_COMMON = 4;

/** What to search for: numbers beside each other have all but the last digit in common. */
function needlesFor(numbers: Iterable<number>): ReadonlySet<string> {
  return new Set(
    [...numbers].map(String).map((text) => (text.length < SHORTEST_COMMON ? text : text.slice(0, -1))),
  );
}

function* occurrences(bytes: Uint8Array, needles: ReadonlySet<string>): Iterable<number> {
  const text = new TextDecoder('latin1').decode(bytes);
  for (const needle of needles)
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) yield at;
}

/** Whether a reference to one of the objects begins at the cursor; zeros before it were passed over. */
function isReference(scanner: Scanner, numbers: ReadonlyMap<number, unknown>): boolean {
  if (!numbers.has(scanner.takeUnsigned())) return false;
  scanner.skipWhiteSpace();
  if (scanner.takeUnsigned() < 0) return false;
  scanner.skipWhiteSpace();
  return scanner.peek() === 0x52;
}

/** Numbers of the object streams that the sections of a part of the file refer to. */
function objectStreamsBefore({ base, xref }: PdfReader, end: number): ReadonlySet<number> {
  const links = xref.filter(({ section }) => base + section.offset < end);
  return new Set(links.flatMap((link) => [...objectStreamsIn(link)]));
}
