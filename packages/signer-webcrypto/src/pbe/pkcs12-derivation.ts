/**
 * The key derivation of PKCS #12 (RFC 7292 §B.2), for old encryption schemes and for the MAC of nearly every file.
 *
 * @module
 */
import { type DigestAlgorithm, digestBytes, digestRow } from '@eseal/core/crypto';
import { PKCS12_ROUND, type WorkBudget } from './budget.ts';

/** What the bits are for: the diversifier of RFC 7292 §B.3. */
export type Purpose = 'encryption-key' | 'iv' | 'mac-key';

const DIVERSIFIERS: Readonly<Record<Purpose, number>> = { 'encryption-key': 1, iv: 2, 'mac-key': 3 };

/** Input of a derivation. */
export interface Pkcs12Derivation {
  readonly digest: DigestAlgorithm;
  readonly purpose: Purpose;
  /** BMPString with its terminating zero. */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly length: number;
}

/** Block size of a digest's compression function in bytes (FIPS 180-4 §1). */
export function blockSizeOf(digest: DigestAlgorithm): number {
  return digest === 'SHA-384' || digest === 'SHA-512' ? 128 : 64;
}

/** Derives bits by RFC 7292 §B.2. */
export async function derivePkcs12(request: Pkcs12Derivation, budget: WorkBudget): Promise<Uint8Array> {
  const { digest, password, salt, iterations, length } = request;
  const v = blockSizeOf(digest);
  const u = digestRow(digest).length;
  const diversifier = new Uint8Array(v).fill(DIVERSIFIERS[request.purpose]);
  const saltLength = filledLength(salt, v);
  const input = new Uint8Array(v + saltLength + filledLength(password, v));
  input.set(diversifier);
  repeatInto(input.subarray(v, v + saltLength), salt);
  repeatInto(input.subarray(v + saltLength), password);
  const out = new Uint8Array(Math.ceil(length / u) * u);
  for (let at = 0; at < out.length; at += u) {
    budget.spend(iterations * PKCS12_ROUND);
    let block = await digestBytes(digest, input);
    for (let round = 1; round < iterations; round++) {
      const next = digestBytes(digest, block);
      block = next instanceof Promise ? await next : next;
    }
    out.set(block, at);
    const repeated = new Uint8Array(v);
    repeatInto(repeated, block);
    for (let start = v; start < input.length; start += v)
      addPlusOne(input.subarray(start, start + v), repeated);
  }
  input.fill(0);
  return out.slice(0, length);
}

function filledLength(bytes: Uint8Array, v: number): number {
  return Math.ceil(bytes.length / v) * v;
}

function repeatInto(target: Uint8Array, bytes: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i] = bytes[i % bytes.length] ?? 0;
}

/** `block = (block + added + 1) mod 2^(8v)`, big-endian (RFC 7292 §B.2 step 6 C). */
function addPlusOne(block: Uint8Array, added: Uint8Array): void {
  let carry = 1;
  for (let i = block.length - 1; i >= 0; i--) {
    carry += (block[i] ?? 0) + (added[i] ?? 0);
    block[i] = carry & 0xff;
    carry >>= 8;
  }
}
