/**
 * Writing a prepared seal of any format into bytes; `stored-seal.ts` reads them.
 *
 * @module
 */
import type { PreparedDocument } from '@eseal/core';
import { type DerPart, encode, integer, octetString, sequence, utf8String } from '@eseal/core/asn1';
import type { Sealer } from './sealer.ts';

/** Version of what is written. */
export const STORED_SEAL_VERSION = 1;

/** A prepared seal of any format. */
export interface StorableSeal extends PreparedDocument {
  readonly sealer: Pick<Sealer, 'algorithm' | 'certificates'>;
}

/** Encodes a prepared seal, followed by the fields of its format. */
export function storeSeal(prepared: StorableSeal, further: readonly DerPart[] = []): Uint8Array {
  const { sealer, dataToBeSigned, documentDigest } = prepared;
  return encode(
    sequence([
      integer(STORED_SEAL_VERSION),
      utf8String(sealer.algorithm),
      octetString(dataToBeSigned),
      octetString(documentDigest),
      sequence(sealer.certificates.map(({ raw }) => raw)),
      ...further,
    ]),
  );
}
