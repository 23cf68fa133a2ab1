/**
 * The revisions of a PDF: one for each time it was written or updated (ISO 32000-2 §7.5.6).
 *
 * @module
 */
import type { PdfReader } from '../pdf/reader.ts';
import type { XrefLink } from '../pdf/xref-chain.ts';

/** Where the last cross-reference section of each revision begins in the file, oldest first. */
export function revisionMarks({ xref, base }: PdfReader): readonly number[] {
  const marks: number[] = [];
  for (const { section } of [...xref].reverse()) {
    const at = base + section.offset;
    const last = marks.at(-1);
    // A linearised file has its second section before the first: both are its first revision (ISO 32000-2 Annex F).
    if (last === undefined || at > last) marks.push(at);
  }
  return marks;
}

/** Number, from 1, of the revision that the first `end` bytes of the file are. */
export function revisionAt(reader: PdfReader, end: number): number {
  return Math.max(1, revisionMarks(reader).filter((mark) => mark < end).length);
}

/** The file as its first `end` bytes say; `undefined` when no revision ends there. */
export function readerAt(reader: PdfReader, end: number): PdfReader | undefined {
  const [newest, ...older]: readonly XrefLink[] = reader.xref.filter(
    ({ section }) => reader.base + section.offset < end,
  );
  return newest === undefined ? undefined : reader.before([newest, ...older]);
}
