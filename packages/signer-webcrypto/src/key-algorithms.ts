/**
 * What a CryptoKey can sign.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import {
  algorithmsOfType,
  CURVES,
  MIN_RSA_BITS,
  type SignatureAlgorithm,
  signatureRow,
} from '@eseal/core/crypto';

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
  return algorithmsOfType('rsa', undefined).filter((algorithm) => {
    const { webCrypto } = signatureRow(algorithm);
    return webCrypto?.name === name && webCrypto.hash === hash;
  });
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

function unusable(message: string): CoreError {
  return new CoreError('SIGNER_KEY_UNUSABLE', message);
}
