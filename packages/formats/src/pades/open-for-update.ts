/**
 * A PDF opened to be extended: its cross-reference has to lead to its objects, since an update refers to it.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import { readSignatures } from './parse/signature-dictionary.ts';
import { openByteSource } from './pdf/byte-source.ts';
import { PdfReader } from './pdf/reader.ts';

/** How a PDF is opened that is to be extended. */
export interface OpenForUpdateOptions {
  /**
   * The user's or the owner's password of an encrypted PDF; what is appended is encrypted in the same way. Default none:
   * the empty password is tried. It is in no stored state, error or report.
   */
  readonly password?: string;
  /**
   * `rewrite` has a PDF whose cross-reference is broken written anew, all of its objects under new numbers, before it is
   * sealed for the first time; the sealed document then does not begin with the bytes that were given. Such a PDF is
   * refused when it has seals or is encrypted. Default none: it is always refused.
   */
  readonly repair?: 'rewrite';
}

/** Codes of what a rewrite can put right. */
const REPAIRABLE: readonly string[] = ['PDF_XREF_BROKEN', 'PDF_SYNTAX', 'PDF_STRUCTURE_INVALID'];

/**
 * Opens a PDF.
 *
 * @throws FormatsError as {@link PdfReader.open}; `PDF_CHANGE_FORBIDDEN` for a repair that would break seals
 */
export async function openForUpdate(
  document: DocumentSource,
  options: OpenForUpdateOptions,
): Promise<PdfReader> {
  if (options.repair === undefined) return openSound(document, options);
  // A stream can be read only once.
  const source = await openByteSource(document);
  const { visitReachable } = await import('./pdf/rewrite.ts');
  try {
    const reader = await PdfReader.open(source.document, options);
    // What a repair is needed for may show only when all objects are read.
    if (reader.encryption === undefined) await visitReachable(reader, () => undefined);
    return reader;
  } catch (error) {
    if (!(error instanceof FormatsError && REPAIRABLE.includes(error.code))) throw error;
    return PdfReader.open(await rewriteUnsealed(source.document, options));
  }
}

/** Opens a PDF as it is; where that fails, the message says what can be done. */
async function openSound(document: DocumentSource, options: OpenForUpdateOptions): Promise<PdfReader> {
  try {
    return await PdfReader.open(document, options);
  } catch (error) {
    if (!(error instanceof FormatsError && error.code === 'PDF_XREF_BROKEN')) throw error;
    const advice = "have the PDF written anew before its first seal, or ask for that by repair: 'rewrite'";
    throw new FormatsError(error.code, `${error.message}; ${advice}`, { cause: error, facts: error.facts });
  }
}

async function rewriteUnsealed(document: DocumentSource, options: OpenForUpdateOptions): Promise<Uint8Array> {
  const reader = await PdfReader.rebuild(document, options);
  if (reader.encryption !== undefined) {
    throw new FormatsError(
      'PDF_XREF_BROKEN',
      'an encrypted PDF with a broken cross-reference is not written anew',
    );
  }
  const { signatures } = await readSignatures(reader);
  if (signatures.length > 0) {
    throw new FormatsError('PDF_CHANGE_FORBIDDEN', 'the PDF cannot be repaired without breaking its seals', {
      facts: { signatures: signatures.length },
    });
  }
  const { rewritePdf } = await import('./pdf/rewrite.ts');
  return rewritePdf(reader);
}
