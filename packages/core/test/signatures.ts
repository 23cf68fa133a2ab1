/** Signature values of every algorithm, and values that must not verify. */
import type { SignatureAlgorithm } from '../src/crypto/algorithms.ts';
import { fromBase64 } from '../src/util/bytes.ts';
import vectors from './vectors/signatures.json' with { type: 'json' };

/** A value over {@link SIGNED_DATA}. */
export interface SignatureVector {
  readonly algorithm: SignatureAlgorithm;
  /** Name of the key. */
  readonly key: string;
  readonly value: Uint8Array;
  readonly saltLength?: number;
  /** Why the value must not verify. */
  readonly why: string;
}

const keys: Readonly<Record<string, string>> = vectors.keys;

function bytesOf(base64: string): Uint8Array {
  return fromBase64(base64) ?? new Uint8Array();
}

function toVector(entry: {
  algorithm: string;
  key: string;
  value: string;
  saltLength?: number;
  why?: string;
}): SignatureVector {
  return {
    // The vectors are typed by JSON only; `algorithms.test.ts` checks that each name is in the table.
    algorithm: entry.algorithm as SignatureAlgorithm,
    key: entry.key,
    value: bytesOf(entry.value),
    why: entry.why ?? '',
    ...(entry.saltLength === undefined ? {} : { saltLength: entry.saltLength }),
  };
}

/** SubjectPublicKeyInfo of a key. */
export function keyOf(name: string): Uint8Array {
  const key = keys[name];
  if (key === undefined) throw new TypeError(`no key "${name}"`);
  return bytesOf(key);
}

/** What was signed. */
export const SIGNED_DATA: Uint8Array = bytesOf(vectors.data);

/** Values that verify. */
export const SIGNATURES: readonly SignatureVector[] = vectors.values.map(toVector);

/** Values that do not, although RSA takes them back to something like a digest. */
export const FORBIDDEN_SIGNATURES: readonly SignatureVector[] = vectors.forbidden.map(toVector);

/** Values of RSASSA-PKCS1-v1_5 whose DigestInfo lacks the NULL parameters: no platform takes them. */
export const SIGNATURES_WITHOUT_NULL: readonly SignatureVector[] = vectors.withoutNull.map(toVector);
