/**
 * What every stored seal begins with, whatever its format: the CMS part of a seal between its halves.
 *
 *     StoredSeal ::= SEQUENCE { version INTEGER (1), algorithm UTF8String, signedAttributes OCTET STRING,
 *                               documentDigest OCTET STRING, certificates SEQUENCE OF Certificate, … }
 *
 * @module
 */
import { CoreError, isEsealError, type PreparedDocument } from '@eseal/core';
import { DerReader, TAG } from '@eseal/core/asn1';
import { SIGNATURE_ALGORITHMS } from '@eseal/core/crypto';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import type { Sealer } from './sealer.ts';
import { STORED_SEAL_VERSION } from './store-seal.ts';

/** What is read from a stored seal of any format. */
export interface StoredSeal extends PreparedDocument, Pick<Sealer, 'algorithm' | 'certificates'> {}

/**
 * Reads a stored seal.
 *
 * @param readFurther - reads the fields of the format, up to the end
 * @throws CoreError `STATE_INVALID`
 */
export function readStoredSeal<T>(state: Uint8Array, readFurther: (reader: DerReader) => T): StoredSeal & T {
  try {
    const outer = DerReader.over(state, 'StoredSeal');
    const reader = outer.sequence('StoredSeal');
    outer.end();
    const stored = readSeal(reader);
    const further = readFurther(reader);
    reader.end();
    return { ...stored, ...further };
  } catch (cause) {
    if (!isEsealError(cause)) throw cause;
    throw new CoreError('STATE_INVALID', 'these bytes are not a stored seal of this format', { cause });
  }
}

function readSeal(reader: DerReader): StoredSeal {
  const version = reader.smallInteger('version');
  const name = new TextDecoder().decode(reader.content(TAG.utf8String, 'algorithm'));
  const algorithm = SIGNATURE_ALGORITHMS.find((row) => row.name === name)?.name;
  const dataToBeSigned = reader.octetString('signedAttributes');
  const documentDigest = reader.octetString('documentDigest');
  const list = reader.sequence('certificates');
  const certificates: Certificate[] = [];
  while (!list.atEnd) certificates.push(parseCertificate(list.raw('Certificate')));
  const [first, ...others] = certificates;
  if (version !== STORED_SEAL_VERSION || algorithm === undefined || first === undefined) {
    throw new CoreError('STATE_INVALID', 'the stored seal is of another version of this package');
  }
  return { dataToBeSigned, documentDigest, algorithm, certificates: [first, ...others] };
}

/** The refusal of another document than the one that was prepared. */
export function documentChanged(): CoreError {
  return new CoreError('DOCUMENT_CHANGED', 'the document is not the one that was prepared');
}
