/**
 * What is wrong with the place of a seal in its container: each of it means that the seal is not what it seems.
 *
 * @module
 */
import type { ParseFinding, SignedReference } from '@eseal/core/container';
import type { AsicContainer, ManifestFile } from './container.ts';

/** ASiC-S has one document, and it stands in the root: readers differ in which of several they take for the sealed one. */
export function wrongDocuments(count: number): readonly ParseFinding[] {
  if (count === 1) return [];
  return [
    error(
      'ASIC_S_DOCUMENTS',
      `a container of one document has ${count} files in its root`,
      'EN 319 162-1 §4.3.3.1',
    ),
  ];
}

/** No manifest can be read that names the file of the seal. */
export function manifestMissing({ unreadableManifests: [broken] }: AsicContainer): ParseFinding {
  return broken === undefined
    ? error('ASIC_MANIFEST_MISSING', 'no manifest names the file of the seal', 'EN 319 162-1 §4.4.3.2')
    : error(
        'ASIC_MANIFEST_UNREADABLE',
        `${broken.entry.name} cannot be read: ${broken.problem}`,
        'EN 319 162-1 §A.4',
      );
}

/** More than one manifest claims the seal, which is over one of them. */
export function severalManifests(manifests: readonly ManifestFile[]): readonly ParseFinding[] {
  if (manifests.length === 1) return [];
  const names = manifests.map(({ entry }) => entry.name).join(', ');
  return [
    error(
      'ASIC_MANIFESTS_CONFLICT',
      `several manifests name the file of the seal: ${names}`,
      'EN 319 162-1 §A.4',
    ),
  ];
}

/** The seal carries what it is over, and says nothing of the documents. */
export function attachedContent(): ParseFinding {
  return error(
    'ASIC_SEAL_NOT_DETACHED',
    'the seal carries a content of its own, so it is not over the documents of the container',
    'EN 319 162-1 §4.3.3.2',
  );
}

/** Everything that the seal refers to stands in its own file, or the manifest that it is over names nothing. */
export function coversNothing(
  references: readonly SignedReference[],
  covered: number,
  manifests: readonly ManifestFile[] = [],
): readonly ParseFinding[] {
  if (covered > 0 || references.some(({ input }) => input === undefined)) return [];
  if (manifests.length === 0 && references.some(({ kind }) => kind === 'message-digest')) return [];
  return [
    error('ASIC_SEAL_COVERS_NO_FILE', 'the seal covers no file of the container', 'EN 319 162-1 §4.4.3.2'),
  ];
}

/** The file of a seal that is none. */
export function unreadableSeal(name: string, problem: string): ParseFinding {
  return error('ASIC_SEAL_UNREADABLE', `${name} cannot be read: ${problem}`, 'EN 319 162-1 §4.4.3.2');
}

function error(id: string, message: string, citation: string): ParseFinding {
  return { id, severity: 'error', message, citation };
}
