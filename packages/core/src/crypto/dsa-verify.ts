/**
 * Verification of DSA values (FIPS 186-4 §4.7; FIPS 186-5 keeps it for verification only), the same for every platform:
 * browsers have none, and the few certificates that still need it do not call for speed.
 *
 * @module
 */
import { DerReader } from '../asn1/reader.ts';
import { readable } from '../util/readable.ts';
import { bitLength, power, toBigInt } from './big-integer.ts';

/** Domain parameters (RFC 3279 §2.3.2). */
export interface DsaParameters {
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
}

/** A value to be verified. */
export interface DsaVerification {
  readonly parameters: DsaParameters;
  /** Content of subjectPublicKey: the INTEGER y. */
  readonly publicKey: Uint8Array;
  readonly digest: Uint8Array;
  /** Dss-Sig-Value in DER (RFC 3279 §2.2.2). */
  readonly value: Uint8Array;
}

/** Lengths of p in bits that are worked with, and those that q may have (FIPS 186-4 §4.2, with the 512 bits of old). */
const MIN_P_BITS = 512;
const MAX_P_BITS = 3072;
const Q_BITS: ReadonlySet<number> = new Set([160, 224, 256]);

/** Domain parameters of a key, or `undefined` when they are absent, NULL or make no sense. */
export function readDsaParameters(parameters: Uint8Array | undefined): DsaParameters | undefined {
  const found =
    parameters === undefined ? undefined : readable(() => readIntegers(parameters, ['p', 'q', 'g']));
  const [p = 0n, q = 0n, g = 0n] = found ?? [];
  const bits = bitLength(p);
  const sound = bits >= MIN_P_BITS && bits <= MAX_P_BITS && Q_BITS.has(bitLength(q)) && g > 1n && g < p;
  return sound ? { p, q, g } : undefined;
}

/** Whether a DSA value is the key's over a digest. */
export function verifyDsa({ parameters, publicKey, digest, value }: DsaVerification): boolean {
  const { p, q, g } = parameters;
  const [y = 0n] = readable(() => [readInteger(DerReader.over(publicKey, 'DSAPublicKey'), 'y')]) ?? [];
  const [r = 0n, s = 0n] = readable(() => readIntegers(value, ['r', 's'])) ?? [];
  const inRange = r > 0n && r < q && s > 0n && s < q && y > 1n && y < p;
  if (!inRange) return false;
  // FIPS 186-4 §4.6: the leftmost bits of the digest, as many as q has; q's length is one of whole octets.
  const z = toBigInt(digest.subarray(0, bitLength(q) / 8));
  // q is prime, so that this power is the inverse of s.
  const w = power(s, q - 2n, q);
  const v = (power(g, (z * w) % q, p) * power(y, (r * w) % q, p)) % p;
  return v % q === r;
}

function readIntegers(der: Uint8Array, names: readonly string[]): readonly bigint[] {
  const outer = DerReader.over(der, 'DSA');
  const reader = outer.sequence('DSA');
  outer.end();
  const values = names.map((name) => readInteger(reader, name));
  reader.end();
  return values;
}

/** A positive INTEGER; 0, which is in no range, stands for a negative one. */
function readInteger(reader: DerReader, name: string): bigint {
  const content = reader.integer(name);
  return (content[0] ?? 0) >= 0x80 ? 0n : toBigInt(content);
}
