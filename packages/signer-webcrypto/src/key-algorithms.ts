/**
 * What a key can sign, in order of preference.
 *
 * RSA keys start at 2048 bits, the least of the MIC Guidelines (2nd edition) Fig. 14; digests start at SHA-256 and are
 * not shorter than the curve (FIPS 186-5 §6.1.1).
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import {
  CURVES,
  type CurveRow,
  digestRow,
  type KeyType,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  type SignatureRow,
} from '@eseal/core/crypto';

/** Shortest RSA modulus in bits. */
const MIN_RSA_BITS = 2048;

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
  }
}

function algorithmsOfCurve(curve: CurveRow): readonly SignatureAlgorithm[] {
  const shortest = Math.min(curve.byteLength, digestRow('SHA-512').length);
  return names(rowsOf('ecdsa').filter((row) => digestRow(row.digest).length >= shortest));
}

/**
 * Algorithms of a CryptoKey, which WebCrypto ties to one scheme, and RSA keys to one digest.
 *
 * @throws CoreError `SIGNER_KEY_UNUSABLE` when it is no private key for signing, or too weak
 */
export function algorithmsOfCryptoKey(key: CryptoKey): readonly SignatureAlgorithm[] {
  if (key.type !== 'private' || !key.usages.includes('sign'))
    throw unusable('the CryptoKey is not a private key with usage "sign"');
  const { name, hash, namedCurve, modulusLength } = readTraits(key.algorithm);
  if (modulusLength !== undefined && modulusLength < MIN_RSA_BITS)
    throw unusable(`the RSA key has ${modulusLength} bits; at least ${MIN_RSA_BITS} are needed`);
  const algorithms = named(name, hash, namedCurve);
  if (algorithms.length === 0)
    throw unusable(`new seals do not use ${[name, hash, namedCurve].filter(Boolean).join(' ')}`);
  return algorithms;
}

function named(
  name: string,
  hash: string | undefined,
  curve: string | undefined,
): readonly SignatureAlgorithm[] {
  // `EdDSA` with a curve is the older naming, which @peculiar/webcrypto has.
  const eddsa = name === 'EdDSA' ? curve : name;
  if (eddsa === 'Ed25519') return ['ed25519'];
  if (eddsa === 'Ed448') return ['ed448'];
  if (name === 'ECDSA')
    return algorithmsOfType(
      'ec',
      CURVES.find((row) => row.name === curve),
    );
  const rsa = [...rowsOf('rsa-pkcs1'), ...rowsOf('rsa-pss')];
  return names(rsa.filter((row) => row.webCrypto?.name === name && row.webCrypto.hash === hash));
}

interface KeyTraits {
  readonly name: string;
  readonly hash: string | undefined;
  readonly namedCurve: string | undefined;
  readonly modulusLength: number | undefined;
}

function readTraits(algorithm: KeyAlgorithm): KeyTraits {
  const { name, hash, namedCurve, modulusLength }: Readonly<Record<string, unknown>> & KeyAlgorithm = {
    ...algorithm,
    name: algorithm.name,
  };
  return {
    name,
    hash: hashName(hash),
    namedCurve: typeof namedCurve === 'string' ? namedCurve : undefined,
    modulusLength: typeof modulusLength === 'number' ? modulusLength : undefined,
  };
}

function hashName(hash: unknown): string | undefined {
  return typeof hash === 'object' && hash !== null && 'name' in hash ? String(hash.name) : undefined;
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

function unusable(message: string): CoreError {
  return new CoreError('SIGNER_KEY_UNUSABLE', message);
}
