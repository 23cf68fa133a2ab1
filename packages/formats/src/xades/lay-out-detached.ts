/**
 * Seals beside their documents: each in a file of its own, or several in one.
 *
 * @module
 */
import { octetsOf } from './documents.ts';
import { fileReference } from './file-reference.ts';
import { moved } from './insertion.ts';
import type { LaidOutSeal, SealRequest } from './laid-out-seal.ts';
import { surroundingsAt } from './surroundings.ts';

/**
 * References to files by name: the digest is of the file as it is.
 *
 * @throws FormatsError `XML_…`; `XML_CHANGE_FORBIDDEN` when the seal would break one that is in the same file
 */
export async function layOutDetached(request: SealRequest): Promise<LaidOutSeal> {
  const { documents, holder, ids, options, sealer } = request;
  const { digestAlgorithm: algorithm } = sealer;
  const references = documents.map(({ digest, format, name, part }, at) => ({
    id: ids.reference(at),
    uri: fileReference(name),
    transforms: [],
    digest,
    octets: part === undefined ? ({ kind: 'digest', algorithm, digest } as const) : octetsOf({ part }),
    format,
  }));
  const found = holder === undefined ? undefined : await findPlaceIn(holder);
  const laidOut = {
    references,
    surroundings: surroundingsAt(found?.place, sealer.canonicalization),
    objects: [],
    ...(found && { around: found.around }),
  };
  return options.manifest === true ? putInManifest(laidOut, request) : laidOut;
}

async function putInManifest(laidOut: LaidOutSeal, request: SealRequest): Promise<LaidOutSeal> {
  const { layOutManifest } = await import('./lay-out-manifest.ts');
  return layOutManifest(laidOut, request);
}

async function findPlaceIn(holder: Uint8Array) {
  const { findPlaceBeside } = await import('./lay-out-in-tree.ts');
  const { byteOrderMark, place } = findPlaceBeside(holder);
  return { place, around: { file: holder, insertion: moved(place.insertion, byteOrderMark) } };
}
