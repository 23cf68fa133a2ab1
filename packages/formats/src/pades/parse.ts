/**
 * A PDF as facts for the validator: its seals and its document timestamps, nothing judged.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import type { ParsedContainer, ParsedSignature, ParsedTimestamp, ParseFinding } from '@eseal/core/container';
import { createIdentifiers } from '../cades/identifiers.ts';
import { readCatalog } from './catalog.ts';
import { readSecurityStore } from './dss-dictionary.ts';
import { type PdfUnderParse, parseSeal, type SealSequel } from './parse-seal.ts';
import { PdfReader } from './pdf/reader.ts';
import { signatureFindings } from './pdf-findings.ts';
import { readerAt, revisionMarks } from './revisions.ts';
import { type PdfSignature, readSignatures } from './signature-dictionary.ts';

/**
 * Reads the seals and document timestamps of a PDF. Malformed signatures are facts too: only a PDF that cannot be read
 * at all is refused.
 *
 * @param source - the PDF; a stream is read into memory
 * @throws FormatsError `NOT_A_PDF`, `PDF_XREF_BROKEN`, `PDF_ENCRYPTED`, `PDF_SYNTAX`, `PDF_STRUCTURE_INVALID`,
 * `PDF_FILTER_UNSUPPORTED`, `PDF_LIMIT_EXCEEDED`
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
export async function parsePades(source: DocumentSource): Promise<ParsedContainer> {
  const reader = await PdfReader.open(source);
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
  const timestamps = await Promise.all(stamps.map((stamp) => parseTimestamp(pdf, stamp)));
  return {
    format: 'pades',
    signatures,
    timestamps: timestamps.flatMap((one) => one ?? []),
    findings: [...problems.map(formFinding), ...stamps.flatMap(signatureFindings)],
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
  const store = await readSecurityStore(reader, (await readCatalog(reader)).dictionary);
  if (store === undefined) return undefined;
  const coveredBy: number[] = [];
  for (const stamp of found.filter(isDocumentTimestamp)) {
    const then = readerAt(reader, stamp.coverage.end);
    const covered = then && (await readSecurityStore(then, (await readCatalog(then)).dictionary));
    if (covered !== undefined && covered.crls.length + covered.ocspResponses.length > 0) {
      coveredBy.push(stamp.coverage.end);
    }
  }
  return { ...store, coveredBy };
}

/** A document timestamp that raises levels: one that says so in both its entries. */
function isDocumentTimestamp({ kind, problems, coverage }: PdfSignature): boolean {
  return kind === 'timestamp' && problems.length === 0 && coverage.problems.length === 0;
}

function sequelOf(seal: PdfSignature, found: readonly PdfSignature[], store: Store | undefined): SealSequel {
  const { end } = seal.coverage;
  return {
    documentTimestamps: found.filter((other) => isDocumentTimestamp(other) && other.coverage.end > end)
      .length,
    hasMaterial: store !== undefined && store.crls.length + store.ocspResponses.length > 0,
    isArchived: store?.coveredBy.some((stampEnd) => stampEnd > end) ?? false,
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
