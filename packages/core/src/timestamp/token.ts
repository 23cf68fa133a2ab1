/**
 * TimeStampToken and its TSTInfo (RFC 3161 §2.4.2).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { parseSignedData, type SignedData } from '../cms/signed-data.ts';
import { readAlgorithmIdentifier } from '../crypto/algorithm-identifier.ts';
import { type DigestAlgorithm, digestByOid } from '../crypto/algorithms.ts';
import { DecodeError } from '../errors.ts';
import { concatBytes } from '../util/bytes.ts';
import { type GeneralName, readGeneralName } from '../x509/general-name.ts';

/** What the authority states. */
export interface TstInfo {
  readonly policy: string;
  /** `undefined` for an algorithm the SDK does not know. */
  readonly imprintAlgorithm: DigestAlgorithm | undefined;
  readonly imprint: Uint8Array;
  /** Content of the INTEGER. */
  readonly serialNumber: Uint8Array;
  readonly genTime: Date;
  /** Milliseconds; `undefined` when the authority says nothing, which is not zero. */
  readonly accuracy: number | undefined;
  readonly ordering: boolean;
  /** Content of the INTEGER. */
  readonly nonce: Uint8Array | undefined;
  readonly tsa: GeneralName | undefined;
}

/** A parsed token. */
export interface TimestampToken {
  readonly signedData: SignedData;
  readonly tstInfo: TstInfo;
}

/**
 * Reads a TimeStampToken.
 *
 * @throws DecodeError when it is no SignedData over a TSTInfo
 */
export function parseTimestampToken(bytes: Uint8Array): TimestampToken {
  const signedData = parseSignedData(bytes);
  if (signedData.contentType !== OID.tstInfo || signedData.content === undefined) {
    throw new DecodeError('the content is not a TSTInfo', 'TimeStampToken', 0);
  }
  return { signedData, tstInfo: parseTstInfo(concatBytes(signedData.content)) };
}

function parseTstInfo(bytes: Uint8Array): TstInfo {
  const outer = DerReader.over(bytes, 'TSTInfo');
  const reader = outer.sequence('TSTInfo');
  outer.end();
  if (reader.smallInteger('version') !== 1) throw new DecodeError('version is not 1', 'TSTInfo', 0);
  const policy = reader.objectIdentifier('policy');
  const messageImprint = reader.sequence('messageImprint');
  const imprintAlgorithm = digestByOid(readAlgorithmIdentifier(messageImprint, 'hashAlgorithm').oid)?.name;
  const imprint = messageImprint.octetString('hashedMessage');
  messageImprint.end();
  const serialNumber = reader.integer('serialNumber');
  const genTime = reader.generalizedTime('genTime', { fraction: true });
  const accuracy = reader.has(0x30) ? readAccuracy(reader.sequence('accuracy')) : undefined;
  const ordering = reader.has(0x01) ? reader.boolean('ordering') : false;
  const nonce = reader.has(0x02) ? reader.integer('nonce') : undefined;
  const tsa = reader.has(0xa0) ? readGeneralName(reader.context(0, 'tsa')) : undefined;
  if (reader.has(0xa1)) reader.raw('extensions');
  reader.end();
  return { policy, imprintAlgorithm, imprint, serialNumber, genTime, accuracy, ordering, nonce, tsa };
}

function readAccuracy(reader: DerReader): number {
  const seconds = reader.has(0x02) ? reader.smallInteger('seconds') : 0;
  const millis = reader.has(0x80) ? reader.smallInteger('millis', 0x80) : 0;
  const micros = reader.has(0x81) ? reader.smallInteger('micros', 0x81) : 0;
  reader.end();
  return seconds * 1000 + millis + micros / 1000;
}
