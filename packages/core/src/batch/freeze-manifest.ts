/**
 * Making the frozen list: every document is digested once, as it is now.
 *
 * @module
 */
import { type ContentDigest, isContentDigest } from '../container/detached-content.ts';
import { digestDocument, throwIfAborted } from '../crypto/digest.ts';
import { CoreError } from '../errors.ts';
import type { DesignatedDocument } from '../seal/signer.ts';
import { toHex } from '../util/bytes.ts';
import { assertNumbers } from './assert-numbers.ts';
import { type BatchInput, openBatchInput } from './batch-input.ts';
import { type BatchManifest, createManifest, faultOfEntry, type ManifestEntry } from './manifest.ts';

/** A document that is put on a list. */
export interface ManifestDocument extends DesignatedDocument {
  readonly document: BatchInput;
  /** When it is known already, the document must have it. */
  readonly digest?: string;
}

/** Options of {@link freezeManifest}. */
export interface FreezeManifestOptions {
  /** Most documents on a list. Default 1,000,000. */
  readonly maxDocuments?: number;
  readonly signal?: AbortSignal;
}

/**
 * The frozen list of documents, in their order. One is digested at a time and taken from the source when the one before it is
 * done, so that any number needs the memory of one. Two documents with the same contents are two entries.
 *
 * @throws CoreError `INVALID_ARGUMENT` for an id that stands there twice or a text that cannot stand there,
 * `DOCUMENT_CHANGED` for a document that has not the digest it is said to have, `BUDGET_EXCEEDED` for too many, `ABORTED`;
 * and what reading throws
 * @example
 * ```ts
 * import { freezeManifest, type Signer, sealMany } from '@eseal/core';
 * import { pades } from '@eseal/formats/pades';
 *
 * export async function sealApproved(pdfs: readonly { id: string; document: Uint8Array }[], signer: Signer): Promise<void> {
 *   const manifest = await freezeManifest(pdfs);
 *   for await (const outcome of sealMany(pdfs, { signer, format: pades(), manifest })) console.log(outcome.id, outcome.kind);
 * }
 * ```
 */
export async function freezeManifest(
  documents: Iterable<ManifestDocument> | AsyncIterable<ManifestDocument>,
  { maxDocuments = 1_000_000, signal }: FreezeManifestOptions = {},
): Promise<BatchManifest> {
  assertNumbers({ maxDocuments });
  const ids = new Set<string>();
  const entries: ManifestEntry[] = [];
  for await (const document of documents) {
    throwIfAborted(signal);
    if (ids.size >= maxDocuments)
      throw new CoreError('BUDGET_EXCEEDED', `there are more than ${maxDocuments} documents`);
    const entry = await freezeEntry(document, signal);
    if (ids.has(entry.id)) throw new CoreError('INVALID_ARGUMENT', `there are two documents ${entry.id}`);
    ids.add(entry.id);
    entries.push(entry);
  }
  return createManifest(entries);
}

async function freezeEntry(given: ManifestDocument, signal: AbortSignal | undefined): Promise<ManifestEntry> {
  const { document, digest: expected, ...designation } = given;
  const source = await openBatchInput(document);
  const digest = isContentDigest(source)
    ? sha256Of(given.id, source)
    : toHex((await digestDocument('SHA-256', source, signal && { signal })).digest);
  const entry = { ...designation, digest };
  const fault = faultOfEntry(entry);
  if (fault !== undefined) throw new CoreError('INVALID_ARGUMENT', fault);
  if (expected !== undefined && expected !== digest)
    throw new CoreError('DOCUMENT_CHANGED', `${entry.id} has not the digest that it is said to have`);
  return entry;
}

/**
 * The digest of a document that is elsewhere, as a list holds it.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function sha256Of(id: string, { algorithm, digest }: ContentDigest): string {
  if (algorithm === 'SHA-256') return toHex(digest);
  throw new CoreError('INVALID_ARGUMENT', `the digest of ${id} is by ${algorithm}; lists hold SHA-256`);
}
