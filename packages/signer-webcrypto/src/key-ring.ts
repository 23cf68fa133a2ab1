/**
 * CryptoKeys by the algorithm each signs with, and signing with them.
 *
 * @module
 */
import { CoreError, isEsealError, type SignRequest } from '@eseal/core';
import { ecdsaRawToDer, type SignatureAlgorithm, signatureRow, signWithCryptoKey } from '@eseal/core/crypto';

/** An implementation of WebCrypto: the platform's own, or one that is plugged in. */
export type WebCrypto = Pick<Crypto, 'subtle'>;

/** One private key as CryptoKeys, one for each algorithm (WebCrypto ties a CryptoKey to one). */
export interface KeyRing {
  readonly keys: ReadonlyMap<SignatureAlgorithm, CryptoKey>;
  /** Whose keys these are; absent: the platform's. */
  readonly crypto?: WebCrypto;
}

/**
 * Signs one request. ECDSA values are DER.
 *
 * @param many - the call is one of several at once
 * @throws CoreError `UNSUPPORTED_ALGORITHM` or `SIGNER_KEY_UNUSABLE`
 */
export async function signWithRing(
  { keys, crypto }: KeyRing,
  { algorithm, dataToBeSigned }: SignRequest,
  many: boolean,
): Promise<Uint8Array> {
  const key = keys.get(algorithm);
  if (key === undefined)
    throw new CoreError('UNSUPPORTED_ALGORITHM', `the key is not offered for ${algorithm}`);
  try {
    return isPlatform(crypto)
      ? await signWithCryptoKey(key, algorithm, dataToBeSigned, many)
      : await signWithPlugged(crypto, key, algorithm, dataToBeSigned);
  } catch (cause) {
    if (isEsealError(cause)) throw cause;
    throw new CoreError('SIGNER_KEY_UNUSABLE', `the key failed to sign with ${algorithm}`, { cause });
  }
}

function isPlatform(crypto: WebCrypto | undefined): crypto is undefined {
  return crypto === undefined || crypto.subtle === globalThis.crypto.subtle;
}

async function signWithPlugged(
  { subtle }: WebCrypto,
  key: CryptoKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
): Promise<Uint8Array> {
  const { scheme, webCrypto } = signatureRow(algorithm);
  // The key's own name: implementations differ in how they call EdDSA.
  const parameters = scheme === 'eddsa' ? { name: key.algorithm.name } : (webCrypto ?? key.algorithm);
  const value = new Uint8Array(await subtle.sign(parameters, key, Uint8Array.from(data)));
  return scheme === 'ecdsa' ? ecdsaRawToDer(value) : value;
}
