/**
 * The seals and document timestamps of a PDF, where they stand and what they are.
 *
 * @module
 */
import { readable } from '@eseal/core';
import type { ParsedSignature, ParsedTimestamp, ParseFinding } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { createIdentifiers } from '../../cades/identifiers.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { type PdfUnderParse, parseSeal, type SealSequel } from './parse-seal.ts';
import { revisionMarks } from './revisions.ts';
import { type PdfSignature, readSignatures } from './signature-dictionary.ts';
import { isDocumentTimestamp, readStoreHistory, type StoreHistory } from './store-history.ts';
import { type PlacedTimestamp, withCovers } from './timestamp-covers.ts';

/** A seal where it stands, and as it was parsed, followed by its counter-signatures. */
export interface ParsedSeal {
  readonly placed: PdfSignature;
  readonly parsed: readonly ParsedSignature[];
}

/** What was read of a PDF. */
export interface ReadPdf {
  /** All seals and document timestamps, those that end earlier revisions first. */
  readonly signatures: readonly PdfSignature[];
  /** Without what later revisions changed. */
  readonly seals: readonly ParsedSeal[];
  readonly timestamps: readonly ParsedTimestamp[];
  /** What was noticed about what they cover. */
  readonly findings: readonly ParseFinding[];
  readonly store: StoreHistory | undefined;
  /** What is wrong with the form that holds them. */
  readonly problems: readonly string[];
}

/**
 * Reads a PDF.
 *
 * @throws FormatsError when the PDF's own structure cannot be read
 */
export async function readPdf(reader: PdfReader): Promise<ReadPdf> {
  const { signatures, problems } = await readSignatures(reader);
  const pdf: PdfUnderParse = {
    reader,
    revisions: revisionMarks(reader).length,
    identifiers: createIdentifiers(),
  };
  const store = await readStoreHistory(reader, signatures);
  const seals: ParsedSeal[] = [];
  for (const placed of signatures.filter(({ kind }) => kind === 'seal'))
    seals.push({ placed, parsed: await parseSeal(pdf, placed, sequelOf(placed, signatures, store)) });
  const stamps = signatures.filter(({ kind }) => kind === 'timestamp');
  // ISO 32000-2 §12.8.5: a document timestamp says so in /Type too; what says otherwise is named in a finding only.
  const named = stamps.filter(({ type }) => type === undefined || type === 'DocTimeStamp');
  const parsed = await Promise.all(named.map((stamp) => parseTimestamp(pdf, stamp)));
  const stores = store?.covered ?? new Map();
  const covering = withCovers({ seals, stamps: parsed.flatMap((one) => one ?? []), stores });
  return {
    signatures,
    seals: seals.map((seal) => ({ ...seal, parsed: seal.parsed.map((one) => withStore(one, store)) })),
    ...covering,
    store,
    problems,
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
  placed: PdfSignature,
): Promise<PlacedTimestamp | undefined> {
  const { value, coverage } = placed;
  if (value === undefined) return undefined;
  const whole = coverage.problems.length === 0 ? coverage.ranges : undefined;
  const timestamp: ParsedTimestamp = {
    id: await identifiers.of('T', value),
    type: 'document',
    token: value,
    input: whole && { kind: 'ranges', source: reader.source.document, ranges: whole },
  };
  return { placed, timestamp };
}
