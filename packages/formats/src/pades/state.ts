/**
 * A prepared PAdES seal between its halves: `StoredSeal`, and the update that is appended to the document.
 *
 *     PadesState ::= SEQUENCE { COMPONENTS OF StoredSeal, before OCTET STRING, room INTEGER, after OCTET STRING }
 *
 * @module
 */
import { type DocumentSource, equalBytes } from '@eseal/core';
import { integer, octetString } from '@eseal/core/asn1';
import { signatureRow } from '@eseal/core/crypto';
import type { Sealer } from '../cades/sealer.ts';
import { documentChanged, readStoredSeal, type StoredSeal, storeSeal } from '../cades/stored-seal.ts';
import { digestLayout, type SignatureLayout } from './byte-range.ts';
import { openByteSource } from './pdf/byte-source.ts';
import type { PreparedPades } from './prepare.ts';

/** Encodes a prepared seal. */
export function storePades(prepared: PreparedPades): Uint8Array {
  const { before, room, after } = prepared.layout;
  return storeSeal(prepared, [octetString(before), integer(room), octetString(after)]);
}

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
