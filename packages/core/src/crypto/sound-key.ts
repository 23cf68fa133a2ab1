/**
 * Whether a public key is one that only its owner can sign for, and that every platform takes in the same way. What a
 * platform lets pass differs; the verdict must not.
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { assertNever } from '../util/assert-never.ts';
import { readable } from '../util/readable.ts';
import type { KeyType } from './algorithms.ts';
import { toBigInt } from './big-integer.ts';

/** Whether values by a key may be looked at; whether its point is on its curve is left to the platform. */
export function isSoundKey(type: KeyType | undefined, bits: Uint8Array): boolean {
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return readable(() => isSoundRsa(bits)) ?? false;
    case 'ec':
      // RFC 5480 §2.2: a point is compressed or uncompressed; every other form must be rejected.
      return bits[0] === 2 || bits[0] === 3 || bits[0] === 4;
    case 'ed25519':
    case 'ed448':
      return isSoundEdwards(type, bits);
    case 'dsa':
    case undefined:
      return true;
    default:
      return assertNever(type);
  }
}

/** RFC 8017 §3.1: the modulus is a product of odd primes, the exponent at least 3 and prime to an even number. */
function isSoundRsa(bits: Uint8Array): boolean {
  const reader = DerReader.over(bits, 'RSAPublicKey').sequence('RSAPublicKey');
  const n = reader.integer('modulus');
  const e = toBigInt(reader.integer('publicExponent'));
  reader.end();
  const isNegative = ((n[0] ?? 0) & 0x80) !== 0;
  return !isNegative && ((n.at(-1) ?? 0) & 1) === 1 && e >= 3n && (e & 1n) === 1n;
}

interface EdwardsField {
  readonly byteLength: number;
  readonly prime: bigint;
  /** y-coordinates of the points of small order: any value may hold under such a key. */
  readonly smallOrder: ReadonlySet<bigint>;
}

const P25519 = (1n << 255n) - 19n;
const P448 = (1n << 448n) - (1n << 224n) - 1n;

/** y-coordinate of two of the points of order 8; that of the two others is its negative. */
const ORDER_8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;

const FIELDS: Readonly<Record<'ed25519' | 'ed448', EdwardsField>> = {
  ed25519: {
    byteLength: 32,
    prime: P25519,
    smallOrder: new Set([0n, 1n, P25519 - 1n, ORDER_8, P25519 - ORDER_8]),
  },
  ed448: { byteLength: 57, prime: P448, smallOrder: new Set([0n, 1n, P448 - 1n]) },
};

/** RFC 8032 §5.1.3, §5.2.3 step 1: y is below the prime. Stricter than it in that points of small order are no keys. */
function isSoundEdwards(type: 'ed25519' | 'ed448', bits: Uint8Array): boolean {
  const { byteLength, prime, smallOrder } = FIELDS[type];
  if (bits.length !== byteLength) return false;
  // Not slice(): that of Node's Buffer is a view, and the key itself would be turned around.
  const littleEndian = Uint8Array.from(bits);
  littleEndian[byteLength - 1] = (littleEndian[byteLength - 1] ?? 0) & 0x7f;
  const y = toBigInt(littleEndian.reverse());
  return y < prime && !smallOrder.has(y);
}
