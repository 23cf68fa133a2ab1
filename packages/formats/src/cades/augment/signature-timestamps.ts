/**
 * B-T: a timestamp on every seal and counter-signature that has none (EN 319 122-1 §5.3, §6.3).
 *
 * @module
 */
import type { AugmentContext } from '@eseal/core';
import { type DerPart, encode, OID } from '@eseal/core/asn1';
import {
  changeSignedData,
  findAttributes,
  replaceUnsignedAttributes,
  replaceValues,
  type SignedData,
} from '@eseal/core/cms';
import { assertNotFrozen } from '../archive-rules.ts';
import { stampSignatureValue } from '../level-t.ts';
import { signatureTimestamp } from '../signed-data.ts';
import type { SealNode } from './seal-tree.ts';

/**
 * Stamps the chosen seals. A counter-signature under an archive timestamp stays as it is: that timestamp names its bytes
 * and proves its time.
 *
 * @throws FormatsError `CMS_CHANGE_FORBIDDEN`; CoreError `TIMESTAMP_SOURCE_MISSING` or what the source throws
 */
export async function addSignatureTimestamps(
  signedData: SignedData,
  seals: readonly SealNode[],
  chosen: ReadonlySet<number>,
  context: AugmentContext,
): Promise<SignedData> {
  const signerInfos: Uint8Array[] = [];
  for (const [position, seal] of seals.entries()) {
    const stamped = chosen.has(position) ? await stamp(seal, context) : undefined;
    signerInfos.push(stamped ?? seal.signer.raw);
  }
  const changed = signerInfos.some((one, at) => one !== seals[at]?.signer.raw);
  return changed ? changeSignedData(signedData, { signerInfos }) : signedData;
}

/** The SignerInfo with what is missing in it; `undefined` when nothing is, or nothing may be added. */
async function stamp(node: SealNode, context: AugmentContext): Promise<Uint8Array | undefined> {
  const { signer } = node;
  if (node.coveredBy.length > 0) return undefined;
  const attributes = await stampCounterSignatures(node, context);
  if (findAttributes(signer.unsignedAttributes, OID.signatureTimestamp).length > 0)
    return attributes && encode(replaceUnsignedAttributes(signer, attributes));
  assertNotFrozen([signer], 'a signature timestamp');
  const tokens = await stampSignatureValue(signer.signature, context);
  const present = attributes ?? signer.unsignedAttributes.map(({ raw }) => raw);
  return encode(replaceUnsignedAttributes(signer, [...present, ...tokens.map(signatureTimestamp)]));
}

/** The unsigned attributes with stamped counter-signatures; `undefined` when all of these have a timestamp. */
async function stampCounterSignatures(
  { signer, counterSignatures }: SealNode,
  context: AugmentContext,
): Promise<readonly DerPart[] | undefined> {
  const replacements = new Map<Uint8Array, Uint8Array>();
  for (const one of counterSignatures) {
    const stamped = await stamp(one, context);
    if (stamped !== undefined) replacements.set(one.signer.raw, stamped);
  }
  if (replacements.size === 0) return undefined;
  return signer.unsignedAttributes.map((attribute) => replaceValues(attribute, replacements));
}
