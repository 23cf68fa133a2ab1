/**
 * From a signature value to the finished container.
 *
 * @module
 */
import {
  type AssembleContext,
  createSealedDocument,
  type SealedDocument,
  type SealedPart,
  utf8,
} from '@eseal/core';
import type { ContainerLayout, PreparedAsic } from './laid-out-container.ts';
import { ASIC_MEDIA_TYPES, type AsicKind, COMMENT_PREFIX, MIMETYPE_NAME } from './vocabulary.ts';
import { storedMember, updateZip, writeZip, type ZipMember } from './zip/write.ts';

/** Puts the seal in its file, and the file in its container. */
export async function assembleAsic(
  { layout, sealFile }: PreparedAsic,
  signatureValue: Uint8Array,
  context: AssembleContext,
): Promise<SealedDocument> {
  const seal = await sealFile.assemble(signatureValue, context);
  const parts = await fillContainer(layout, await seal.toBytes());
  return createSealedDocument(ASIC_MEDIA_TYPES[layout.type], parts);
}

async function fillContainer(layout: ContainerLayout, seal: Uint8Array): Promise<readonly SealedPart[]> {
  const { members, received, sealName, type, zipComment } = layout;
  const added = [...members, storedMember(sealName, seal)];
  if (received !== undefined) return updateZip(received, { removed: new Set([sealName]), added });
  return writeContainer(type, added, zipComment);
}

/** A new container: its media type comes first, so that it stands at a fixed place (EN 319 162-1 §A.1). */
export function writeContainer(
  type: AsicKind,
  members: readonly ZipMember[],
  zipComment: boolean,
): readonly SealedPart[] {
  const mediaType = ASIC_MEDIA_TYPES[type];
  const mimetype = storedMember(MIMETYPE_NAME, utf8(mediaType));
  return writeZip([mimetype, ...members], zipComment ? `${COMMENT_PREFIX}${mediaType}` : '');
}
