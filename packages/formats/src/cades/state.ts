/**
 * A stored CAdES seal, `StoredSeal` with nothing added, made ready for its value again.
 *
 * @module
 */
import { type DocumentSource, equalBytes, readAll } from '@eseal/core';
import { type ContentDigest, requireDocument } from '@eseal/core/container';
import { digestBytes, signatureRow } from '@eseal/core/crypto';
import { contentsBeside, layOut } from './lay-out.ts';
import type { CadesOptions } from './options.ts';
import { buildUnsignedAttributes, type PreparedCades } from './prepare.ts';
import type { Sealer } from './sealer.ts';
import { documentChanged, readStoredSeal, type StoredSeal } from './stored-seal.ts';

/**
 * Reads a stored seal.
 *
 * @throws CoreError `STATE_INVALID`
 */
export function readCadesState(state: Uint8Array): StoredSeal {
  return readStoredSeal(state, () => ({}));
}

/**
 * A stored seal together with its document again.
 *
 * @throws CoreError `DOCUMENT_CHANGED`
 */
export async function restoreCades(
  { algorithm, dataToBeSigned, documentDigest }: StoredSeal,
  document: DocumentSource | ContentDigest,
  options: CadesOptions,
  sealer: Sealer,
): Promise<PreparedCades> {
  const { digest } = signatureRow(algorithm);
  const given = isCms(options) ? await readAll(requireDocument(document)) : document;
  // Another file may lack the seal that the new one goes beside, so that its difference is told first.
  if (given instanceof Uint8Array && !equalBytes(await digestBytes(digest, given), documentDigest))
    throw documentChanged();
  const { documentDigest: present, place } = await layOut(given, options, digest);
  if (!equalBytes(present, documentDigest)) throw documentChanged();
  const detachedContents = contentsBeside(given, place, { algorithm: digest, digest: documentDigest });
  const unsignedAttributes = await buildUnsignedAttributes(options);
  return { dataToBeSigned, documentDigest, sealer, place, unsignedAttributes, detachedContents };
}

/** Whether the document is a CMS that the seal goes into. */
function isCms({ counterSignatureOf, parallelTo }: CadesOptions): boolean {
  return counterSignatureOf !== undefined || parallelTo === 'document';
}
