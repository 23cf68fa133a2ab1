/**
 * Cryptography of browsers and other web runtimes: `crypto.subtle`, and for what it lacks (streaming, SHA-3,
 * brainpool) the `@noble` libraries, loaded only when they are needed.
 *
 * @module
 */
import { OID } from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { bitString, encode, nullValue, objectIdentifier, sequence } from '../asn1/writer.ts';
import { CoreError } from '../errors.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import { type CurveRow, type DigestAlgorithm, type SignatureAlgorithm, signatureRow } from './algorithms.ts';
import { ecdsaDerToRaw, ecdsaRawToDer } from './ecdsa-value.ts';
import type { CryptoProvider, StreamingDigest } from './provider.ts';

/** WebCrypto wants views over an ArrayBuffer of its own kind. */
type Bytes = Uint8Array<ArrayBuffer>;

/** A public key as received, and the CryptoKeys made of it so far: WebCrypto ties a key to one algorithm. */
interface WebPublicKey {
  readonly subjectPublicKeyInfo: Uint8Array;
  readonly bits: Uint8Array;
  readonly curve: CurveRow | undefined;
  readonly imported: Map<SignatureAlgorithm, Promise<CryptoKey>>;
}

const SUBTLE_DIGESTS: readonly DigestAlgorithm[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];

async function nobleHash(algorithm: DigestAlgorithm) {
  const [sha2, sha3, legacy] = await Promise.all([
    import('@noble/hashes/sha2.js'),
    import('@noble/hashes/sha3.js'),
    import('@noble/hashes/legacy.js'),
  ]);
  switch (algorithm) {
    case 'MD5':
      return legacy.md5;
    case 'SHA-1':
      return legacy.sha1;
    case 'SHA-224':
      return sha2.sha224;
    case 'SHA-256':
      return sha2.sha256;
    case 'SHA-384':
      return sha2.sha384;
    case 'SHA-512':
      return sha2.sha512;
    case 'SHA3-256':
      return sha3.sha3_256;
    case 'SHA3-384':
      return sha3.sha3_384;
    case 'SHA3-512':
      return sha3.sha3_512;
    case 'SHAKE256':
      return sha3.shake256_64;
  }
}

async function digest(algorithm: DigestAlgorithm, data: Uint8Array): Promise<Uint8Array> {
  if (!SUBTLE_DIGESTS.includes(algorithm)) return (await nobleHash(algorithm))(data);
  return new Uint8Array(await crypto.subtle.digest(algorithm, data as Bytes));
}

async function createDigest(algorithm: DigestAlgorithm): Promise<StreamingDigest> {
  return streaming((await nobleHash(algorithm)).create());
}

/** What the SDK uses of a hash of the library. */
interface NobleHash {
  update(chunk: Uint8Array): unknown;
  clone(): NobleHash;
  digest(): Uint8Array;
}

function streaming(hash: NobleHash): StreamingDigest {
  return {
    update(chunk) {
      hash.update(chunk);
    },
    copy: () => streaming(hash.clone()),
    digest: () => hash.digest(),
  };
}

function readKey(subjectPublicKeyInfo: Uint8Array, curve: CurveRow | undefined): WebPublicKey {
  const reader = DerReader.over(subjectPublicKeyInfo, 'SubjectPublicKeyInfo').sequence(
    'SubjectPublicKeyInfo',
  );
  const { oid } = readAlgorithmIdentifier(reader, 'algorithm');
  const { bytes: bits } = reader.bitString('subjectPublicKey');
  // Browsers import RSA keys under rsaEncryption only; which padding is allowed was decided before.
  const spki =
    oid === OID.rsaPss
      ? encode(sequence([sequence([objectIdentifier(OID.rsaEncryption), nullValue()]), bitString(bits)]))
      : subjectPublicKeyInfo;
  return { subjectPublicKeyInfo: spki, bits, curve, imported: new Map() };
}

function importFor(
  key: WebPublicKey,
  algorithm: SignatureAlgorithm,
  name: string,
  hash?: string,
): Promise<CryptoKey> {
  const known = key.imported.get(algorithm);
  if (known !== undefined) return known;
  const parameters = { name, ...(hash && { hash }), ...(key.curve && { namedCurve: key.curve.name }) };
  const imported = crypto.subtle.importKey('spki', key.subjectPublicKeyInfo as Bytes, parameters, false, [
    'verify',
  ]);
  key.imported.set(algorithm, imported);
  return imported;
}

async function verify(
  key: WebPublicKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  value: Uint8Array,
  saltLength?: number,
): Promise<boolean> {
  const { webCrypto, scheme } = signatureRow(algorithm);
  // WebCrypto need not take compressed points.
  const compressed = key.curve !== undefined && key.bits[0] !== 4;
  if (webCrypto === undefined || key.curve?.creates === false || compressed)
    return verifyWithNoble(key, algorithm, data, value);
  const raw =
    scheme === 'ecdsa' && key.curve !== undefined ? ecdsaDerToRaw(value, key.curve.byteLength) : value;
  if (raw === undefined) return false;
  try {
    const imported = await importFor(key, algorithm, webCrypto.name, webCrypto.hash);
    const parameters = {
      ...webCrypto,
      ...(scheme === 'rsa-pss' && saltLength !== undefined && { saltLength }),
    };
    return await crypto.subtle.verify(parameters, imported, raw as Bytes, data as Bytes);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotSupportedError')
      throw unsupported(algorithm, cause);
    return false;
  }
}

async function nobleCurve(curve: CurveRow) {
  const [nist, misc] = await Promise.all([import('@noble/curves/nist.js'), import('@noble/curves/misc.js')]);
  switch (curve.name) {
    case 'P-256':
      return nist.p256;
    case 'P-384':
      return nist.p384;
    case 'P-521':
      return nist.p521;
    case 'brainpoolP256r1':
      return misc.brainpoolP256r1;
    case 'brainpoolP384r1':
      return misc.brainpoolP384r1;
    case 'brainpoolP512r1':
      return misc.brainpoolP512r1;
  }
}

async function verifyWithNoble(
  key: WebPublicKey,
  algorithm: SignatureAlgorithm,
  data: Uint8Array,
  value: Uint8Array,
): Promise<boolean> {
  const row = signatureRow(algorithm);
  try {
    if (algorithm === 'ed448') {
      const { ed448 } = await import('@noble/curves/ed448.js');
      return ed448.verify(value, data, key.bits);
    }
    if (row.scheme === 'ecdsa' && key.curve !== undefined) {
      const raw = ecdsaDerToRaw(value, key.curve.byteLength);
      const curve = await nobleCurve(key.curve);
      const prehashed = await digest(row.digest, data);
      return raw !== undefined && curve.verify(raw, prehashed, key.bits, { prehash: false, lowS: false });
    }
  } catch {
    // The library throws for points and values out of range: they do not verify.
    return false;
  }
  throw unsupported(algorithm);
}

function unsupported(algorithm: SignatureAlgorithm, cause?: unknown): CoreError {
  return new CoreError('UNSUPPORTED_ALGORITHM', `this platform lacks ${algorithm}`, { cause });
}

async function sign(key: CryptoKey, algorithm: SignatureAlgorithm, data: Uint8Array): Promise<Uint8Array> {
  const { webCrypto, scheme } = signatureRow(algorithm);
  if (webCrypto === undefined) throw unsupported(algorithm);
  const value = new Uint8Array(await crypto.subtle.sign(webCrypto, key, data as Bytes));
  return scheme === 'ecdsa' ? ecdsaRawToDer(value) : value;
}

async function hmacSha256(key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const parameters = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key as Bytes, parameters, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data as Bytes));
}

/** The platform adapter of web runtimes. */
export const provider: CryptoProvider = {
  name: 'web',
  digest,
  createDigest,
  importPublicKey: (subjectPublicKeyInfo, curve) => ({ platform: readKey(subjectPublicKeyInfo, curve) }),
  verify: (key, algorithm, data, value, saltLength) =>
    verify(key.platform as WebPublicKey, algorithm, data, value, saltLength),
  sign,
  hmacSha256,
  async decryptAesCbc({ key, iv, data }) {
    const imported = await crypto.subtle.importKey('raw', key as Bytes, 'AES-CBC', false, ['decrypt']);
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-CBC', iv: iv as Bytes }, imported, data as Bytes),
    );
  },
  async pbkdf2({ password, salt, iterations, keyLength, hash }) {
    if (!SUBTLE_DIGESTS.includes(hash)) {
      const { pbkdf2Async } = await import('@noble/hashes/pbkdf2.js');
      return pbkdf2Async(await nobleHash(hash), password, salt, { c: iterations, dkLen: keyLength });
    }
    const imported = await crypto.subtle.importKey('raw', password as Bytes, 'PBKDF2', false, ['deriveBits']);
    const parameters = { name: 'PBKDF2', salt: salt as Bytes, iterations, hash };
    return new Uint8Array(await crypto.subtle.deriveBits(parameters, imported, keyLength * 8));
  },
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};
