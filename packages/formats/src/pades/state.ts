/**
 * A stored PAdES seal made ready for its value again: `StoredSeal`, and the update that is appended to the document.
 *
 *     PadesState ::= SEQUENCE { COMPONENTS OF StoredSeal, before OCTET STRING, room INTEGER, after OCTET STRING }
 *
 * @module
 */
import { type DocumentSource, equalBytes, type SealedPart } from '@eseal/core';
import { signatureRow } from '@eseal/core/crypto';
import type { Sealer } from '../cades/sealer.ts';
import { documentChanged, readStoredSeal, type StoredSeal } from '../cades/stored-seal.ts';
import { headOf } from './fields/placeholder.ts';
import { openForUpdate } from './open-for-update.ts';
import type { PadesOptions } from './options.ts';
import { digestLayout, type SignatureLayout } from './parse/byte-range.ts';
import { openByteSource } from './pdf/byte-source.ts';
import type { PreparedPades } from './prepare.ts';

/** What is read from a stored seal. */
export interface StoredPades extends StoredSeal {
  readonly update: Omit<SignatureLayout, 'document'>;
}

/**
 * Reads a stored seal.
 *
 * @throws CoreError `STATE_INVALID`
 */
export function readPadesState(state: Uint8Array): StoredPades {
  return readStoredSeal(state, (reader) => {
    const before = reader.octetString('before');
    const room = reader.smallInteger('room');
    const after = reader.octetString('after');
    return { update: { before, room, after } };
  });
}

/**
 * A stored seal together with its document again.
 *
 * @throws CoreError `DOCUMENT_CHANGED`
 */
export async function restorePades(
  { algorithm, dataToBeSigned, documentDigest, update }: StoredPades,
  source: DocumentSource,
  sealer: Sealer,
  options: PadesOptions,
): Promise<PreparedPades> {
  const layout = { document: await sealedPart(source, update, options), ...update };
  if (!equalBytes(await digestLayout(signatureRow(algorithm).digest, layout), documentDigest)) {
    throw documentChanged();
  }
  return { dataToBeSigned, documentDigest, layout, sealer };
}

/** The bytes before the update: those of the document, of its repair, or those before a place that was prepared. */
async function sealedPart(
  source: DocumentSource,
  { room, after }: StoredPades['update'],
  options: PadesOptions,
): Promise<SealedPart> {
  // A repair gives the same every time.
  if (options.repair !== undefined) return (await openForUpdate(source, options)).source.document;
  const whole = await openByteSource(source);
  if (options.fillPlaceholder !== true) return whole.document;
  return headOf(whole, Math.max(0, whole.size - (2 * room + 2) - after.length));
}
