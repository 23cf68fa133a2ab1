/**
 * Which manifests a seal or timestamp is over: those that name its file (EN 319 162-1 §A.4), and what they name in turn.
 *
 * @module
 */
import type { SignedReference } from '@eseal/core/container';
import { entryNameOf } from '../uri.ts';
import type { AsicContainer, ManifestFile } from './container.ts';
import type { FileLookup } from './file-lookup.ts';

/** The manifests that name a file as that of their seal or timestamp. */
export function manifestsOver({ manifests }: AsicContainer, file: string): readonly ManifestFile[] {
  return manifests.filter(({ manifest }) => entryNameOf(manifest.sigReference.uri) === file);
}

/** The files that a manifest names, each a condition of what the seal or timestamp over it says. */
export function referencesOf({ manifest }: ManifestFile, lookup: FileLookup): readonly SignedReference[] {
  return manifest.references.map(({ digest, digestAlgorithm, uri }) => {
    const entry = uri === undefined ? undefined : lookup.find(uri);
    return {
      kind: 'manifest-entry',
      ...(uri !== undefined && { uri }),
      digestAlgorithm,
      digest,
      input: entry && { kind: 'document', source: lookup.open(entry) },
      required: true,
    };
  });
}
