/**
 * From a signature value to the finished seal.
 *
 * @module
 */
import {
  type AssembleContext,
  createSealedDocument,
  includesLevel,
  type SealedDocument,
  type SealedPart,
  toBase64,
  utf8,
} from '@eseal/core';
import { stampSignatureValue } from '../cades/level-t.ts';
import { canonicalSignatureValue, fillSealFrame } from './frame.ts';
import { signatureTimestamp } from './level-t.ts';
import type { Markup } from './markup.ts';
import type { PreparedXades } from './prepare.ts';
import type { Sealer } from './sealer.ts';
import { toXmlSignatureValue } from './signature-value.ts';
import { writeUnsignedProperties } from './unsigned-properties.ts';

/** Media type of every XAdES seal (RFC 7303 §4.1). */
export const XML_MEDIA_TYPE = 'application/xml';

/** Puts the signature value, and from B-T on a timestamp over it, in place. */
export async function assembleXades(
  prepared: PreparedXades,
  signatureValue: Uint8Array,
  context: AssembleContext,
): Promise<SealedDocument> {
  const { contents, frame, sealer } = prepared;
  const raw = toXmlSignatureValue(signatureValue, sealer.algorithm, sealer.certificates[0].publicKey);
  const value = toBase64(raw);
  const timestamps = includesLevel(context.adesLevel, 'B-T')
    ? await stampValue(canonicalSignatureValue(frame, value), sealer, context)
    : [];
  const unsignedProperties = writeUnsignedProperties([...sealer.unsignedProperties, ...timestamps]);
  const seal = fillSealFrame(frame, { contents, value, unsignedProperties });
  return createSealedDocument(XML_MEDIA_TYPE, joinTexts(around(seal, prepared)));
}

async function stampValue(
  octets: Uint8Array,
  { canonicalization }: Sealer,
  context: AssembleContext,
): Promise<readonly Markup[]> {
  const tokens = await stampSignatureValue(octets, context);
  return tokens.map((token) => signatureTimestamp(token, canonicalization.algorithm));
}

/** The document with the seal in its place. */
function around(
  seal: readonly (SealedPart | string)[],
  { around: place }: PreparedXades,
): readonly (SealedPart | string)[] {
  if (place === undefined) return seal;
  const { file, insertion } = place;
  const { after, before, end, start } = insertion;
  return [file.subarray(0, start), before, ...seal, after, file.subarray(end)];
}

/** Pieces in bytes, texts that follow each other in one. */
function joinTexts(pieces: readonly (SealedPart | string)[]): readonly SealedPart[] {
  const parts: SealedPart[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    if (text !== '') parts.push(utf8(text));
    text = '';
    parts.push(piece);
  }
  return text === '' ? parts : [...parts, utf8(text)];
}
