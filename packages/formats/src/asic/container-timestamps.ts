/**
 * The timestamps of a container itself, with what each of them is over: a manifest, or the one document of ASiC-S
 * (EN 319 162-1 §4.3.3.2, §4.4.4).
 *
 * @module
 */
import type { DigestInput, ParsedTimestamp } from '@eseal/core/container';
import type { AsicContainer, AsicFile, ManifestFile } from './parse/container.ts';
import { entryNameOf } from './uri.ts';
import { openEntry } from './zip/content.ts';

/** The manifests over which a file with a seal or a timestamp is. */
export function manifestsUnder({ manifests }: AsicContainer, name: string): readonly ManifestFile[] {
  return manifests.filter(({ manifest }) => entryNameOf(manifest.sigReference.uri) === name);
}

/** Whether a file is named by a manifest under this seal or timestamp. */
export function isCoveredUnder(container: AsicContainer, name: string, seal: string): boolean {
  const references = manifestsUnder(container, seal).flatMap(({ manifest }) => manifest.references);
  return references.some(({ uri }) => entryNameOf(uri ?? '') === name);
}

/** Every timestamp of a container. */
export function readContainerTimestamps(container: AsicContainer): readonly ParsedTimestamp[] {
  return container.timestamps.map((file) => readTimestamp(container, file));
}

function readTimestamp(container: AsicContainer, { bytes, entry }: AsicFile): ParsedTimestamp {
  const [manifest] = manifestsUnder(container, entry.name);
  return {
    id: entry.name,
    type: 'container',
    token: bytes,
    input: manifest === undefined ? documentInput(container) : { kind: 'bytes', pieces: [manifest.bytes] },
  };
}

function documentInput({ archive, documents, kind }: AsicContainer): DigestInput | undefined {
  const [document, ...others] = documents;
  if (kind === 'asic-e' || document === undefined || others.length > 0) return undefined;
  return { kind: 'document', source: openEntry(archive, document) };
}
