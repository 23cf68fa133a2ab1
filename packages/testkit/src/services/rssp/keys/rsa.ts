/**
 * RSA over digests (RFC 8017), on numbers of any size and in no particular time.
 *
 * @module
 */
import { concatBytes } from '@eseal/core';
import { digest, type WebDigest } from '../../digests.ts';
import { digestInfo, HASHES } from './digest-info.ts';
import { bytesOf, numberOf, numberOfJwk, power } from './numbers.ts';
import type { HashOid, HashScheme } from './rssp-key.ts';

/** The private half of a key with its factors. */
export interface RsaNumbers {
  /** Bits of the modulus. */
  readonly bits: number;
  /** Bytes of the modulus. */
  readonly length: number;
  readonly p: bigint;
  readonly q: bigint;
  /** d mod (p − 1) and d mod (q − 1). */
  readonly dP: bigint;
  readonly dQ: bigint;
  /** The inverse of q modulo p. */
  readonly qInv: bigint;
}

/** The numbers of a JSON Web Key (RFC 7518 §6.3). */
export function rsaNumbers({ n, p, q, dp, dq, qi }: JsonWebKey): RsaNumbers {
  const bits = numberOfJwk(n).toString(2).length;
  return {
    bits,
    length: Math.ceil(bits / 8),
    p: numberOfJwk(p),
    q: numberOfJwk(q),
    dP: numberOfJwk(dp),
    dQ: numberOfJwk(dq),
    qInv: numberOfJwk(qi),
  };
}

/** A signature over a digest, PKCS #1 v1.5 (§8.2.1) or PSS (§8.1.1). */
export async function signWithRsa(
  key: RsaNumbers,
  scheme: Exclude<HashScheme, 'ecdsa'>,
  hashOid: HashOid,
  hash: Uint8Array,
): Promise<Uint8Array> {
  const encoded = await ENCODINGS[scheme](key, hashOid, hash);
  return bytesOf(decrypted(key, numberOf(encoded)), key.length);
}

type Encode = (key: RsaNumbers, hashOid: HashOid, hash: Uint8Array) => Uint8Array | Promise<Uint8Array>;

const ENCODINGS: Readonly<Record<Exclude<HashScheme, 'ecdsa'>, Encode>> = {
  'rsa-pkcs1': ({ length }, hashOid, hash) => paddedType1(digestInfo(hashOid, hash), length),
  'rsa-pss': ({ bits }, hashOid, hash) => pssEncoded(hash, HASHES[hashOid].name, bits - 1),
  'rsa-bare': ({ length }, _hashOid, hash) => paddedType1(hash, length),
};

/** RSASP1 by the Chinese remainder theorem (§5.2.1, 2 b). */
function decrypted({ p, q, dP, dQ, qInv }: RsaNumbers, message: bigint): bigint {
  const ofP = power(message, dP, p);
  const ofQ = power(message, dQ, q);
  const difference = (((ofP - ofQ) % p) + p) % p;
  return ofQ + q * ((difference * qInv) % p);
}

/** EMSA-PKCS1-v1_5 (§9.2) of what stands in place of the DigestInfo. */
function paddedType1(content: Uint8Array, length: number): Uint8Array {
  const filler = new Uint8Array(length - content.length - 3).fill(0xff);
  return concatBytes([Uint8Array.of(0, 1), filler, Uint8Array.of(0), content]);
}

/** EMSA-PSS (§9.1.1) with a salt as long as the digest. */
async function pssEncoded(hash: Uint8Array, name: WebDigest, bits: number): Promise<Uint8Array> {
  const length = Math.ceil(bits / 8);
  const salt = globalThis.crypto.getRandomValues(new Uint8Array(hash.length));
  const inner = await digest(name, concatBytes([new Uint8Array(8), hash, salt]));
  const filler = new Uint8Array(length - 2 * hash.length - 2);
  const block = concatBytes([filler, Uint8Array.of(1), salt]);
  const mask = await mgf1(inner, block.length, name);
  const masked = block.map((byte, index) => byte ^ (mask[index] ?? 0));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - bits));
  return concatBytes([masked, inner, Uint8Array.of(0xbc)]);
}

/** MGF1 (§B.2.1). */
async function mgf1(seed: Uint8Array, length: number, name: WebDigest): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let made = 0, counter = 0; made < length; counter++) {
    const part = await digest(name, concatBytes([seed, bytesOf(BigInt(counter), 4)]));
    parts.push(part);
    made += part.length;
  }
  return concatBytes(parts).subarray(0, length);
}
