/**
 * Holding the documents of a batch to its list.
 *
 * @module
 */
import { type ContentDigest, isContentDigest } from '../container/detached-content.ts';
import type { DocumentSource } from '../document/source.ts';
import { CoreError } from '../errors.ts';
import { toHex } from '../util/bytes.ts';
import { sha256Of } from './freeze-manifest.ts';
import type { BatchManifest, ManifestEntry } from './manifest.ts';
import { pinDocument } from './pinned-document.ts';

/** What came of a list so far. */
export interface ManifestCheck {
  /**
   * The entry of a document that is to be sealed.
   *
   * @throws CoreError `DOCUMENT_NOT_IN_MANIFEST`, or `INVALID_ARGUMENT` for one that came already
   */
  admit(id: string): ManifestEntry;
  /** What is on the list and did not come, in its order. */
  missing(): readonly ManifestEntry[];
}

/** Begins with a list. */
export function openManifestCheck({ entries }: BatchManifest): ManifestCheck {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const admitted = new Set<string>();
  return {
    admit(id) {
      const entry = byId.get(id);
      if (entry === undefined)
        throw new CoreError('DOCUMENT_NOT_IN_MANIFEST', `${id} is not on the frozen list of this batch`);
      if (admitted.has(id))
        throw new CoreError('INVALID_ARGUMENT', `there is a document ${id} before this one`);
      admitted.add(id);
      return entry;
    },
    missing: () => entries.filter(({ id }) => !admitted.has(id)),
  };
}

/**
 * The document of an entry, such that what is sealed is what was compared with the list.
 *
 * @throws CoreError `DOCUMENT_CHANGED`, `INVALID_ARGUMENT` for a digest by another algorithm
 */
export async function assertListed(
  { id, digest }: ManifestEntry,
  document: DocumentSource | ContentDigest,
  signal: AbortSignal | undefined,
): Promise<DocumentSource | ContentDigest> {
  if (isContentDigest(document)) {
    if (sha256Of(id, document) !== digest) throw changed(id);
    return document;
  }
  const pinned = await pinDocument('SHA-256', document, signal && { signal });
  if (toHex(pinned.digest) !== digest) throw changed(id);
  return pinned.document;
}

function changed(id: string): CoreError {
  return new CoreError('DOCUMENT_CHANGED', `${id} is not what it was when the list was frozen`);
}
