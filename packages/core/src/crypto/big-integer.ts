/** Whole numbers of public-key values, for verification in JavaScript: nothing here has to be constant in time. */
import { toHex } from '../util/bytes.ts';

/** The number that big-endian bytes are. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** Big-endian bytes, or `undefined` when the number needs more of them. */
export function toBytes(value: bigint, length: number): Uint8Array | undefined {
  const out = new Uint8Array(length);
  let left = value;
  for (let at = length - 1; at >= 0; at--, left >>= 8n) out[at] = Number(left & 0xffn);
  return left === 0n ? out : undefined;
}

/** How many bits a number has. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/** A power of a number modulo another. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
