/**
 * ECDSA over digests (FIPS 186-5 §6.4.1). WebCrypto signs messages only, but it makes key pairs: a fresh one is the per-message secret
 * k with its point, so that no arithmetic of curves is needed.
 *
 * @module
 */
import { encode, integer, sequence } from '../../../der.ts';
import { bytesOf, inverse, numberOf, numberOfJwk } from './numbers.ts';

/** A curve with the order of its base point (SP 800-186 §3.2.1). */
export interface Curve {
  readonly name: string;
  readonly oid: string;
  readonly bits: number;
  readonly order: bigint;
}

/** Curves of WebCrypto by name. */
export const CURVES: Readonly<Record<string, Curve>> = {
  'P-256': {
    name: 'P-256',
    oid: '1.2.840.10045.3.1.7',
    bits: 256,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  'P-384': {
    name: 'P-384',
    oid: '1.3.132.0.34',
    bits: 384,
    order:
      0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  'P-521': {
    name: 'P-521',
    oid: '1.3.132.0.35',
    bits: 521,
    order:
      0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
};

/** DER `SEQUENCE { r, s }` over a digest. */
export async function signWithEcdsa(curve: Curve, secret: bigint, hash: Uint8Array): Promise<Uint8Array> {
  const { order } = curve;
  for (;;) {
    const { k, x } = await oneTimeKey(curve.name);
    const r = x % order;
    const s = (inverse(k, order) * (truncated(hash, curve.bits) + r * secret)) % order;
    if (r !== 0n && s !== 0n) return ecdsaValue(r, s, Math.ceil(curve.bits / 8));
  }
}

/** The leftmost bits of the digest, as many as the order has (§6.4.1 step 2). */
function truncated(hash: Uint8Array, bits: number): bigint {
  const surplus = 8 * hash.length - bits;
  return surplus > 0 ? numberOf(hash) >> BigInt(surplus) : numberOf(hash);
}

function ecdsaValue(r: bigint, s: bigint, length: number): Uint8Array {
  return encode(sequence(integer(bytesOf(r, length)), integer(bytesOf(s, length))));
}

async function oneTimeKey(namedCurve: string): Promise<{ readonly k: bigint; readonly x: bigint }> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign']);
  const { d, x } = await subtle.exportKey('jwk', pair.privateKey);
  return { k: numberOfJwk(d), x: numberOfJwk(x) };
}
