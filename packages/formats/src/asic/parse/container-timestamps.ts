/**
 * The timestamps of a container itself: each is over a manifest, or over the one document of ASiC-S (EN 319 162-1 §4.3.3.2,
 * §4.4.4.2, §A.7).
 *
 * @module
 */
import { readable } from '@eseal/core';
import type { DetachedContent, DigestInput, ParsedTimestamp } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { chooseContent, contentInput } from '../../cades/content.ts';
import type { Identifiers } from '../../cades/identifiers.ts';
import type { AsicContainer, AsicFile } from './container.ts';
import { rootDocuments } from './container-kind.ts';
import type { FileLookup } from './file-lookup.ts';
import { manifestsOver, referencesOf } from './linked-manifests.ts';

/** Reads a timestamp of the container, with what the manifest under it names. */
export async function parseContainerTimestamp(
  { bytes, entry }: AsicFile,
  container: AsicContainer,
  lookup: FileLookup,
  identifiers: Identifiers,
): Promise<ParsedTimestamp> {
  const manifests = manifestsOver(container, entry.name);
  const input = await chooseInput(bytes, stampedContents(container, manifests, lookup));
  const chosen = manifests.filter((one) => input?.kind === 'document' && input.source === one.bytes);
  const references = chosen.flatMap((one) => referencesOf(one, lookup));
  return {
    id: await identifiers.of('T', bytes),
    type: 'container',
    token: bytes,
    input,
    file: entry.name,
    ...(references.length > 0 && { references }),
  };
}

function stampedContents(
  container: AsicContainer,
  manifests: readonly AsicFile[],
  lookup: FileLookup,
): readonly DetachedContent[] {
  const { documents, kind, unreadableManifests } = container;
  if (manifests.length === 0 && kind === 'asic-s')
    return rootDocuments(documents).map((one) => ({ source: lookup.open(one) }));
  const files = manifests.length > 0 ? manifests : unreadableManifests;
  return files.map((one) => ({ source: one.bytes }));
}

async function chooseInput(
  token: Uint8Array,
  contents: readonly DetachedContent[],
): Promise<DigestInput | undefined> {
  const candidates = await Promise.all(contents.map(contentInput));
  const info = readable(() => parseTimestampToken(token))?.tstInfo;
  return chooseContent(candidates, info?.imprintAlgorithm, info?.imprint);
}
