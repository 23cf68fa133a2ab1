/**
 * What a prepared seal is between its halves, without the document.
 *
 *     PadesState ::= SEQUENCE { version INTEGER (1), algorithm UTF8String, signedAttributes OCTET STRING,
 *                               documentDigest OCTET STRING, certificates SEQUENCE OF Certificate,
 *                               before OCTET STRING, room INTEGER, after OCTET STRING }
 *
 * @module
 */
import { CoreError, type DocumentSource, equalBytes, isEsealError, type PreparedDocument } from '@eseal/core';
import { DerReader, encode, integer, octetString, sequence, TAG, utf8String } from '@eseal/core/asn1';
import { SIGNATURE_ALGORITHMS, signatureRow } from '@eseal/core/crypto';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import type { Sealer } from '../cades/sealer.ts';
import { digestLayout, type SignatureLayout } from './byte-range.ts';
import { openByteSource } from './pdf/byte-source.ts';
import type { PreparedPades } from './prepare.ts';

const VERSION = 1;

/** Encodes a prepared seal. */
export function storePades({ layout, sealer, documentDigest, dataToBeSigned }: PreparedPades): Uint8Array {
  return encode(
    sequence([
      integer(VERSION),
      utf8String(sealer.algorithm),
      octetString(dataToBeSigned),
      octetString(documentDigest),
      sequence(sealer.certificates.map(({ raw }) => raw)),
      octetString(layout.before),
      integer(layout.room),
      octetString(layout.after),
    ]),
  );
}

/** What is read from a stored seal. */
export interface StoredPades extends PreparedDocument, Pick<Sealer, 'algorithm' | 'certificates'> {
  readonly update: Omit<SignatureLayout, 'document'>;
}

/**
 * Reads a stored seal.
 *
 * @throws CoreError `STATE_INVALID`
 */
export function readPadesState(state: Uint8Array): StoredPades {
  try {
    return readFields(state);
  } catch (cause) {
    if (!isEsealError(cause)) throw cause;
    throw new CoreError('STATE_INVALID', 'these bytes are not a stored PAdES seal', { cause });
  }
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
    throw new CoreError('DOCUMENT_CHANGED', 'the document is not the one that was prepared');
  }
  return { dataToBeSigned, documentDigest, layout, sealer };
}

function readFields(state: Uint8Array): StoredPades {
  const outer = DerReader.over(state, 'PadesState');
  const reader = outer.sequence('PadesState');
  outer.end();
  const version = reader.smallInteger('version');
  const name = new TextDecoder().decode(reader.content(TAG.utf8String, 'algorithm'));
  const algorithm = SIGNATURE_ALGORITHMS.find((row) => row.name === name)?.name;
  const dataToBeSigned = reader.octetString('signedAttributes');
  const documentDigest = reader.octetString('documentDigest');
  const list = reader.sequence('certificates');
  const certificates: Certificate[] = [];
  while (!list.atEnd) certificates.push(parseCertificate(list.raw('Certificate')));
  const before = reader.octetString('before');
  const room = reader.smallInteger('room');
  const after = reader.octetString('after');
  reader.end();
  const [first, ...others] = certificates;
  if (version !== VERSION || algorithm === undefined || first === undefined) {
    throw new CoreError('STATE_INVALID', 'the stored seal is of another version of this package');
  }
  const update = { before, room, after };
  return { dataToBeSigned, documentDigest, algorithm, certificates: [first, ...others], update };
}
