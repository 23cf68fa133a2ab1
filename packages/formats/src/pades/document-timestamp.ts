/**
 * Document timestamps: a timestamp over the whole PDF, as an update of its own (EN 319 142-1 §5.4.3, ISO 32000-2 §12.8.5).
 *
 * @module
 */
import { type CallOptions, CoreError, type DocumentSource, type SealedDocument } from '@eseal/core';
import type { TimestampSource } from '@eseal/core/timestamp';
import { TIMESTAMP_EXTENSION } from './catalog.ts';
import { layOutSignature } from './lay-out.ts';
import { type OpenForUpdateOptions, openForUpdate } from './open-for-update.ts';
import { digestLayout, embedContents } from './parse/byte-range.ts';
import { pdfName } from './pdf/objects.ts';
import type { PdfReader } from './pdf/reader.ts';
import { reopen } from './reopen.ts';

/** Options of {@link stampDocument}. */
export interface StampDocumentOptions extends CallOptions, OpenForUpdateOptions {
  /** The clock, for the file identifier of the update. Default the system's. */
  readonly now?: () => Date;
}

/**
 * Appends document timestamps: one of each source, each over the one before it. It is permitted whatever a certification
 * or a lock says, but not where the encryption lets a user create no field.
 *
 * @throws FormatsError `PDF_CHANGE_FORBIDDEN`, or when the PDF cannot be read or extended; CoreError
 * `TIMESTAMP_SOURCE_MISSING` or a `TIMESTAMP_…` code
 * @example
 * ```ts
 * import type { SealedDocument } from '@eseal/core';
 * import { createTimestampClient } from '@eseal/core/timestamp';
 * import { stampDocument } from '@eseal/formats/pades';
 *
 * export function stampReport(pdf: Uint8Array): Promise<SealedDocument> {
 *   return stampDocument(pdf, createTimestampClient({ url: 'https://tsa.example/tsr' }));
 * }
 * ```
 */
export async function stampDocument(
  document: DocumentSource,
  timestamps: TimestampSource | readonly TimestampSource[],
  options: StampDocumentOptions = {},
): Promise<SealedDocument> {
  return (await appendTimestamps(document, timestamps, options)).stamped;
}

/** A PDF with document timestamps at its end. */
export interface StampedPdf {
  readonly stamped: SealedDocument;
  /** In the order of their sources. */
  readonly tokens: readonly Uint8Array[];
}

/** The same, with the tokens beside the document. */
export async function appendTimestamps(
  document: DocumentSource,
  timestamps: TimestampSource | readonly TimestampSource[],
  options: StampDocumentOptions = {},
): Promise<StampedPdf> {
  const [first, ...others] = 'stamp' in timestamps ? [timestamps] : timestamps;
  if (first === undefined)
    throw new CoreError('TIMESTAMP_SOURCE_MISSING', 'a timestamp needs a source of timestamps');
  let { stamped, tokens } = await appendTimestamp(await openForUpdate(document, options), first, options);
  for (const source of others) {
    const reader = await openForUpdate(await reopen(stamped), options);
    const last = await appendTimestamp(reader, source, options);
    stamped = last.stamped;
    tokens = [...tokens, ...last.tokens];
  }
  return { stamped, tokens };
}

async function appendTimestamp(
  reader: PdfReader,
  timestamps: TimestampSource,
  options: StampDocumentOptions,
): Promise<StampedPdf> {
  const layout = await layOutSignature(reader, {
    kind: 'timestamp',
    entries: [
      ['Type', pdfName('DocTimeStamp')],
      ['Filter', pdfName('Adobe.PPKLite')],
      ['SubFilter', pdfName('ETSI.RFC3161')],
    ],
    room: await timestamps.tokenSize(options),
    field: { bare: true },
    extensions: [TIMESTAMP_EXTENSION],
    time: options.now?.() ?? new Date(),
  });
  const digest = await digestLayout(timestamps.digestAlgorithm, layout, options.signal);
  const token = await timestamps.stamp(digest, options);
  return { stamped: embedContents(layout, token), tokens: [token] };
}
