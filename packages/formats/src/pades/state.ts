/**
 * A prepared seal as bytes, without its document.
 *
 * @module
 */

import type { DocumentSource } from '@eseal/core';
import { CoreError, equalBytes, isEsealError, type SealedPart } from '@eseal/core';
import { DerReader, encode, integer, octetString, sequence, utf8String } from '@eseal/core/asn1';
import { SIGNATURE_ALGORITHMS, signatureRow } from '@eseal/core/crypto';
import { parseCertificate } from '@eseal/core/x509';
import { digestLayout } from './byte-range.ts';
import { openByteSource } from './pdf/byte-source.ts';
import type { PreparedPades } from './prepare.ts';

const VERSION = 1;

/** Everything of a prepared seal but the document. */
export function storePrepared(prepared: PreparedPades): Uint8Array {
  const { layout, algorithm, certificates, documentDigest, dataToBeSigned } = prepared;
  return encode(
    sequence([
      integer(VERSION),
      utf8String(algorithm),
      octetString(documentDigest),
      octetString(dataToBeSigned),
      octetString(layout.before),
      integer(layout.room),
      octetString(layout.after),
      sequence(certificates.map(({ raw }) => raw)),
    ]),
  );
}

/**
 * A stored seal together with its document.
 *
 * @throws CoreError `STATE_INVALID` for other bytes, `DOCUMENT_CHANGED` for another document
 */
export async function restorePrepared(state: Uint8Array, document: DocumentSource): Promise<PreparedPades> {
  const source = await openByteSource(document);
  const prepared = readState(state, source.document);
  const digest = await digestLayout(signatureRow(prepared.algorithm).digest, prepared.layout);
  if (!equalBytes(digest, prepared.documentDigest)) {
    throw new CoreError('DOCUMENT_CHANGED', 'the document is not the one that was prepared');
  }
  return prepared;
}

function readState(state: Uint8Array, document: SealedPart): PreparedPades {
  try {
    const outer = DerReader.over(state, 'state');
    const reader = outer.sequence('state');
    outer.end();
    if (reader.smallInteger('version') !== VERSION) throw invalidState();
    const name = new TextDecoder().decode(reader.content(0x0c, 'algorithm'));
    const algorithm = SIGNATURE_ALGORITHMS.find((row) => row.name === name)?.name;
    const documentDigest = reader.octetString('documentDigest');
    const dataToBeSigned = reader.octetString('dataToBeSigned');
    const before = reader.octetString('before');
    const room = reader.smallInteger('room');
    const after = reader.octetString('after');
    const [certificate, ...issuers] = readCertificates(reader.sequence('certificates'));
    reader.end();
    if (algorithm === undefined || certificate === undefined) throw invalidState();
    const layout = { document, before, room, after };
    return { algorithm, documentDigest, dataToBeSigned, layout, certificates: [certificate, ...issuers] };
  } catch (cause) {
    throw isEsealError(cause) ? invalidState(cause) : cause;
  }
}

function readCertificates(reader: DerReader) {
  const certificates = [];
  while (!reader.atEnd) certificates.push(parseCertificate(reader.raw('Certificate')));
  return certificates;
}

function invalidState(cause?: unknown): CoreError {
  return new CoreError('STATE_INVALID', 'these bytes are not the state of a PAdES seal', { cause });
}
