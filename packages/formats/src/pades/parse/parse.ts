/**
 * A PDF as facts for the validator: its seals and its document timestamps, nothing judged.
 *
 * @module
 */
import { type DocumentSource, equalBytes, readable, type ValidationMaterial } from '@eseal/core';
import type { ParsedContainer, ParsedSignature, ParsedTimestamp, ParseFinding } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { createIdentifiers } from '../../cades/identifiers.ts';
import { FormatsError } from '../../errors.ts';
import { readCatalog } from '../catalog.ts';
import { openByteSource } from '../pdf/byte-source.ts';
import { PdfReader } from '../pdf/reader.ts';
import { readSecurityStore } from './dss-dictionary.ts';
import { readEarlierForms } from './form-revisions.ts';
import { type PdfUnderParse, parseSeal, type SealSequel } from './parse-seal.ts';
import { fileFindings, rebuiltFinding, removedFinding, signatureFindings } from './pdf-findings.ts';
import { findRemovedSeals } from './removed-seals.ts';
import { readerAt, revisionMarks } from './revisions.ts';
import { type PdfSignature, readSignatures } from './signature-dictionary.ts';

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

async function parseReader(reader: PdfReader): Promise<ParsedContainer> {
  const { signatures: found, problems } = await readSignatures(reader);
  const pdf: PdfUnderParse = {
    reader,
    revisions: revisionMarks(reader).length,
    identifiers: createIdentifiers(),
  };
  const store = await readStore(reader, found);
  const signatures: ParsedSignature[] = [];
  for (const seal of found.filter(({ kind }) => kind === 'seal')) {
    const parsed = await parseSeal(pdf, seal, sequelOf(seal, found, store));
    signatures.push(...parsed.map((one) => withStore(one, store)));
  }
  const stamps = found.filter(({ kind }) => kind === 'timestamp');
  // ISO 32000-2 §12.8.5: a document timestamp says so in /Type too; what says otherwise is named in a finding only.
  const named = stamps.filter(({ type }) => type === undefined || type === 'DocTimeStamp');
  const timestamps = await Promise.all(named.map((stamp) => parseTimestamp(pdf, stamp)));
  return {
    format: 'pades',
    signatures,
    timestamps: timestamps.flatMap((one) => one ?? []),
    findings: [
      ...fileFindings(reader),
      ...problems.map(formFinding),
      ...stamps.flatMap(signatureFindings),
      ...(await findRemovedSeals(reader, await readEarlierForms(reader))).map(removedFinding),
    ],
  };
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

/** The security store, and for each document timestamp whether it covers revocation data. */
interface Store {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
  /** Ends of the document timestamps that cover a store with revocation data. */
  readonly coveredBy: readonly number[];
}

async function readStore(reader: PdfReader, found: readonly PdfSignature[]): Promise<Store | undefined> {
  let store = await readSecurityStore(reader, (await readCatalog(reader)).dictionary);
  if (store === undefined) return undefined;
  const coveredBy: number[] = [];
  for (const stamp of found.filter(isDocumentTimestamp)) {
    const then = readerAt(reader, stamp.coverage.end);
    const covered = then && (await readSecurityStore(then, (await readCatalog(then)).dictionary));
    if (covered !== undefined && covered.crls.length + covered.ocspResponses.length > 0) {
      coveredBy.push(stamp.coverage.end);
      store = withEarlier(store, covered);
    }
  }
  return { ...store, coveredBy };
}

/** Most entries of a store whose earlier ones are looked for. */
const MAX_MERGED = 1000;

/** A store with what an earlier one held, which some programs replace instead of adding to it. */
function withEarlier(store: ValidationMaterial, earlier: ValidationMaterial): ValidationMaterial {
  const merged = (present: readonly Uint8Array[], before: readonly Uint8Array[]): readonly Uint8Array[] =>
    present.length + before.length > MAX_MERGED
      ? present
      : [...present, ...before.filter((one) => !present.some((other) => equalBytes(one, other)))];
  return {
    certificates: merged(store.certificates, earlier.certificates),
    crls: merged(store.crls, earlier.crls),
    ocspResponses: merged(store.ocspResponses, earlier.ocspResponses),
  };
}

/** A document timestamp that raises levels: one that says so in both its entries. */
function isDocumentTimestamp({ kind, problems, coverage }: PdfSignature): boolean {
  return kind === 'timestamp' && problems.length === 0 && coverage.problems.length === 0;
}

function sequelOf(seal: PdfSignature, found: readonly PdfSignature[], store: Store | undefined): SealSequel {
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

function withStore(signature: ParsedSignature, store: Store | undefined): ParsedSignature {
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
