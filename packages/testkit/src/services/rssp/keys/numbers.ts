/** Whole numbers of any size and their bytes. */
import { fromHex, toHex } from '@eseal/core';

/** The number of big-endian bytes. */
export function numberOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** Big-endian bytes, as many as asked for. */
export function bytesOf(number: bigint, length: number): Uint8Array {
  const bytes = fromHex(number.toString(16).padStart(2 * length, '0'));
  if (bytes?.length !== length) throw new RangeError(`the number has more than ${length} bytes`);
  return bytes;
}

/** The number of a member of a JSON Web Key (RFC 7518 §2, Base64urlUInt). */
export function numberOfJwk(text: string | undefined): bigint {
  if (text === undefined) throw new TypeError('the key has no private part');
  const binary = globalThis.atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return numberOf(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/** `base ** exponent mod modulus`. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The inverse modulo a prime (Fermat). */
export function inverse(number: bigint, prime: bigint): bigint {
  return power(number, prime - 2n, prime);
}
