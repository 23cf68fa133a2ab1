/**
 * Media types of what is in a container, as its manifests state them; of what has a name of its own, by that.
 *
 * @module
 */
import { MIME_TYPES } from './manifest.ts';
import type { AsicContainer } from './parse/container.ts';
import { entryNameOf } from './uri.ts';
import { type AsicEntryKind, kindOfEntry } from './vocabulary.ts';

const BY_KIND: Readonly<Partial<Record<AsicEntryKind, string>>> = {
  'signature-cades': MIME_TYPES.cades,
  timestamp: MIME_TYPES.timestamp,
  'signature-xades': MIME_TYPES.manifest,
  'asic-manifest': MIME_TYPES.manifest,
  'archive-manifest': MIME_TYPES.manifest,
  'evidence-record-manifest': MIME_TYPES.manifest,
  'odf-manifest': MIME_TYPES.manifest,
};

/** What tells the media type of an entry by its name. */
export function mimeTypesOf({ manifests, odfManifest }: AsicContainer): (name: string) => string | undefined {
  const references = manifests.flatMap(({ manifest }) => manifest.references);
  const stated = new Map([
    ...(odfManifest?.files ?? []).map(({ mediaType, path }) => [path, mediaType] as const),
    ...references.map(({ mimeType, uri }) => [entryNameOf(uri ?? '') ?? '', mimeType] as const),
  ]);
  return (name) => BY_KIND[kindOfEntry(name)] ?? stated.get(name);
}
