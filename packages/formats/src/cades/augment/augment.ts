/**
 * Raising the level of finished CAdES seals (EN 319 122-1 §6.3). Bytes that are there stay, in their order.
 *
 * @module
 */
import {
  type AugmentContext,
  CoreError,
  createSealedDocument,
  type DocumentSource,
  includesLevel,
  readAll,
  type SealedDocument,
} from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { type SignedData, spliceSignedData } from '@eseal/core/cms';
import { FormatsError } from '../../errors.ts';
import { mediaTypeOf, toSealedDocument } from '../assemble.ts';
import { assertSealIntact } from '../assert-intact.ts';
import { resolveContents } from '../content.ts';
import { missingMaterialSource } from '../material-request.ts';
import { readSignedData } from '../read-signed-data.ts';
import { addArchiveTimestamps, missingContent } from './archive-timestamps.ts';
import { addMissingMaterial } from './missing-material.ts';
import {
  type CmsToRaise,
  choosePositions,
  readSealTree,
  type SealNode,
  withCounterSignatures,
} from './seal-tree.ts';
import { addSignatureTimestamps } from './signature-timestamps.ts';

/**
 * Raises the seals of a CMS: each side by side, with the counter-signatures on it. Where nothing is missing, the same bytes
 * come back.
 *
 * @throws FormatsError `CMS_UNREADABLE`, `CMS_NOT_SEALED`, `CMS_CHANGE_FORBIDDEN`, `SEAL_BROKEN`, `SEAL_CERTIFICATE_MISSING`,
 * `SEAL_CONTENT_MISSING`; CoreError `INVALID_ARGUMENT`, `TIMESTAMP_…` and `MATERIAL_…` codes
 */
export async function augmentCades(sealed: DocumentSource, context: AugmentContext): Promise<SealedDocument> {
  const bytes = await readAll(sealed);
  const received = readSignedData(bytes);
  if (received.signerInfos.length === 0 || received.contentType === OID.tstInfo)
    throw new FormatsError('CMS_NOT_SEALED', 'there is no seal in this CMS');
  const { packaging, candidates } = await resolveContents(received, context.contents ?? []);
  const raised = await raise({ signedData: received, packaging, contents: candidates }, context);
  if (raised === received) return createSealedDocument(mediaTypeOf(packaging), [bytes]);
  const { encapContentInfo } = raised.fields;
  const content = { length: encapContentInfo.length, source: encapContentInfo };
  return toSealedDocument(spliceSignedData(raised, { encapContentInfo: content }), packaging, content);
}

async function raise(cms: CmsToRaise, context: AugmentContext): Promise<SignedData> {
  const { adesLevel, only } = context;
  const seals = await readSealTree(cms);
  const chosen = choosePositions(seals, only);
  if (!includesLevel(adesLevel, 'B-T')) return cms.signedData;
  await assertRaisable(
    seals.filter((_, position) => chosen.has(position)),
    cms.signedData,
    context,
  );
  const stamped = await addSignatureTimestamps(cms.signedData, seals, chosen, context);
  if (!includesLevel(adesLevel, 'B-LT')) return stamped;
  const stampedSeals =
    stamped === cms.signedData ? seals : await readSealTree({ ...cms, signedData: stamped });
  const proven = await addMissingMaterial(stamped, stampedSeals, chosen, context);
  if (!includesLevel(adesLevel, 'B-LTA')) return proven;
  return addArchiveTimestamps(proven, stampedSeals, chosen, context);
}

/** Refuses what cannot be raised before any authority is asked. */
async function assertRaisable(
  seals: readonly SealNode[],
  { certificates }: SignedData,
  { adesLevel, material, timestamps = [] }: AugmentContext,
): Promise<void> {
  if (includesLevel(adesLevel, 'B-LT') && material === undefined) throw missingMaterialSource(adesLevel);
  if (includesLevel(adesLevel, 'B-LTA')) {
    if (timestamps.length === 0)
      throw new CoreError('TIMESTAMP_SOURCE_MISSING', `level ${adesLevel} needs a source of timestamps`);
    for (const { content, signature } of seals) if (content === undefined) throw missingContent(signature);
  }
  for (const { signature } of seals.flatMap(withCounterSignatures))
    await assertSealIntact(signature, certificates);
}
