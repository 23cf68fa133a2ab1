/**
 * A timestamp over any file, beside it: no seal, only proof that it existed.
 *
 * @module
 */
import { digestDocument } from '../crypto/digest.ts';
import { createSealedDocument, type SealedDocument } from '../document/sealed-document.ts';
import type { DocumentSource } from '../document/source.ts';
import type { CallOptions } from '../seal/signer.ts';
import type { TimestampSource } from './source.ts';

/** Media type of a TimeStampToken in a file (EN 319 122-1 Annex C; the file is named `….tst`). */
const TOKEN_MEDIA_TYPE = 'application/vnd.etsi.timestamp-token';

/**
 * Stamps a document, which is digested in one pass and only whose digest leaves the machine. The result is the
 * TimeStampToken alone; it proves nothing without the document. `stampDocument` of `@eseal/formats/pades` puts the timestamp
 * inside a PDF, `stampAsic` of `@eseal/formats/asic` in one container with the files.
 *
 * @throws CoreError `TIMESTAMP_REFUSED`, `TIMESTAMP_INVALID`, `TIMESTAMP_UNAVAILABLE` or `ABORTED`
 * @example
 * ```ts
 * import { createTimestampClient, timestampDocument } from '@eseal/core/timestamp';
 *
 * export async function stampScan(scan: Blob): Promise<Uint8Array> {
 *   const token = await timestampDocument(scan, createTimestampClient({ url: 'https://tsa.example/tsr' }));
 *   return token.toBytes();
 * }
 * ```
 * @see RFC 3161 §2.4
 */
export async function timestampDocument(
  document: DocumentSource,
  timestamps: TimestampSource,
  options: CallOptions = {},
): Promise<SealedDocument> {
  const { digest } = await digestDocument(timestamps.digestAlgorithm, document, options);
  return createSealedDocument(TOKEN_MEDIA_TYPE, [await timestamps.stamp(digest, options)]);
}
