/**
 * A private key into WebCrypto, non-extractable.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { type SignatureAlgorithm, signatureRow } from '@eseal/core/crypto';
import { algorithmsOfCryptoKey } from '../key-algorithms.ts';
import type { KeyRing, WebCrypto } from '../key-ring.ts';
import type { PrivateKey } from './private-key-info.ts';

/**
 * Imports a key once for each algorithm that needs a CryptoKey of its own, and overwrites its bytes.
 *
 * @throws CoreError `SIGNER_KEY_UNUSABLE` when the bytes are no sound key or a weak one, `UNSUPPORTED_ALGORITHM` when the
 * implementation lacks its kind
 */
export async function importKeyRing(
  key: PrivateKey,
  algorithms: readonly SignatureAlgorithm[],
  crypto?: WebCrypto,
): Promise<KeyRing> {
  const { subtle } = crypto ?? globalThis.crypto;
  const imported = new Map<string, CryptoKey>();
  const keys = new Map<SignatureAlgorithm, CryptoKey>();
  try {
    for (const algorithm of algorithms) {
      const parameters = importParameters(key, algorithm);
      const id = JSON.stringify(parameters);
      const cryptoKey = imported.get(id) ?? (await importOnce(subtle, key, parameters));
      imported.set(id, cryptoKey);
      keys.set(algorithm, cryptoKey);
    }
  } finally {
    key.pkcs8.fill(0);
  }
  return { keys, ...(crypto && { crypto }) };
}

interface ImportParameters {
  readonly name: string;
  readonly hash?: string;
  readonly namedCurve?: string;
}

function importParameters({ type, curve }: PrivateKey, algorithm: SignatureAlgorithm): ImportParameters {
  const { webCrypto } = signatureRow(algorithm);
  switch (type) {
    case 'rsa':
    case 'rsa-pss':
      return { name: webCrypto?.name ?? '', ...(webCrypto?.hash && { hash: webCrypto.hash }) };
    case 'ec':
      return { name: 'ECDSA', ...(curve && { namedCurve: curve.name }) };
    case 'ed25519':
      return { name: 'Ed25519' };
    case 'ed448':
      return { name: 'Ed448' };
  }
}

async function importOnce(
  subtle: SubtleCrypto,
  { pkcs8 }: PrivateKey,
  parameters: ImportParameters,
): Promise<CryptoKey> {
  const key = await subtle.importKey('pkcs8', pkcs8, parameters, false, ['sign']).catch((cause: unknown) => {
    throw importFailed(parameters.name, cause);
  });
  // Refuses weak keys.
  algorithmsOfCryptoKey(key);
  return key;
}

function importFailed(name: string, cause: unknown): CoreError {
  const unsupported = cause instanceof Error && cause.name === 'NotSupportedError';
  return unsupported
    ? new CoreError('UNSUPPORTED_ALGORITHM', `this WebCrypto has no ${name}`, { cause })
    : new CoreError('SIGNER_KEY_UNUSABLE', `WebCrypto refused the ${name} key`, { cause });
}
