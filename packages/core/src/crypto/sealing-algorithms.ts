/**
 * What a key signs new seals with, in order of preference.
 *
 * RSA keys start at 2048 bits, the least of the MIC Guidelines (2nd edition) Fig. 14; digests start at SHA-256 and are
 * not shorter than the curve (FIPS 186-5 §6.1.1).
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import { assertNever } from '../util/assert-never.ts';
import {
  type CurveRow,
  digestRow,
  type KeyType,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  type SignatureRow,
} from './algorithms.ts';

/** Shortest RSA modulus in bits for new seals (TS 119 312 §6.2.2.1, CRYPTREC LS-0003). */
export const MIN_RSA_BITS = 2048;

const DIGESTS = ['SHA-256', 'SHA-384', 'SHA-512'] as const;

function rowsOf(scheme: SignatureRow['scheme']): readonly SignatureRow[] {
  return DIGESTS.flatMap((digest) =>
    SIGNATURE_ALGORITHMS.filter((row) => row.scheme === scheme && row.digest === digest),
  );
}

const names = (rows: readonly SignatureRow[]): readonly SignatureAlgorithm[] => rows.map((row) => row.name);

/** Algorithms of a key of this kind; empty for kinds and curves that new seals do not use. */
export function algorithmsOfType(type: KeyType, curve: CurveRow | undefined): readonly SignatureAlgorithm[] {
  switch (type) {
    case 'rsa':
      return names([...rowsOf('rsa-pkcs1'), ...rowsOf('rsa-pss')]);
    case 'rsa-pss':
      return names(rowsOf('rsa-pss'));
    case 'ec':
      return curve?.creates === true ? algorithmsOfCurve(curve) : [];
    case 'ed25519':
    case 'ed448':
      return [type];
    case 'dsa':
      return [];
    default:
      return assertNever(type);
  }
}

function algorithmsOfCurve(curve: CurveRow): readonly SignatureAlgorithm[] {
  const shortest = Math.min(curve.byteLength, digestRow('SHA-512').length);
  return names(rowsOf('ecdsa').filter((row) => digestRow(row.digest).length >= shortest));
}

/**
 * The algorithms to offer.
 *
 * @param available - what the key can do
 * @param wanted - the caller's choice and order; absent: all
 * @throws CoreError `UNSUPPORTED_ALGORITHM` when the key cannot do one that is wanted
 */
export function chooseAlgorithms(
  available: readonly SignatureAlgorithm[],
  wanted: readonly SignatureAlgorithm[] | undefined,
): readonly SignatureAlgorithm[] {
  const missing = wanted?.find((algorithm) => !available.includes(algorithm));
  if (missing !== undefined)
    throw new CoreError(
      'UNSUPPORTED_ALGORITHM',
      `the key does not sign with ${missing}, only with ${available.join(', ')}`,
    );
  return wanted === undefined || wanted.length === 0 ? available : [...new Set(wanted)];
}
