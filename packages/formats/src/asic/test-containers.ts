/**
 * Containers for tests, and a check of containers that is no part of the SDK.
 *
 * @module
 */
import { equalBytes, utf8 } from '@eseal/core';
import { digestBytes, digestDocument } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import type { GoodWorldOptions } from '@eseal/testkit';
import { createFormatSealer, type FormatSealer } from '../cades/test-sealer.ts';
import { sealHolds } from '../cades/test-seals.ts';
import { asic } from './asic.ts';
import type { PreparedAsic } from './laid-out-container.ts';
import type { AsicOptions, FurtherDocument } from './options.ts';
import { type AsicContainer, openAsicContainer } from './parse/container.ts';
import { parseAsic } from './parse/parse.ts';
import { entryNameOf } from './uri.ts';
import type { AsicKind } from './vocabulary.ts';
import { openEntry } from './zip/content.ts';

/** Every kind of container and seal. */
export const KINDS: readonly { readonly type: AsicKind; readonly container: AsicOptions['container'] }[] = [
  { type: 'asic-s', container: 'cades' },
  { type: 'asic-s', container: 'xades' },
  { type: 'asic-e', container: 'cades' },
  { type: 'asic-e', container: 'xades' },
];

/** Documents beside the one that is handed to `seal`; their names need escapes. */
export const FURTHER: readonly FurtherDocument[] = [
  { name: '図面/1+2 (a).txt', source: utf8('二つ目の文書'), mimeType: 'text/plain' },
  { name: '100%.bin', source: new Blob([Uint8Array.of(0, 1, 2)]) },
];

/** Seals in containers. */
export type TestSealer = FormatSealer<AsicOptions, PreparedAsic>;

/** A sealer with a world of its own. */
export function createTestSealer(options: GoodWorldOptions = {}): Promise<TestSealer> {
  const createFormat = (given: AsicOptions = { type: 'asic-s', container: 'cades', name: 'a.txt' }) =>
    asic(given);
  return createFormatSealer(createFormat, options);
}

/** Whether everything in a container holds, and how many seals there are. */
export async function checkContainer(
  bytes: Uint8Array,
): Promise<{ readonly seals: number; readonly holds: boolean }> {
  const container = await openAsicContainer(bytes);
  const { signatures } = await parseAsic(bytes);
  const seals = await Promise.all(signatures.map(sealHolds));
  const holds = [...seals, await manifestsHold(container), await timestampsHold(container)];
  return { seals: seals.length, holds: !holds.includes(false) };
}

/** Every file that a manifest names is what it says. */
async function manifestsHold({ archive, manifests }: AsicContainer): Promise<boolean> {
  for (const { manifest } of manifests) {
    for (const { digest, digestAlgorithm, uri = '' } of manifest.references) {
      const entry = archive.entries.find(({ name }) => name === entryNameOf(uri));
      if (entry === undefined || digest === undefined || digestAlgorithm === undefined) return false;
      const actual = await digestDocument(digestAlgorithm, openEntry(archive, entry));
      if (!equalBytes(actual.digest, digest)) return false;
    }
  }
  return true;
}

/** Every timestamp of the container is of the manifest that names it, or of the one document. */
async function timestampsHold({
  archive,
  documents,
  manifests,
  timestamps,
}: AsicContainer): Promise<boolean> {
  for (const { bytes, entry } of timestamps) {
    const { imprint, imprintAlgorithm } = parseTimestampToken(bytes).tstInfo;
    const over = manifests.find(({ manifest }) => entryNameOf(manifest.sigReference.uri) === entry.name);
    const [document] = documents;
    if (document === undefined || imprintAlgorithm === undefined) return false;
    const digest = over
      ? await digestBytes(imprintAlgorithm, over.bytes)
      : (await digestDocument(imprintAlgorithm, openEntry(archive, document))).digest;
    if (!equalBytes(digest, imprint)) return false;
  }
  return true;
}

/** Names of the entries of a container, in their order. */
export async function namesIn(bytes: Uint8Array): Promise<readonly string[]> {
  return (await openAsicContainer(bytes)).archive.entries.map(({ name }) => name);
}
