/**
 * The revisions of a PDF after a place in it, as plain updates one after another (ISO 32000-2 §7.5.6).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { endsRevision } from '../parse/coverage.ts';
import { revisionMarks } from '../parse/revisions.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { isWhiteSpace } from '../pdf/tokens.ts';
import type { WorkBudget } from '../pdf/work-budget.ts';
import { findStartXref, type XrefLink } from '../pdf/xref-chain.ts';

/** One update. */
export interface LaterRevision {
  /** Its number, from 1. */
  readonly revision: number;
  readonly link: XrefLink;
  /** The file without it, and with it as the last. */
  readonly before: PdfReader;
  readonly after: PdfReader;
}

/**
 * The updates after the first `end` bytes, oldest first; none where only white space follows.
 *
 * @param budget - for looking through long chains of updates
 * @returns `undefined` when what follows is something else: then nothing can be said of it
 * @throws FormatsError `PDF_LIMIT_EXCEEDED`
 */
export async function laterRevisions(
  reader: PdfReader,
  end: number,
  budget: WorkBudget,
): Promise<readonly LaterRevision[] | undefined> {
  const { xref, base, source } = reader;
  const offsets = xref.map(({ section }) => base + section.offset);
  const count = offsets.findIndex((offset) => offset < end);
  if (count < 0 || reader.isRebuilt) return undefined;
  const isDescending = offsets.slice(1, count).every((offset, at) => offset < (offsets[at] ?? 0));
  // A section that was not the last one then would make another document of what was covered.
  const isChained = (await startXrefBefore(reader, end)) === xref[count]?.section.offset;
  const isPlain = isDescending && offsets.slice(count).every((offset) => offset < end) && isChained;
  if (!isPlain || !(await endsRevision(reader, source.size))) return undefined;
  if (count === 0 && !(await isWhiteSpaceFrom(reader, end))) return undefined;
  budget.spend(2 * count * xref.length);
  const marks = revisionMarks(reader);
  return xref
    .slice(0, count)
    .flatMap((link, at): readonly LaterRevision[] => {
      const [own, ...older] = xref.slice(at);
      const [previous, ...others] = older;
      if (own === undefined || previous === undefined) return [];
      const revision = marks.filter((mark) => mark <= base + link.section.offset).length;
      const after = reader.before([own, ...older]);
      return [{ revision, link, before: reader.before([previous, ...others]), after }];
    })
    .reverse();
}

/** Where a reader of the first `end` bytes begins; `undefined` when it cannot. */
async function startXrefBefore({ source }: PdfReader, end: number): Promise<number | undefined> {
  try {
    return await findStartXref(source, end);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return undefined;
  }
}

/** Most bytes that may follow the last revision. */
const MAX_PADDING = 1024;

async function isWhiteSpaceFrom({ source }: PdfReader, start: number): Promise<boolean> {
  if (source.size - start > MAX_PADDING) return false;
  const rest = await source.read(start, source.size);
  return rest.every(isWhiteSpace);
}
