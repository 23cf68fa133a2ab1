/**
 * Citations of standards in comments, and the texts that `docs/standards.md` lists.
 *
 * @module
 */

const CITATION =
  /\b(RFC \d{3,5}|(?:EN|TS|TR) [13]19 \d{3}(?:-\d)?|ISO(?:\/(?:IEC|TS))? \d{4,5}(?:-\d+)?|X\.(?:5|6)\d{2})\b/g;

/** The texts that a source cites, each once. */
export function citedStandards(text: string): readonly string[] {
  return [...new Set([...text.matchAll(CITATION)].map(([name]) => name))];
}

/** The first column of the tables of a page. */
export function listedStandards(markdown: string): ReadonlySet<string> {
  return new Set([...markdown.matchAll(/^\|\s*([^|]+?)\s*\|/gm)].map(([, name]) => name ?? ''));
}
