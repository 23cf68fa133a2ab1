/**
 * Material for the timestamps of a container, and for what they archive: it goes into the newest one, which nothing covers
 * yet (EN 319 162-1 §A.7).
 *
 * @module
 */
import type { AugmentContext } from '@eseal/core';
import { encode } from '@eseal/core/asn1';
import { spliceSignedData } from '@eseal/core/cms';
import type { ParsedTimestamp } from '@eseal/core/container';
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
import { archivedNames } from './archive.ts';
import { isCoveredUnder, readContainerTimestamps } from './container-timestamps.ts';
import type { AsicContainer } from './parse/container.ts';
import { openSealFiles } from './seal-files.ts';
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
  const timestamps = readContainerTimestamps(container);
  if (timestamps.length === 0) return undefined;
  const request = await createMaterialRequest(await sealsToProve(container, timestamps), timestamps);
  const missing = await collectMissing(request, context);
  if (isEmptyMaterial(missing)) return undefined;
  const { id: name, token } = newestTimestamp(container, timestamps);
  const { signedData } = parseTimestampToken(token);
  const proven = encode(spliceSignedData(withMaterial(signedData, missing), {}));
  return { removed: new Set([name]), added: [storedMember(name, proven)] };
}

/** The seals whose time something proves: others are not archived yet. */
async function sealsToProve(
  container: AsicContainer,
  timestamps: readonly ParsedTimestamp[],
): Promise<readonly SealToProve[]> {
  const seals: SealToProve[] = [];
  for (const file of openSealFiles(container)) {
    const over = timestamps.filter(({ id }) => isCoveredUnder(container, file.name, id));
    const { signatures } = await file.parse();
    for (const signature of signatures)
      seals.push({ signature, provenBy: [...timestampsOverValue(signature), ...over] });
  }
  return seals.filter(({ provenBy }) => provenBy.length > 0);
}

function newestTimestamp(container: AsicContainer, timestamps: readonly ParsedTimestamp[]): ParsedTimestamp {
  const archived = archivedNames(container);
  const time = ({ token }: ParsedTimestamp): number => parseTimestampToken(token).tstInfo.genTime.getTime();
  const [newest] = timestamps
    .filter(({ id }) => !archived.has(id))
    .toSorted((one, other) => time(other) - time(one));
  if (newest === undefined)
    throw new FormatsError(
      'ASIC_CHANGE_FORBIDDEN',
      'every timestamp of the container is archived by another',
    );
  return newest;
}
