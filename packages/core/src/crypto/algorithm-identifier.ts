/**
 * AlgorithmIdentifier (RFC 5280 §4.1.1.2) from and to the algorithm table.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import {
  context,
  type DerNode,
  encode,
  integer,
  nullValue,
  objectIdentifier,
  sequence,
} from '../asn1/writer.ts';
import { equalBytes } from '../util/bytes.ts';
import { readable } from '../util/readable.ts';
import {
  type DigestAlgorithm,
  digestByOid,
  digestRow,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  type SignatureRow,
  signatureRow,
} from './algorithms.ts';

/** An algorithm as it stands in a structure. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  /** Encoding of the parameters; `undefined` when absent. */
  readonly parameters: Uint8Array | undefined;
  readonly raw: Uint8Array;
}

/** Reads the next element as AlgorithmIdentifier. */
export function readAlgorithmIdentifier(reader: DerReader, name: string): AlgorithmIdentifier {
  const raw = reader.raw(name);
  const inner = DerReader.over(raw, name).sequence(name);
  const oid = inner.objectIdentifier('algorithm');
  const parameters = inner.atEnd ? undefined : inner.raw('parameters');
  inner.end();
  return { oid, parameters, raw };
}

const NULL = encode(nullValue());

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

/** A signature algorithm with what its identifier says beyond the table's row. */
export interface IdentifiedSignature {
  readonly algorithm: SignatureAlgorithm;
  /** Salt length of PSS in bytes. */
  readonly saltLength?: number;
}

/**
 * The signature algorithm of an AlgorithmIdentifier in a certificate or SignerInfo.
 *
 * @param digest - digest algorithm named beside it, which CMS needs for `rsaEncryption` (RFC 3370 §3.2)
 * @returns `undefined` for an algorithm the SDK does not know, or parameters that make no sense
 */
export function identifySignature(
  identifier: AlgorithmIdentifier,
  digest?: DigestAlgorithm,
): IdentifiedSignature | undefined {
  if (identifier.oid === OID.rsaPss) return identifyPss(identifier);
  if (identifier.oid === OID.rsaEncryption || identifier.oid === OID.ecPublicKey) {
    const scheme = identifier.oid === OID.rsaEncryption ? 'rsa-pkcs1' : 'ecdsa';
    return named(SIGNATURE_ALGORITHMS.find((row) => row.scheme === scheme && row.digest === digest));
  }
  const row = SIGNATURE_ALGORITHMS.find((candidate) => candidate.oid === identifier.oid);
  // RFC 5758 §3.2, RFC 8410 §3: parameters absent. RFC 4055 §5: NULL; absent is accepted too.
  const acceptable =
    identifier.parameters === undefined ||
    (row?.scheme !== 'eddsa' && equalBytes(identifier.parameters, NULL));
  return acceptable ? named(row) : undefined;
}

function named(row: SignatureRow | undefined): IdentifiedSignature | undefined {
  return row === undefined ? undefined : { algorithm: row.name };
}

function identifyPss(identifier: AlgorithmIdentifier): IdentifiedSignature | undefined {
  const parameters = readPssParameters(identifier.parameters);
  if (parameters === undefined) return undefined;
  const { hash, maskHash, saltLength, trailerField } = parameters;
  const digest = digestByOid(hash)?.name;
  const row = SIGNATURE_ALGORITHMS.find(
    (candidate) => candidate.scheme === 'rsa-pss' && candidate.digest === digest,
  );
  if (row === undefined || hash !== maskHash || trailerField !== 1) return undefined;
  return { algorithm: row.name, saltLength };
}

/** RSASSA-PSS-params, or `undefined` when they are absent or cannot be read. */
export function readPssParameters(parameters: Uint8Array | undefined): PssParameters | undefined {
  return parameters === undefined ? undefined : readable(() => parsePssParameters(parameters));
}

/**
 * AlgorithmIdentifier of a digest: parameters absent (RFC 5754 §2), except that SHAKE256 states the bits of its output
 * (RFC 8419 §3.1).
 */
export function digestIdentifier(algorithm: DigestAlgorithm): DerNode {
  const { oid, length } = digestRow(algorithm);
  const parameters = algorithm === 'SHAKE256' ? [integer(8 * length)] : [];
  return sequence([objectIdentifier(oid), ...parameters]);
}

/** AlgorithmIdentifier of a signature algorithm in the form its standard demands. */
export function signatureIdentifier(algorithm: SignatureAlgorithm): DerNode {
  const row = signatureRow(algorithm);
  const oid = objectIdentifier(row.oid);
  switch (row.parameters) {
    case 'absent':
      return sequence([oid]);
    case 'null':
      return sequence([oid, nullValue()]);
    case 'pss':
      return sequence([oid, pssParameters(row.digest)]);
  }
}

/** RSASSA-PSS-params with salt as long as the digest; defaults are absent in DER, the hash is never the default. */
function pssParameters(digest: DigestAlgorithm): DerNode {
  const hash = sequence([objectIdentifier(digestRow(digest).oid), nullValue()]);
  return sequence([
    context(0, [hash]),
    context(1, [sequence([objectIdentifier(OID.mgf1), hash])]),
    context(2, [integer(digestRow(digest).length)]),
  ]);
}
