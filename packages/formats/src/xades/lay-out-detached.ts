/**
 * Seals in a file of their own.
 *
 * @module
 */
import type { LaidOutSeal, SealRequest } from './laid-out-seal.ts';
import { surroundingsAt } from './surroundings.ts';

/** References to files by name: the digest is of the file as it is. */
export function layOutDetached({ documents, ids, sealer }: SealRequest): LaidOutSeal {
  const references = documents.map(({ digest, format, name }, at) => ({
    id: ids.reference(at),
    uri: fileReference(name),
    transforms: [],
    digest,
    format,
  }));
  return { references, surroundings: surroundingsAt(undefined, sealer.canonicalization), objects: [] };
}

/** A relative reference: the percent-encoded path (RFC 3986 §2.1, §4.2). */
function fileReference(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
