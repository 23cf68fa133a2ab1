/**
 * Raising the level of containers. Seals in CMS of ASiC-S and seals in XML are raised inside their files; what is in ASiC-E
 * with seals in CMS, or with timestamps alone, is archived as a whole by a manifest under a timestamp (EN 319 162-1 §4.4.4,
 * §A.7).
 *
 * @module
 */
import {
  type AugmentContext,
  createSealedDocument,
  type DocumentSource,
  includesLevel,
  openSealedDocument,
  type SealedDocument,
} from '@eseal/core';
import { addArchiveManifest, requireTimestamps } from './archive.ts';
import { type AsicContainer, openAsicContainer } from './parse/container.ts';
import { proveTimestamps } from './prove-timestamps.ts';
import { raiseSealFiles } from './raise-seal-files.ts';
import { ASIC_MEDIA_TYPES } from './vocabulary.ts';
import { updateZip, type ZipChanges } from './zip/write.ts';

/**
 * Raises the seals, or the timestamps, of a container. A container in which nothing is missing comes back as it was; of any
 * other, every entry that is not raised itself is copied as it was received.
 *
 * @throws FormatsError `ASIC_NOT_SEALED`, `SEAL_BROKEN`, `ASIC_STRUCTURE_INVALID`, `ZIP_…`, or what raising the files with seals
 * throws; CoreError `INVALID_ARGUMENT` for an id that no seal has, `TIMESTAMP_SOURCE_MISSING`, `MATERIAL_SOURCE_MISSING`, or
 * what the sources throw
 */
export async function augmentAsic(sealed: DocumentSource, context: AugmentContext): Promise<SealedDocument> {
  let container = await openAsicContainer(sealed);
  container = await changed(container, await raiseSealFiles(container, context));
  if (includesLevel(context.adesLevel, 'B-LT'))
    container = await changed(container, await proveTimestamps(container, context));
  if (includesLevel(context.adesLevel, 'B-LTA') && isArchivedAsWhole(container))
    for (const source of requireTimestamps(context))
      container = await changed(container, await addArchiveManifest(container, source, context));
  return createSealedDocument(ASIC_MEDIA_TYPES[container.kind], [container.archive.source]);
}

/** Seals in XML, and those in CMS of ASiC-S, have their archive timestamps inside. */
function isArchivedAsWhole({ kind, signatures }: AsicContainer): boolean {
  if (signatures.some(({ format }) => format === 'xades')) return false;
  return kind === 'asic-e' || signatures.length === 0;
}

async function changed(container: AsicContainer, changes: ZipChanges | undefined): Promise<AsicContainer> {
  if (changes === undefined) return container;
  const parts = await updateZip(container.archive, changes);
  return openAsicContainer(await openSealedDocument(createSealedDocument('application/zip', parts)));
}
