/**
 * What a prepared seal is between its halves, without the document.
 *
 *     CadesState ::= SEQUENCE { version INTEGER (1), algorithm UTF8String, signedAttributes OCTET STRING,
 *                               documentDigest OCTET STRING, certificates SEQUENCE OF Certificate }
 *
 * @module
 */
import { CoreError, type DocumentSource, equalBytes, isEsealError, type PreparedDocument } from '@eseal/core';
import { DerReader, encode, integer, octetString, sequence, TAG, utf8String } from '@eseal/core/asn1';
import { SIGNATURE_ALGORITHMS, signatureRow } from '@eseal/core/crypto';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import type { CadesOptions } from './options.ts';
import { layOut, type PreparedCades } from './prepare.ts';
import type { Sealer } from './sealer.ts';

const VERSION = 1;

/** Encodes a prepared seal. */
export function storeCades(prepared: PreparedCades): Uint8Array {
  return encode(
    sequence([
      integer(VERSION),
      utf8String(prepared.sealer.algorithm),
      octetString(prepared.dataToBeSigned),
      octetString(prepared.documentDigest),
      sequence(prepared.sealer.certificates.map(({ raw }) => raw)),
    ]),
  );
}

/** What is read from a stored seal. */
export interface StoredCades extends PreparedDocument, Pick<Sealer, 'algorithm' | 'certificates'> {}

/**
 * Reads a stored seal.
 *
 * @throws CoreError `STATE_INVALID`
 */
export function readCadesState(state: Uint8Array): StoredCades {
  try {
    return readFields(state);
  } catch (cause) {
    if (!isEsealError(cause)) throw cause;
    throw new CoreError('STATE_INVALID', 'these bytes are not a stored CAdES seal', { cause });
  }
}

/**
 * A stored seal together with its document again.
 *
 * @throws CoreError `DOCUMENT_CHANGED`
 */
export async function restoreCades(
  { algorithm, dataToBeSigned, documentDigest }: StoredCades,
  document: DocumentSource,
  options: CadesOptions,
  sealer: Sealer,
): Promise<PreparedCades> {
  const present = await layOut(document, options, signatureRow(algorithm).digest);
  if (!equalBytes(present.documentDigest, documentDigest)) {
    throw new CoreError('DOCUMENT_CHANGED', 'the document is not the one that was prepared');
  }
  return { dataToBeSigned, documentDigest, sealer, place: present.place };
}

function readFields(state: Uint8Array): StoredCades {
  const outer = DerReader.over(state, 'CadesState');
  const reader = outer.sequence('CadesState');
  outer.end();
  const version = reader.smallInteger('version');
  const name = new TextDecoder().decode(reader.content(TAG.utf8String, 'algorithm'));
  const algorithm = SIGNATURE_ALGORITHMS.find((row) => row.name === name)?.name;
  const dataToBeSigned = reader.octetString('signedAttributes');
  const documentDigest = reader.octetString('documentDigest');
  const list = reader.sequence('certificates');
  const certificates: Certificate[] = [];
  while (!list.atEnd) certificates.push(parseCertificate(list.raw('Certificate')));
  reader.end();
  const [first, ...others] = certificates;
  if (version !== VERSION || algorithm === undefined || first === undefined) {
    throw new CoreError('STATE_INVALID', 'the stored seal is of another version of this package');
  }
  return { dataToBeSigned, documentDigest, algorithm, certificates: [first, ...others] };
}
