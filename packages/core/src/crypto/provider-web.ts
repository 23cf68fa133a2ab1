/**
 * Cryptography of browsers and other web runtimes: `crypto.subtle`, and for what it lacks (streaming, SHA-3,
 * brainpool) the `@noble` libraries; they and what is written around them are loaded only when they are needed.
 *
 * @module
 */
import type { CHash } from '@noble/hashes/utils.js';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { bitString, encode, nullValue, objectIdentifier, sequence } from '../asn1/writer.ts';
import { CoreError } from '../errors.ts';
import { readAlgorithmIdentifier } from './algorithm-identifier.ts';
import {
  type CurveRow,
  type DigestAlgorithm,
  isInBrowsers,
  type SignatureAlgorithm,
  signatureRow,
} from './algorithms.ts';
import { ecdsaDerToRaw, ecdsaRawToDer } from './ecdsa-value.ts';
import type { CryptoProvider, StreamingDigest } from './provider.ts';
import type { ScriptPublicKey, ScriptVerification } from './verify-in-script.ts';

/** WebCrypto wants views over an ArrayBuffer of its own kind. */
type Bytes = Uint8Array<ArrayBuffer>;

/** A public key as received, and the CryptoKeys made of it so far: WebCrypto ties a key to one algorithm. */
interface WebPublicKey {
  readonly subjectPublicKeyInfo: Uint8Array;
  readonly bits: Uint8Array;
  readonly curve: CurveRow | undefined;
  readonly imported: Map<SignatureAlgorithm, Promise<CryptoKey>>;
}

async function digest(algorithm: DigestAlgorithm, data: Uint8Array): Promise<Uint8Array> {
  if (!isInBrowsers(algorithm)) return (await hashInScript(algorithm))(data);
  return new Uint8Array(await crypto.subtle.digest(algorithm, data as Bytes));
}

async function hashInScript(algorithm: DigestAlgorithm): Promise<CHash> {
  const { nobleHash } = await import('./noble.ts');
  return nobleHash(algorithm);
}

async function verifyInScript(key: ScriptPublicKey, request: ScriptVerification): Promise<boolean> {
  const script = await import('./verify-in-script.ts');
  return script.verifyInScript(key, request);
}

async function createDigest(algorithm: DigestAlgorithm): Promise<StreamingDigest> {
  return streaming((await hashInScript(algorithm)).create());
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
    return verifyInScript(key, { algorithm, data, value, saltLength });
  const raw = key.curve === undefined ? value : ecdsaDerToRaw(value, key.curve.byteLength);
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

/** Encryption: for key files and encrypted documents only. */
function secretKeys(): Promise<typeof import('./secret-keys-web.ts')> {
  return import('./secret-keys-web.ts');
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
  encryptAesCbc: async (request) => (await secretKeys()).encryptAesCbc(request),
  decryptAesCbc: async (request) => (await secretKeys()).decryptAesCbc(request),
  pbkdf2: async (request) => (await secretKeys()).pbkdf2(request),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};
