/**
 * A stored PAdES seal made ready for its value again: `StoredSeal`, and the update that is appended to the document.
 *
 *     PadesState ::= SEQUENCE { COMPONENTS OF StoredSeal, before OCTET STRING, room INTEGER, after OCTET STRING }
 *
 * @module
 */
import { type DocumentSource, equalBytes } from '@eseal/core';
import { signatureRow } from '@eseal/core/crypto';
import type { Sealer } from '../cades/sealer.ts';
import { documentChanged, readStoredSeal, type StoredSeal } from '../cades/stored-seal.ts';
import { digestLayout, type SignatureLayout } from './byte-range.ts';
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
): Promise<PreparedPades> {
  const { document } = await openByteSource(source);
  const layout = { document, ...update };
  if (!equalBytes(await digestLayout(signatureRow(algorithm).digest, layout), documentDigest)) {
    throw documentChanged();
  }
  return { dataToBeSigned, documentDigest, layout, sealer };
}
