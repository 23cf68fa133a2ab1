/**
 * A PDF as facts for the validator: its seals and its document timestamps, nothing judged.
 *
 * @module
 */
import { type DocumentSource, readable } from '@eseal/core';
import type { ParsedContainer, ParsedSignature, ParsedTimestamp, ParseFinding } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { createIdentifiers } from '../../cades/identifiers.ts';
import { FormatsError } from '../../errors.ts';
import { openByteSource } from '../pdf/byte-source.ts';
import { PdfReader } from '../pdf/reader.ts';
import { readEarlierForms } from './form-revisions.ts';
import { type PdfUnderParse, parseSeal, type SealSequel } from './parse-seal.ts';
import { fileFindings, rebuiltFinding, removedFinding, signatureFindings } from './pdf-findings.ts';
import { findRemovedSeals } from './removed-seals.ts';
import { revisionMarks } from './revisions.ts';
import { type PdfSignature, readSignatures } from './signature-dictionary.ts';
import { isDocumentTimestamp, readStoreHistory, type StoreHistory } from './store-history.ts';
import { type ParsedSeal, withModifications } from './with-modifications.ts';

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
    return (await readPdf(await PdfReader.open(document, options))).container;
  } catch (error) {
    if (!(error instanceof FormatsError) || !['PDF_XREF_BROKEN', 'PDF_SYNTAX'].includes(error.code))
      throw error;
    return parseRebuilt(document, options, error);
  }
}

/** A PDF as facts, beside the places where they stand. */
export interface ReadPdf {
  readonly container: ParsedContainer;
  readonly signatures: readonly PdfSignature[];
  readonly store: StoreHistory | undefined;
}

/** The same for a PDF that is open. */
export async function readPdf(reader: PdfReader): Promise<ReadPdf> {
  const { signatures: found, problems } = await readSignatures(reader);
  const pdf: PdfUnderParse = {
    reader,
    revisions: revisionMarks(reader).length,
    identifiers: createIdentifiers(),
  };
  const store = await readStoreHistory(reader, found);
  const seals: ParsedSeal[] = [];
  for (const placed of found.filter(({ kind }) => kind === 'seal')) {
    const parsed = await parseSeal(pdf, placed, sequelOf(placed, found, store));
    seals.push({ placed, parsed: parsed.map((one) => withStore(one, store)) });
  }
  const stamps = found.filter(({ kind }) => kind === 'timestamp');
  // ISO 32000-2 §12.8.5: a document timestamp says so in /Type too; what says otherwise is named in a finding only.
  const named = stamps.filter(({ type }) => type === undefined || type === 'DocTimeStamp');
  const timestamps = await Promise.all(named.map((stamp) => parseTimestamp(pdf, stamp)));
  const removed = await findRemovedSeals(reader, await readEarlierForms(reader));
  const container: ParsedContainer = {
    format: 'pades',
    signatures: await withModifications(reader, found, seals),
    timestamps: timestamps.flatMap((one) => one ?? []),
    findings: [
      ...fileFindings(reader),
      ...problems.map(formFinding),
      ...stamps.flatMap(signatureFindings),
      ...removed.map(removedFinding),
    ],
  };
  return { container, signatures: found, store };
}

/** What a scan finds in a file with this fault. */
async function parseRebuilt(
  document: DocumentSource,
  options: ParsePadesOptions,
  fault: FormatsError,
): Promise<ParsedContainer> {
  const { container: parsed } = await readPdf(await PdfReader.rebuild(document, options));
  const finding = rebuiltFinding(fault);
  return {
    ...parsed,
    signatures: parsed.signatures.map((one) => ({ ...one, findings: [finding, ...one.findings] })),
    // A document timestamp proves nothing about a file that is read in this way.
    timestamps: parsed.timestamps.map(({ id, type, token }) => ({ id, type, token, input: undefined })),
    findings: [finding, ...parsed.findings],
  };
}

function sequelOf(
  seal: PdfSignature,
  found: readonly PdfSignature[],
  store: StoreHistory | undefined,
): SealSequel {
  const later = found.filter((other) => isDocumentTimestamp(other) && other.coverage.end > seal.coverage.end);
  const documentTimestamps = later.flatMap(({ value, coverage }) => {
    const token = value && readable(() => parseTimestampToken(value));
    const type = store?.coveredBy.includes(coverage.end) ? 'archive' : 'document';
    return token === undefined ? [] : [{ token, timestamp: { type } } as const];
  });
  return {
    documentTimestamps,
    store: store ?? { certificates: [], crls: [], ocspResponses: [] },
    isArchived: documentTimestamps.some(({ timestamp }) => timestamp.type === 'archive'),
  };
}

function withStore(signature: ParsedSignature, store: StoreHistory | undefined): ParsedSignature {
  if (store === undefined) return signature;
  return {
    ...signature,
    certificates: [...signature.certificates, ...store.certificates],
    crls: [...signature.crls, ...store.crls],
    ocspResponses: [...signature.ocspResponses, ...store.ocspResponses],
  };
}

/** A document timestamp; one whose ranges are not a whole revision covers nothing. */
async function parseTimestamp(
  { reader, identifiers }: PdfUnderParse,
  { value, coverage }: PdfSignature,
): Promise<ParsedTimestamp | undefined> {
  if (value === undefined) return undefined;
  const whole = coverage.problems.length === 0 ? coverage.ranges : undefined;
  return {
    id: await identifiers.of('T', value),
    type: 'document',
    token: value,
    input: whole && { kind: 'ranges', source: reader.source.document, ranges: whole },
  };
}

function formFinding(message: string): ParseFinding {
  return { id: 'PDF_FORM', severity: 'warning', message, citation: 'ISO 32000-2 §12.7.4' };
}
