/**
 * Earlier states of a sealed PDF: what was sealed, and what was there before the seal.
 *
 * @module
 */
import { CoreError, createSealedDocument, type DocumentSource, type SealedDocument } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import { headOf } from './fields/placeholder.ts';
import { revisionMarks } from './parse/revisions.ts';
import type { PdfSignature } from './parse/signature-dictionary.ts';
import { openSealedPdf, type SealedPdf } from './raise/sealed-pdf.ts';

/** Options of {@link extractRevision}. */
export interface ExtractRevisionOptions {
  /** The user's or the owner's password of an encrypted PDF. Default none: the empty password is tried. */
  readonly password?: string;
  /**
   * `sealed` gives the document as the seal covers it, itself included; `original` the document that was sealed, as it
   * was before the seal. Default `sealed`.
   */
  readonly state?: 'sealed' | 'original';
}

/**
 * Gives an earlier state of a PDF: the bytes that a seal or document timestamp covers together with its value, without
 * what was appended later; or the bytes before it was appended. Nothing is verified.
 *
 * @param id - of the seal or document timestamp, as parsing gives it
 * @throws FormatsError `PDF_NOT_SEALED`; `SEAL_BROKEN` when what it covers is no revision, or is the first one; or when the
 * PDF cannot be read; CoreError `INVALID_ARGUMENT` for an id that nothing has
 * @example
 * ```ts
 * import type { SealedDocument } from '@eseal/core';
 * import { extractRevision, parsePades } from '@eseal/formats/pades';
 *
 * export async function asFirstSealed(pdf: Uint8Array): Promise<SealedDocument | undefined> {
 *   const [seal] = (await parsePades(pdf)).signatures;
 *   return seal && extractRevision(pdf, seal.id);
 * }
 * ```
 */
export async function extractRevision(
  document: DocumentSource,
  id: string,
  { password, state = 'sealed' }: ExtractRevisionOptions = {},
): Promise<SealedDocument> {
  const pdf = await openSealedPdf(document, { password });
  const signature = findSignature(pdf, id);
  if (signature === undefined)
    throw new CoreError('INVALID_ARGUMENT', `the PDF has no seal and no document timestamp ${id}`);
  const { problems, end } = signature.coverage;
  if (problems[0] !== undefined) throw notARevision(id, problems[0]);
  const size = state === 'sealed' ? end : await sizeBefore(pdf, signature);
  if (size === undefined) throw notARevision(id, 'nothing was there before it');
  return createSealedDocument('application/pdf', [headOf(pdf.reader.source, size)]);
}

function findSignature({ seals, signatures, timestamps }: SealedPdf, id: string): PdfSignature | undefined {
  const seal = seals.find(({ parsed }) => parsed.id === id);
  const token = timestamps.find((one) => one.id === id)?.token;
  return seal?.placed ?? (token && signatures.find(({ value }) => value === token));
}

/** How long the file was before an update: the mark that ends the revision before, and the end of its line. */
async function sizeBefore(
  { reader }: SealedPdf,
  { coverage, revision }: PdfSignature,
): Promise<number | undefined> {
  const mark = revisionMarks(reader)[revision - 2];
  if (mark === undefined) return undefined;
  const rest = await reader.source.read(mark, coverage.end);
  const end = endOfFile(rest);
  return end === undefined ? undefined : mark + end;
}

const END_OF_FILE = [...'%%EOF'].map((character) => character.charCodeAt(0));

/** One past the first `%%EOF` and the end of line after it. */
function endOfFile(bytes: Uint8Array): number | undefined {
  const at = bytes.findIndex((_, start) => END_OF_FILE.every((byte, k) => bytes[start + k] === byte));
  if (at < 0) return undefined;
  let end = at + END_OF_FILE.length;
  if (bytes[end] === 0x0d) end++;
  if (bytes[end] === 0x0a) end++;
  return end;
}

function notARevision(id: string, why: string): FormatsError {
  return new FormatsError('SEAL_BROKEN', `what ${id} covers is not to be had: ${why}`);
}
