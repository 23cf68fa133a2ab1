/**
 * PrivateKeyInfo (RFC 5958 §2): what kind of key it is, in the one form that every WebCrypto imports.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import {
  DerReader,
  encode,
  integer,
  nullValue,
  OID,
  objectIdentifier,
  octetString,
  sequence,
} from '@eseal/core/asn1';
import {
  type AlgorithmIdentifier,
  algorithmsOfType,
  type CurveRow,
  curveByOid,
  digestByOid,
  type KeyType,
  parsePssParameters,
  readAlgorithmIdentifier,
  type SignatureAlgorithm,
  signatureRow,
} from '@eseal/core/crypto';

/** A private key, not yet imported. Whoever has it overwrites `pkcs8` after use. */
export interface PrivateKey {
  readonly type: SealKeyType;
  readonly curve: CurveRow | undefined;
  /** What it may sign, in order of preference. */
  readonly algorithms: readonly SignatureAlgorithm[];
  /** PrivateKeyInfo without attributes, RSA keys always under rsaEncryption. A copy. */
  readonly pkcs8: Uint8Array<ArrayBuffer>;
}

/** Kinds of keys that seal. */
type SealKeyType = Exclude<KeyType, 'dsa'>;

const KEY_TYPES: ReadonlyMap<string, SealKeyType> = new Map([
  [OID.rsaEncryption, 'rsa'],
  [OID.rsaPss, 'rsa-pss'],
  [OID.ecPublicKey, 'ec'],
  [OID.ed25519, 'ed25519'],
  [OID.ed448, 'ed448'],
]);

/**
 * Reads a PrivateKeyInfo.
 *
 * @throws DecodeError for other bytes
 * @throws CoreError `SIGNER_KEY_UNUSABLE` for a kind of key that new seals do not use
 */
export function parsePrivateKeyInfo(bytes: Uint8Array): PrivateKey {
  const outer = DerReader.over(bytes, 'PrivateKeyInfo');
  const reader = outer.sequence('PrivateKeyInfo');
  outer.end();
  reader.smallInteger('version');
  const algorithm = readAlgorithmIdentifier(reader, 'privateKeyAlgorithm');
  const privateKey = reader.octetString('privateKey');
  // Attributes and the public key of RFC 5958 §2 are not needed: the certificate has it.
  if (reader.has(0xa0)) reader.raw('attributes');
  if (reader.has(0x81)) reader.raw('publicKey');
  reader.end();
  const type = KEY_TYPES.get(algorithm.oid);
  if (type === undefined) throw unusable(`new seals do not use keys of type ${algorithm.oid}`);
  const curve = type === 'ec' ? namedCurve(algorithm) : undefined;
  const algorithms = algorithmsOfType(type, curve).filter((name) => allowedByPss(type, algorithm, name));
  if (algorithms.length === 0) throw unusable('the key allows no algorithm that new seals use');
  const identifier =
    type === 'rsa-pss' ? encode(sequence([objectIdentifier(OID.rsaEncryption), nullValue()])) : algorithm.raw;
  const pkcs8 = encode(sequence([integer(0), identifier, octetString(privateKey)]));
  return { type, curve, algorithms, pkcs8: Uint8Array.from(pkcs8) };
}

function namedCurve({ parameters }: AlgorithmIdentifier): CurveRow {
  // RFC 5480 §2.1.1: named curves only.
  if (parameters?.[0] !== 0x06) throw unusable('the EC key has no named curve');
  const oid = DerReader.over(parameters, 'ECParameters').objectIdentifier('namedCurve');
  const curve = curveByOid(oid);
  if (curve?.creates !== true) throw unusable(`new seals do not use the curve ${curve?.name ?? oid}`);
  return curve;
}

/** RFC 4055 §3.1: parameters beside an RSASSA-PSS key restrict its digest and give its shortest salt. */
function allowedByPss(type: KeyType, { parameters }: AlgorithmIdentifier, name: SignatureAlgorithm): boolean {
  if (type !== 'rsa-pss' || parameters === undefined) return true;
  const { hash, maskHash, saltLength } = parsePssParameters(parameters);
  const { digest, webCrypto } = signatureRow(name);
  return (
    hash === maskHash && digestByOid(hash)?.name === digest && saltLength <= (webCrypto?.saltLength ?? 0)
  );
}

function unusable(message: string): CoreError {
  return new CoreError('SIGNER_KEY_UNUSABLE', message);
}
