/**
 * Raising the level of sealed PDFs (EN 319 142-1 §6.3).
 *
 * @module
 */
import {
  type AssembleContext,
  CoreError,
  createSealedDocument,
  type DocumentSource,
  includesLevel,
  isEsealError,
  type SealedDocument,
} from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { findAttributes, parseSignedData } from '@eseal/core/cms';
import { assertAdesLevel } from '../cades/level-t.ts';
import { FormatsError } from '../errors.ts';
import { stampInTurn } from './document-timestamp.ts';
import { type OpenForUpdateOptions, openForUpdate } from './open-for-update.ts';
import { type PdfSignature, readSignatures } from './parse/signature-dictionary.ts';

/**
 * Gives a sealed PDF the level: B-T by a document timestamp, since the seals themselves must not change. A PDF that has
 * the level is returned as it is.
 *
 * @throws FormatsError `PDF_NOT_SEALED`; CoreError `TIMESTAMP_SOURCE_MISSING`, `UNSUPPORTED_LEVEL`
 */
export async function augmentPades(
  sealed: DocumentSource,
  context: AssembleContext,
  options: Pick<OpenForUpdateOptions, 'password'> = {},
): Promise<SealedDocument> {
  assertAdesLevel(context.adesLevel);
  // Seals cannot be repaired: that is no choice here.
  const { password } = options;
  const reader = await openForUpdate(sealed, password === undefined ? {} : { password });
  const { signatures } = await readSignatures(reader);
  const seals = signatures.filter(({ kind }) => kind === 'seal');
  if (seals.length === 0) throw new FormatsError('PDF_NOT_SEALED', 'the PDF has no seal');
  const stamped = Math.max(
    0,
    ...signatures.filter(({ kind }) => kind === 'timestamp').map(({ coverage }) => coverage.end),
  );
  const missing = seals.some((seal) => seal.coverage.end > stamped && !hasSignatureTimestamp(seal));
  if (!includesLevel(context.adesLevel, 'B-T') || !missing) {
    return createSealedDocument('application/pdf', [reader.source.document]);
  }
  if (context.timestamps === undefined) {
    throw new CoreError('TIMESTAMP_SOURCE_MISSING', 'level B-T needs a source of timestamps');
  }
  return stampInTurn(reader, context.timestamps, context.signal && { signal: context.signal });
}

/** Whether every signer of a seal's CMS has a timestamp of its own. */
function hasSignatureTimestamp({ value }: PdfSignature): boolean {
  try {
    const signers = value === undefined ? [] : parseSignedData(value).signerInfos;
    return signers.every(
      (signer) => findAttributes(signer.unsignedAttributes, OID.signatureTimestamp).length > 0,
    );
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return false;
  }
}
