/**
 * A PDF that is to be raised: what the parser says of its seals beside where they stand.
 *
 * @module
 */
import { CoreError, type DocumentSource } from '@eseal/core';
import type { ParsedSignature } from '@eseal/core/container';
import { FormatsError } from '../../errors.ts';
import { type ReadPdf, readPdf } from '../parse/read-pdf.ts';
import type { PdfSignature } from '../parse/signature-dictionary.ts';
import { type OpenPdfOptions, PdfReader } from '../pdf/reader.ts';

/** A seal as the parser and as the PDF has it. */
export interface PlacedSeal {
  readonly parsed: ParsedSignature;
  readonly placed: PdfSignature;
}

/** A sealed or stamped PDF. */
export interface SealedPdf extends Omit<ReadPdf, 'seals'> {
  readonly reader: PdfReader;
  /** The seals that are to be raised, without their counter-signatures. */
  readonly seals: readonly PlacedSeal[];
}

/** Which PDF, and what of it. */
export interface OpenSealedOptions extends OpenPdfOptions {
  /** Ids of the seals. Default all. */
  readonly only?: readonly string[] | undefined;
}

/**
 * Opens a PDF with seals or document timestamps. Nothing is repaired: what a seal covers would not be what it was.
 *
 * @throws FormatsError `PDF_NOT_SEALED`, or when the PDF cannot be read; CoreError `INVALID_ARGUMENT` for an id that no
 * seal has
 */
export async function openSealedPdf(
  sealed: DocumentSource,
  { only, ...options }: OpenSealedOptions,
): Promise<SealedPdf> {
  const reader = await PdfReader.open(sealed, options);
  const read = await readPdf(reader);
  if (read.seals.length + read.timestamps.length === 0)
    throw new FormatsError('PDF_NOT_SEALED', 'the PDF has neither a seal nor a document timestamp');
  return { ...read, reader, seals: chooseSeals(read, only) };
}

function chooseSeals({ seals }: ReadPdf, only: readonly string[] | undefined): readonly PlacedSeal[] {
  const all = seals.flatMap(({ placed, parsed: [parsed] }) =>
    parsed === undefined ? [] : [{ parsed, placed }],
  );
  if (only === undefined) return all;
  const unknown = only.find((id) => !all.some(({ parsed }) => parsed.id === id));
  if (unknown !== undefined) throw new CoreError('INVALID_ARGUMENT', `the PDF has no seal ${unknown}`);
  return all.filter(({ parsed }) => only.includes(parsed.id));
}
