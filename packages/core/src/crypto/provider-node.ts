/**
 * Cryptography of Node: synchronous where that is faster, silent about Ed25519, and with the curves and digests that
 * WebCrypto lacks.
 *
 * @module
 */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  hash as digestAtOnce,
  getCurves,
  type Hash,
  type HashOptions,
  type JsonWebKey,
  type JsonWebKeyInput,
  type KeyLike,
  KeyObject,
  type PublicKeyInput,
  pbkdf2,
  randomBytes,
  type SignKeyObjectInput,
  sign as signWithKey,
  type VerifyKeyObjectInput,
  verify as verifyWithKey,
} from 'node:crypto';
import { promisify } from 'node:util';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { CoreError } from '../errors.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import {
  type CurveRow,
  type DigestAlgorithm,
  digestRow,
  type SignatureAlgorithm,
  signatureRow,
} from './algorithms.ts';
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

/**
 * A SubjectPublicKeyInfo in the form that OpenSSL reads fastest: it takes twenty times as long for one as for the bare
 * RSAPublicKey or a JWK (RFC 7518 §6, RFC 8037 §2) of the same key.
 */
function publicKeyInput(
  subjectPublicKeyInfo: Uint8Array,
  curve: CurveRow | undefined,
): PublicKeyInput | JsonWebKeyInput {
  const reader = DerReader.over(subjectPublicKeyInfo, 'SubjectPublicKeyInfo').sequence(
    'SubjectPublicKeyInfo',
  );
  const { oid } = readAlgorithmIdentifier(reader, 'algorithm');
  const bits = Buffer.from(reader.bitString('subjectPublicKey').bytes);
  if (oid === OID.rsaEncryption) return { key: bits, format: 'der', type: 'pkcs1' };
  const text = (start: number, end: number): string => bits.subarray(start, end).toString('base64url');
  const jwk = (key: JsonWebKey): JsonWebKeyInput => ({ key, format: 'jwk' });
  if (oid === OID.ed25519 && bits.length === 32) return jwk({ kty: 'OKP', crv: 'Ed25519', x: text(0, 32) });
  if (oid === OID.ed448 && bits.length === 57) return jwk({ kty: 'OKP', crv: 'Ed448', x: text(0, 57) });
  if (curve?.creates && bits[0] === 4 && bits.length === 1 + 2 * curve.byteLength) {
    const half = 1 + curve.byteLength;
    return jwk({ kty: 'EC', crv: curve.name, x: text(1, half), y: text(half, bits.length) });
  }
  return { key: Buffer.from(subjectPublicKeyInfo), format: 'der', type: 'spki' };
}

/** The same bytes without what Buffer adds to them: they become part of documents. */
function withoutMethods({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

/** The platform adapter of Node. */
export const provider: CryptoProvider = {
  name: 'node',
  digest: (algorithm, data) =>
    hashOptions(algorithm) === undefined
      ? digestAtOnce(digestRow(algorithm).openssl, data, 'buffer')
      : newHash(algorithm).update(data).digest(),
  createDigest(algorithm) {
    return streaming(newHash(algorithm), hashOptions(algorithm));
  },
  importPublicKey(subjectPublicKeyInfo, curve): PlatformPublicKey {
    try {
      return { platform: createPublicKey(publicKeyInput(subjectPublicKeyInfo, curve)) };
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
  encryptAesCbc({ key, iv, data, padding }) {
    const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(padding !== 'none');
    return withoutMethods(Buffer.concat([cipher.update(data), cipher.final()]));
  },
  decryptAesCbc({ key, iv, data, padding }) {
    const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv);
    decipher.setAutoPadding(padding !== 'none');
    return withoutMethods(Buffer.concat([decipher.update(data), decipher.final()]));
  },
  // Asynchronous: a key file may ask for seconds of work.
  pbkdf2: ({ password, salt, iterations, keyLength, hash }) =>
    pbkdf2InPool(password, salt, iterations, keyLength, digestRow(hash).openssl),
  randomBytes: (length) => randomBytes(length),
};
