/**
 * A PDF as facts for the validator: its seals and its document timestamps, nothing judged.
 *
 * @module
 */
import type { DocumentSource, ValidationMaterial } from '@eseal/core';
import type { ParsedContainer, ParseFinding } from '@eseal/core/container';
import { FormatsError } from '../../errors.ts';
import { openByteSource } from '../pdf/byte-source.ts';
import { PdfReader } from '../pdf/reader.ts';
import { readEarlierForms } from './form-revisions.ts';
import { layerFindings } from './layer-findings.ts';
import { fileFindings, rebuiltFinding, removedFinding, signatureFindings } from './pdf-findings.ts';
import { readPdf } from './read-pdf.ts';
import { findRemovedSeals } from './removed-seals.ts';
import { withModifications } from './with-modifications.ts';

/** Options of {@link parsePades}. */
export interface ParsePadesOptions {
  /** The user's or the owner's password of an encrypted PDF. Default none: the empty password is tried. */
  readonly password?: string;
}

/**
 * Reads the seals and document timestamps of a PDF. Malformed signatures are facts too: only a PDF that cannot be read
 * at all is refused. One whose cross-reference is broken is read by a scan, and every seal in it has a finding that
 * keeps it from being valid: what a seal covers cannot be told of such a file.
 *
 * @param source - the PDF; a stream is read into memory
 * @throws FormatsError `NOT_A_PDF`, `PDF_XREF_BROKEN`, `PDF_SYNTAX`, `PDF_STRUCTURE_INVALID`, `PDF_FILTER_UNSUPPORTED`,
 * `PDF_LIMIT_EXCEEDED`, `PDF_PASSWORD_REQUIRED`, `PDF_PASSWORD_WRONG`, `PDF_ENCRYPTION_UNSUPPORTED`,
 * `PDF_ENCRYPTION_BROKEN`
 * @example
 * ```ts
 * import { parsePades } from '@eseal/formats/pades';
 *
 * export async function listFields(pdf: Uint8Array): Promise<(string | undefined)[]> {
 *   const { signatures } = await parsePades(pdf);
 *   return signatures.map(({ scope }) => scope.pdf?.fieldName);
 * }
 * ```
 */
export async function parsePades(
  source: DocumentSource,
  options: ParsePadesOptions = {},
): Promise<ParsedContainer> {
  // A stream can be read only once.
  const { document } = await openByteSource(source);
  try {
    return await parseReader(await PdfReader.open(document, options));
  } catch (error) {
    if (!(error instanceof FormatsError) || !['PDF_XREF_BROKEN', 'PDF_SYNTAX'].includes(error.code))
      throw error;
    return parseRebuilt(document, options, error);
  }
}

/** What is read, with what can be said of the file as a whole. */
async function parseReader(reader: PdfReader): Promise<ParsedContainer> {
  const { findings, problems, seals, signatures, store, timestamps } = await readPdf(reader);
  // What later revisions did is looked at last: it may use up what may be read of the file.
  const layers = await layerFindings(reader);
  const removed = await findRemovedSeals(reader, await readEarlierForms(reader));
  return {
    format: 'pades',
    signatures: await withModifications(reader, signatures, seals),
    timestamps,
    ...(store && { material: materialOf(store) }),
    findings: [
      ...fileFindings(reader),
      ...layers,
      ...problems.map(formFinding),
      ...signatures.filter(({ kind }) => kind === 'timestamp').flatMap(signatureFindings),
      ...removed.map(removedFinding),
      ...findings,
    ],
  };
}

function materialOf({ certificates, crls, ocspResponses }: ValidationMaterial): ValidationMaterial {
  return { certificates, crls, ocspResponses };
}

/** What a scan finds in a file with this fault. */
async function parseRebuilt(
  document: DocumentSource,
  options: ParsePadesOptions,
  fault: FormatsError,
): Promise<ParsedContainer> {
  const parsed = await parseReader(await PdfReader.rebuild(document, options));
  const finding = rebuiltFinding(fault);
  return {
    ...parsed,
    signatures: parsed.signatures.map((one) => ({ ...one, findings: [finding, ...one.findings] })),
    // A document timestamp proves nothing about a file that is read in this way.
    timestamps: parsed.timestamps.map(({ id, type, token }) => ({ id, type, token, input: undefined })),
    findings: [finding, ...parsed.findings],
  };
}

function formFinding(message: string): ParseFinding {
  return { id: 'PDF_FORM', severity: 'warning', message, citation: 'ISO 32000-2 §12.7.4' };
}
