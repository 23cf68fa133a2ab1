/**
 * Parameters of RSASSA-PSS as they are received (RFC 4055 §3.1).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { readable } from '../util/readable.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { digestRow } from './algorithms.ts';

/** Parameters of RSASSA-PSS (RFC 4055 §3.1) with their defaults filled in. */
export interface PssParameters {
  readonly hash: string;
  readonly maskHash: string;
  readonly saltLength: number;
  readonly trailerField: number;
}

/** Reads RSASSA-PSS-params. */
export function parsePssParameters(parameters: Uint8Array): PssParameters {
  const reader = DerReader.over(parameters, 'RSASSA-PSS-params').sequence('parameters');
  const sha1 = digestRow('SHA-1').oid;
  const hash = reader.has(0xa0)
    ? readAlgorithmIdentifier(reader.context(0, 'hash'), 'hashAlgorithm').oid
    : sha1;
  const maskHash = reader.has(0xa1) ? readMaskHash(reader.context(1, 'maskGen')) : sha1;
  const saltLength = reader.has(0xa2) ? reader.context(2, 'salt').smallInteger('saltLength') : 20;
  const trailerField = reader.has(0xa3) ? reader.context(3, 'trailer').smallInteger('trailerField') : 1;
  reader.end();
  return { hash, maskHash, saltLength, trailerField };
}

function readMaskHash(reader: DerReader): string {
  const maskGen = readAlgorithmIdentifier(reader, 'maskGenAlgorithm');
  if (maskGen.oid !== OID.mgf1 || maskGen.parameters === undefined) return maskGen.oid;
  return readAlgorithmIdentifier(DerReader.over(maskGen.parameters, 'MGF1'), 'hash').oid;
}

/** RSASSA-PSS-params, or `undefined` when they are absent or cannot be read. */
export function readPssParameters(parameters: Uint8Array | undefined): PssParameters | undefined {
  return parameters === undefined ? undefined : readable(() => parsePssParameters(parameters));
}
