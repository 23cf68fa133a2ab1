/**
 * Raising the level of finished seals; bytes that are there stay (EN 319 122-1 §6.3).
 *
 * @module
 */
import {
  type AssembleContext,
  type DocumentSource,
  includesLevel,
  readAll,
  type SealedDocument,
} from '@eseal/core';
import { type DerPart, OID } from '@eseal/core/asn1';
import { findAttributes, type SignerInfo, spliceSignedData, withUnsignedAttributes } from '@eseal/core/cms';
import { FormatsError } from '../errors.ts';
import { toSealedDocument } from './assemble.ts';
import { assertAdesLevel, stampSignatureValue } from './level-t.ts';
import { readSignedData } from './read-signed-data.ts';
import { signatureTimestamp } from './signed-data.ts';

/**
 * Gives every seal of a CMS a timestamp that has none. A CMS in which nothing is missing comes back as it was.
 *
 * @throws FormatsError `CMS_UNREADABLE`, `CMS_NOT_SEALED`
 */
export async function augmentCades(
  sealed: DocumentSource,
  context: AssembleContext,
): Promise<SealedDocument> {
  assertAdesLevel(context.adesLevel);
  const received = readSignedData(await readAll(sealed));
  if (received.signerInfos.length === 0 || received.contentType === OID.tstInfo)
    throw new FormatsError('CMS_NOT_SEALED', 'there is no seal in this CMS');
  const signerInfos: DerPart[] = [];
  for (const signer of received.signerInfos) {
    const missing = includesLevel(context.adesLevel, 'B-T') && !hasSignatureTimestamp(signer);
    signerInfos.push(missing ? await stamped(signer, context) : signer.raw);
  }
  const packaging = received.content === undefined ? 'detached' : 'attached';
  return toSealedDocument(spliceSignedData(received, { signerInfos }), packaging);
}

function hasSignatureTimestamp(signer: SignerInfo): boolean {
  return findAttributes(signer.unsignedAttributes, OID.signatureTimestamp).length > 0;
}

async function stamped(signer: SignerInfo, context: AssembleContext): Promise<DerPart> {
  const tokens = await stampSignatureValue(signer.signature, context);
  return withUnsignedAttributes(signer, tokens.map(signatureTimestamp));
}
