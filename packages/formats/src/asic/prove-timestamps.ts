/**
 * Material for the timestamps of a container, and for what they archive: it goes into the newest one, which nothing covers
 * yet (EN 319 162-1 §A.7).
 *
 * @module
 */
import type { AugmentContext } from '@eseal/core';
import { encode } from '@eseal/core/asn1';
import { spliceSignedData } from '@eseal/core/cms';
import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import {
  collectMissing,
  createMaterialRequest,
  isEmptyMaterial,
  type SealToProve,
  timestampsOverValue,
} from '../cades/material-request.ts';
import { withMaterial } from '../cades/with-material.ts';
import { FormatsError } from '../errors.ts';
import { findCoveredFiles } from './covered-files.ts';
import type { AsicContainer, AsicFile } from './parse/container.ts';
import { parseAsic } from './parse/parse.ts';
import { entryNameOf } from './uri.ts';
import { storedMember, type ZipChanges } from './zip/write.ts';

/**
 * The newest timestamp with what is missing inside; `undefined` when nothing is, or when there is no timestamp.
 *
 * @throws FormatsError `SEAL_CERTIFICATE_MISSING`, `ASIC_CHANGE_FORBIDDEN`; CoreError `MATERIAL_SOURCE_MISSING` or what
 * the source throws
 */
export async function proveTimestamps(
  container: AsicContainer,
  context: AugmentContext,
): Promise<ZipChanges | undefined> {
  if (container.timestamps.length === 0) return undefined;
  const { signatures, timestamps } = await parseAsic(container.archive.source);
  const request = await createMaterialRequest(sealsToProve(signatures, timestamps), timestamps);
  const missing = await collectMissing(request, context);
  if (isEmptyMaterial(missing)) return undefined;
  const { bytes, entry } = newestTimestamp(container, signatures);
  const { signedData } = parseTimestampToken(bytes);
  const proven = encode(spliceSignedData(withMaterial(signedData, missing), {}));
  return { removed: new Set([entry.name]), added: [storedMember(entry.name, proven)] };
}

/** The seals whose time something proves: others are not archived yet. */
function sealsToProve(
  signatures: readonly ParsedSignature[],
  timestamps: readonly ParsedTimestamp[],
): readonly SealToProve[] {
  const seals = signatures.map((signature) => {
    const over = timestamps.filter(({ references = [] }) =>
      references.some(({ uri = '' }) => entryNameOf(uri) === signature.file),
    );
    return { signature, provenBy: [...timestampsOverValue(signature), ...over] };
  });
  return seals.filter(({ provenBy }) => provenBy.length > 0);
}

/** The newest of those that nothing covers. */
function newestTimestamp(container: AsicContainer, signatures: readonly ParsedSignature[]): AsicFile {
  const covered = findCoveredFiles(container, { signatures });
  const time = ({ bytes }: AsicFile): number => parseTimestampToken(bytes).tstInfo.genTime.getTime();
  const [newest] = container.timestamps
    .filter(({ entry }) => !covered.has(entry.name))
    .toSorted((one, other) => time(other) - time(one));
  if (newest === undefined)
    throw new FormatsError(
      'ASIC_CHANGE_FORBIDDEN',
      'another seal or timestamp covers each timestamp of the container',
    );
  return newest;
}
