/**
 * Documents under a ds:Manifest: the seal covers the list of their digests, and holds even where one of them cannot be had
 * (XMLDSig §5.1).
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import { bytesOf } from './documents.ts';
import { REFERENCE_TYPES } from './identifiers.ts';
import type { LaidOutSeal, SealRequest } from './laid-out-seal.ts';
import { canonicalizeMarkup, dsElement, writeMarkup } from './markup.ts';
import { buildReference } from './signed-info.ts';

/** One reference to a manifest in place of those to documents. */
export async function layOutManifest(
  laidOut: LaidOutSeal,
  { ids, sealer: { canonicalization, digestAlgorithm } }: SealRequest,
): Promise<LaidOutSeal> {
  const { references: entries, surroundings } = laidOut;
  const manifest = dsElement(
    'Manifest',
    { Id: ids.manifest },
    entries.map((entry) => buildReference(entry, digestAlgorithm)),
  );
  const octets = utf8(canonicalizeMarkup(manifest, surroundings));
  const toManifest = {
    id: ids.reference(entries.length),
    uri: `#${ids.manifest}`,
    type: REFERENCE_TYPES.manifest,
    transforms: [{ algorithm: canonicalization.algorithm }],
    digest: await digestBytes(digestAlgorithm, octets),
    octets: bytesOf(octets),
    entries,
  };
  const startTag = `<ds:Object>${writeMarkup(manifest)}`;
  return {
    ...laidOut,
    references: [toManifest],
    objects: [{ startTag, content: new Uint8Array(), endTag: '</ds:Object>' }],
  };
}
