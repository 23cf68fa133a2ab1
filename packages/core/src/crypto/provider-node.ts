/**
 * Cryptography of Node: synchronous where that is faster, silent about Ed25519, and with the curves and digests that
 * WebCrypto lacks.
 *
 * @module
 */
import {
  constants,
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  getCurves,
  type Hash,
  type HashOptions,
  type KeyLike,
  KeyObject,
  pbkdf2,
  randomBytes,
  type SignKeyObjectInput,
  sign as signWithKey,
  type VerifyKeyObjectInput,
  verify as verifyWithKey,
} from 'node:crypto';
import { promisify } from 'node:util';
import { CoreError } from '../errors.ts';
import { type DigestAlgorithm, digestRow, type SignatureAlgorithm, signatureRow } from './algorithms.ts';
import type { CryptoProvider, PlatformPublicKey, StreamingDigest } from './provider.ts';

const signInPool = promisify(signWithKey) as (
  algorithm: string | null,
  data: Uint8Array,
  key: SignKeyObjectInput,
) => Promise<Uint8Array>;

const pbkdf2InPool = promisify(pbkdf2);

/** Options of `crypto.sign` and `crypto.verify` for an algorithm. */
function keyInput(key: KeyObject, algorithm: SignatureAlgorithm, saltLength?: number): SignKeyObjectInput {
  const row = signatureRow(algorithm);
  if (row.scheme !== 'rsa-pss') return { key };
  return {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: saltLength ?? digestRow(row.digest).length,
  };
}

function digestName(algorithm: SignatureAlgorithm): string | null {
  const row = signatureRow(algorithm);
  return row.scheme === 'eddsa' ? null : digestRow(row.digest).openssl;
}

/** OpenSSL knows SHAKE256 with any length of output. */
function hashOptions(algorithm: DigestAlgorithm): HashOptions | undefined {
  return algorithm === 'SHAKE256' ? { outputLength: digestRow(algorithm).length } : undefined;
}

function newHash(algorithm: DigestAlgorithm): Hash {
  return createHash(digestRow(algorithm).openssl, hashOptions(algorithm));
}

function streaming(hash: Hash, options: HashOptions | undefined): StreamingDigest {
  return {
    update(chunk) {
      hash.update(chunk);
    },
    // A copy has the usual length of output unless told otherwise.
    copy: () => streaming(hash.copy(options), options),
    digest: () => hash.digest(),
  };
}

/** The platform adapter of Node. */
export const provider: CryptoProvider = {
  name: 'node',
  digest: (algorithm, data) => newHash(algorithm).update(data).digest(),
  createDigest(algorithm) {
    return streaming(newHash(algorithm), hashOptions(algorithm));
  },
  importPublicKey(subjectPublicKeyInfo, curve): PlatformPublicKey {
    try {
      return {
        platform: createPublicKey({ key: subjectPublicKeyInfo as never, format: 'der', type: 'spki' }),
      };
    } catch (cause) {
      if (curve !== undefined && !getCurves().includes(curve.openssl))
        throw new CoreError('UNSUPPORTED_ALGORITHM', `this platform lacks ${curve.name}`, { cause });
      return { platform: undefined };
    }
  },
  verify(key, algorithm, data, signatureValue, saltLength) {
    if (!(key.platform instanceof KeyObject)) return false;
    const input: VerifyKeyObjectInput = keyInput(key.platform, algorithm, saltLength);
    try {
      return verifyWithKey(digestName(algorithm), data, input, signatureValue);
    } catch {
      // OpenSSL reports some malformed values and parameters as errors: they do not verify.
      return false;
    }
  },
  sign(key, algorithm, data, many) {
    const input = keyInput(KeyObject.from(key), algorithm);
    return many
      ? signInPool(digestName(algorithm), data, input)
      : signWithKey(digestName(algorithm), data, input);
  },
  hmacSha256: (key, data) =>
    createHmac('sha256', key as KeyLike as never)
      .update(data)
      .digest(),
  decryptAesCbc({ key, iv, data }) {
    const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  },
  // Asynchronous: a key file may ask for seconds of work.
  pbkdf2: ({ password, salt, iterations, keyLength, hash }) =>
    pbkdf2InPool(password, salt, iterations, keyLength, digestRow(hash).openssl),
  randomBytes: (length) => randomBytes(length),
};
