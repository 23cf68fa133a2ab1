/**
 * Parts of documents that tests keep up to date, each between two comments of its name.
 *
 * @module
 */
import { readFileSync } from 'node:fs';

/** A part of a document. */
export interface DocumentSection {
  /** What stands in it, without white space at its end. */
  readonly inner: string;
  /** The whole document with something else in the part. */
  replaceBy(inner: string): string;
}

/** The part of a document's text of that name. */
export function documentSection(text: string, name: string): DocumentSection {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const from = text.indexOf(start) + start.length;
  const to = text.indexOf(end);
  if (from < start.length || to < from) throw new TypeError(`the document lacks the section ${name}`);
  return {
    inner: text.slice(from, to).trimEnd(),
    replaceBy: (inner) => `${text.slice(0, from)}${inner}\n${text.slice(to)}`,
  };
}

/** The part of a document's file of that name. */
export function readDocumentSection(path: string, name: string): DocumentSection {
  return documentSection(readFileSync(path, 'utf8'), name);
}
