/**
 * SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) as a key that verifies.
 *
 * @module
 */
import { provider } from '#crypto';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { TAG } from '../asn1/tags.ts';
import { bitString, encode, sequence } from '../asn1/writer.ts';
import { type AlgorithmIdentifier, readAlgorithmIdentifier } from './algorithm-identifier.ts';
import {
  type CurveRow,
  curveByOid,
  digestRow,
  type KeyType,
  type SignatureAlgorithm,
  signatureRow,
} from './algorithms.ts';
import { bitLength } from './big-integer.ts';
import { type DsaParameters, readDsaParameters, verifyDsa } from './dsa-verify.ts';
import { ecdsaRawToDer } from './ecdsa-value.ts';
import type { PlatformPublicKey } from './provider.ts';
import { isSoundKey } from './sound-key.ts';

/** Largest RSA modulus that is worked with: longer ones only cost time. */
const MAX_RSA_BITS = 16_384;

/** A public key of a certificate. It remembers the platform's form of itself once it was used. */
export class PublicKey {
  /** The SubjectPublicKeyInfo as received. */
  readonly raw: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  /** Content of the subjectPublicKey BIT STRING: what key identifiers are digests of (RFC 5280 §4.2.1.2). */
  readonly bits: Uint8Array;
  /** Kind of key; `undefined` for one the SDK cannot use. */
  readonly type: KeyType | undefined;
  /** Named curve of an EC key. */
  readonly curve: CurveRow | undefined;
  /** Domain parameters of a DSA key that states them. */
  readonly dsaParameters: DsaParameters | undefined;
  /** RSA modulus, DSA prime or curve size in bits; 0 when unknown. */
  readonly size: number;
  #platform: PlatformPublicKey | undefined;

  constructor(subjectPublicKeyInfo: Uint8Array) {
    this.raw = subjectPublicKeyInfo;
    const outer = DerReader.over(subjectPublicKeyInfo, 'SubjectPublicKeyInfo');
    const reader = outer.sequence('SubjectPublicKeyInfo');
    outer.end();
    this.algorithm = readAlgorithmIdentifier(reader, 'algorithm');
    this.bits = reader.bitString('subjectPublicKey').bytes;
    reader.end();
    this.curve = this.algorithm.oid === OID.ecPublicKey ? namedCurve(this.algorithm) : undefined;
    this.type = keyType(this.algorithm.oid, this.curve);
    this.dsaParameters = this.type === 'dsa' ? readDsaParameters(this.algorithm.parameters) : undefined;
    this.size = keySize(this);
  }

  /** Whether a DSA key leaves out the domain parameters, having those of its issuer (RFC 3279 §2.3.2). */
  get inheritsParameters(): boolean {
    const { parameters } = this.algorithm;
    return this.type === 'dsa' && (parameters === undefined || parameters[0] === TAG.null);
  }

  /** The key with the domain parameters of its issuer's where it has none of its own (RFC 5280 §6.1.4 (d) to (f)). */
  withParametersOf(issuer: PublicKey): PublicKey {
    if (!this.inheritsParameters || issuer.dsaParameters === undefined) return this;
    return new PublicKey(encode(sequence([issuer.algorithm.raw, bitString(this.bits)])));
  }

  /**
   * Verifies one signature value. An algorithm that does not fit the key, a malformed value and a wrong value are all
   * `false`.
   *
   * @param saltLength - of PSS in bytes; default the length of the digest
   */
  async verify(
    algorithm: SignatureAlgorithm,
    data: Uint8Array,
    signatureValue: Uint8Array,
    saltLength?: number,
  ): Promise<boolean> {
    if (!fits(this.type, algorithm) || this.size > MAX_RSA_BITS || !isSoundKey(this.type, this.bits))
      return false;
    // RFC 8017 §8.1.2, §8.2.2 step 1: OpenSSL takes values that lack leading zeros, browsers do not.
    const isRsa = this.type === 'rsa' || this.type === 'rsa-pss';
    if (isRsa && signatureValue.length !== Math.ceil(this.size / 8)) return false;
    if (this.type === 'rsa-pss' && !(await allowedByPss(this.algorithm, algorithm, saltLength))) return false;
    if (this.type === 'dsa') return verifyDsaValue(this, algorithm, data, signatureValue);
    const value =
      this.curve === undefined ? signatureValue : asEcdsaDer(algorithm, signatureValue, this.curve);
    if (value === undefined) return false;
    this.#platform ??= await provider.importPublicKey(this.raw, this.curve);
    return provider.verify(this.#platform, algorithm, data, value, saltLength);
  }
}

async function verifyDsaValue(
  { dsaParameters: parameters, bits: publicKey }: PublicKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  value: Uint8Array,
): Promise<boolean> {
  if (parameters === undefined) return false;
  const digest = await provider.digest(signatureRow(algorithm).digest, data);
  return verifyDsa({ parameters, publicKey, digest, value });
}

/** The value in DER, which providers verify; `undefined` for a plain one of another length than the curve asks for. */
function asEcdsaDer(
  algorithm: SignatureAlgorithm,
  value: Uint8Array,
  { byteLength }: CurveRow,
): Uint8Array | undefined {
  if (signatureRow(algorithm).scheme !== 'plain-ecdsa') return value;
  return value.length === 2 * byteLength ? ecdsaRawToDer(value) : undefined;
}

/** RFC 4055 §3.1: parameters beside the key restrict its digest and give its shortest salt. */
async function allowedByPss(
  { parameters }: AlgorithmIdentifier,
  algorithm: SignatureAlgorithm,
  saltLength: number | undefined,
): Promise<boolean> {
  if (parameters === undefined) return true;
  const { readPssParameters } = await import('./pss-parameters.ts');
  const { digest } = signatureRow(algorithm);
  const allowed = readPssParameters(parameters);
  const { oid, length } = digestRow(digest);
  return allowed?.hash === oid && allowed.maskHash === oid && allowed.saltLength <= (saltLength ?? length);
}

function namedCurve(algorithm: AlgorithmIdentifier): CurveRow | undefined {
  // RFC 5480 §2.1.1: namedCurve only; explicit parameters would let the sender choose the generator.
  const parameters = algorithm.parameters;
  if (parameters?.[0] !== 0x06) return undefined;
  return curveByOid(DerReader.over(parameters, 'ECParameters').objectIdentifier('namedCurve'));
}

function keyType(oid: string, curve: CurveRow | undefined): KeyType | undefined {
  switch (oid) {
    case OID.rsaEncryption:
      return 'rsa';
    case OID.rsaPss:
      return 'rsa-pss';
    case OID.ecPublicKey:
      return curve === undefined ? undefined : 'ec';
    case OID.dsa:
      return 'dsa';
    case OID.ed25519:
      return 'ed25519';
    case OID.ed448:
      return 'ed448';
    default:
      return undefined;
  }
}

function keySize({ type, curve, bits, dsaParameters }: Omit<PublicKey, 'size'>): number {
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return modulusBits(bits);
    case 'dsa':
      return dsaParameters === undefined ? 0 : bitLength(dsaParameters.p);
    case 'ec':
      return Number(/\d{3}/.exec(curve?.name ?? '')?.[0] ?? 0);
    case 'ed25519':
      return 256;
    case 'ed448':
      return 448;
    case undefined:
      return 0;
  }
}

function modulusBits(rsaPublicKey: Uint8Array): number {
  const modulus = DerReader.over(rsaPublicKey, 'RSAPublicKey').sequence('RSAPublicKey').integer('modulus');
  const first = modulus.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (modulus.length - first) * 8 - (Math.clz32(modulus[first] as number) - 24);
}

/** Whether a key of this kind can hold a value of this algorithm; the key decides, never the signature. */
function fits(type: KeyType | undefined, algorithm: SignatureAlgorithm): boolean {
  const { scheme } = signatureRow(algorithm);
  switch (type) {
    case 'rsa':
      return scheme === 'rsa-pkcs1' || scheme === 'rsa-pss';
    case 'rsa-pss':
      return scheme === 'rsa-pss';
    case 'ec':
      return scheme === 'ecdsa' || scheme === 'plain-ecdsa';
    case 'dsa':
      return scheme === 'dsa';
    case 'ed25519':
    case 'ed448':
      return algorithm === type;
    case undefined:
      return false;
  }
}
