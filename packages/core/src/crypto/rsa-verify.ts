/**
 * Verification of RSA values for digests that `crypto.subtle` does not have (MD5, SHA-224, SHA-3), so that browsers come
 * to the same verdict as Node, and for a form of DigestInfo that platforms refuse. Public values only: nothing here has
 * to be constant in time.
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { encode, nullValue, objectIdentifier, octetString, sequence } from '../asn1/writer.ts';
import { concatBytes, equalBytes } from '../util/bytes.ts';
import { type DigestAlgorithm, digestRow } from './algorithms.ts';
import { bitLength, power, toBigInt, toBytes } from './big-integer.ts';

/** A value to be verified. */
export interface RsaVerification {
  /** RSAPublicKey (RFC 8017 §A.1.1). */
  readonly publicKey: Uint8Array;
  readonly scheme: 'rsa-pkcs1' | 'rsa-pss';
  readonly digestAlgorithm: DigestAlgorithm;
  /** Of PSS; default the length of the digest. */
  readonly saltLength: number | undefined;
  /**
   * Parameters in the DigestInfo of PKCS #1 v1.5. Default `null`, as RFC 8017 §9.2 has them; `no-digest-info`: the digest stands
   * there by itself, which is no signature and only a diagnosis.
   */
  readonly digestParameters?: 'null' | 'absent' | 'no-digest-info';
  readonly data: Uint8Array;
  readonly value: Uint8Array;
  readonly digest: (data: Uint8Array) => Promise<Uint8Array>;
}

/** Bits of the modulus from which exponents are limited, as OpenSSL does: both large would only cost time. */
const MODULUS_OF_SMALL_EXPONENTS = 3072;
const MAX_EXPONENT = 1n << 64n;

/** Whether an RSA value is the key's over the data (RFC 8017 §8.1.2, §8.2.2). */
export async function verifyRsa(request: RsaVerification): Promise<boolean> {
  const reader = DerReader.over(request.publicKey, 'RSAPublicKey').sequence('RSAPublicKey');
  const n = toBigInt(reader.integer('modulus'));
  const e = toBigInt(reader.integer('publicExponent'));
  const bits = bitLength(n);
  const s = toBigInt(request.value);
  if (request.value.length !== Math.ceil(bits / 8) || s >= n) return false;
  if (bits > MODULUS_OF_SMALL_EXPONENTS && e >= MAX_EXPONENT) return false;
  const message = power(s, e, n);
  if (request.scheme === 'rsa-pkcs1') {
    const encoded = await encodePkcs1(request, request.value.length);
    return encoded !== undefined && message === toBigInt(encoded);
  }
  return verifyPss(request, toBytes(message, Math.ceil((bits - 1) / 8)), bits - 1);
}

/** EMSA-PKCS1-v1_5 (RFC 8017 §9.2). Comparing whole encodings leaves no room for anything in the padding. */
async function encodePkcs1(
  { digestAlgorithm, digestParameters = 'null', data, digest }: RsaVerification,
  length: number,
): Promise<Uint8Array | undefined> {
  const hash = await digest(data);
  const parameters = digestParameters === 'null' ? [nullValue()] : [];
  const algorithm = sequence([objectIdentifier(digestRow(digestAlgorithm).oid), ...parameters]);
  const info =
    digestParameters === 'no-digest-info' ? hash : encode(sequence([algorithm, octetString(hash)]));
  const padding = length - info.length - 3;
  if (padding < 8) return undefined;
  return concatBytes([Uint8Array.of(0, 1), new Uint8Array(padding).fill(0xff), Uint8Array.of(0), info]);
}

/** EMSA-PSS-VERIFY with MGF1 over the same digest (RFC 8017 §9.1.2). */
async function verifyPss(
  { digestAlgorithm, saltLength, data, digest }: RsaVerification,
  message: Uint8Array | undefined,
  bits: number,
): Promise<boolean> {
  const { length } = digestRow(digestAlgorithm);
  const salt = saltLength ?? length;
  if (message === undefined || message.length < length + salt + 2 || message.at(-1) !== 0xbc) return false;
  const masked = message.subarray(0, message.length - length - 1);
  const hash = message.subarray(masked.length, -1);
  const unusedBits = 8 * message.length - bits;
  if (((masked[0] ?? 0) & (0xff00 >> unusedBits) & 0xff) !== 0) return false;
  const mask = await generateMask(hash, masked.length, digest);
  const block = masked.map((byte, at) => byte ^ (mask[at] ?? 0));
  block[0] = (block[0] ?? 0) & (0xff >> unusedBits);
  const start = block.length - salt;
  if (block.findIndex((byte) => byte !== 0) !== start - 1 || block[start - 1] !== 1) return false;
  const expected = await digest(concatBytes([new Uint8Array(8), await digest(data), block.subarray(start)]));
  return equalBytes(hash, expected);
}

/** MGF1 (RFC 8017 §B.2.1). */
async function generateMask(
  seed: Uint8Array,
  length: number,
  digest: RsaVerification['digest'],
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let made = 0, counter = 0; made < length; counter++) {
    const part = await digest(concatBytes([seed, Uint8Array.of(0, 0, counter >> 8, counter & 0xff)]));
    parts.push(part);
    made += part.length;
  }
  return concatBytes(parts);
}
