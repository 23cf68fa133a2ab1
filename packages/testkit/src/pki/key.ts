/**
 * Keys of the test PKI: made by WebCrypto, or read from PKCS #8.
 *
 * @module
 */
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { encode, integer, sequence } from '../der.ts';
import { webCryptoParameters } from './signature-algorithms.ts';

/** Kinds of key that WebCrypto makes in Node and in browsers. */
export type KeyKind =
  | 'rsa-2048'
  | 'rsa-3072'
  | 'rsa-4096'
  | 'rsa-pss-2048'
  | 'rsa-pss-3072'
  | 'p256'
  | 'p384'
  | 'p521'
  | 'ed25519';

/** A key that signs certificates, lists, answers, tokens and seals. */
export interface TestKey {
  readonly kind: string;
  /** What it signs with, the usual one first. */
  readonly algorithms: readonly [SignatureAlgorithm, ...SignatureAlgorithm[]];
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** PKCS #8 PrivateKeyInfo (RFC 5958), unencrypted: never more than a test key. */
  readonly pkcs8: Uint8Array<ArrayBuffer>;
  /** The key in WebCrypto, for the usual algorithm; a TypeError for kinds that WebCrypto does not have. */
  readonly privateKey: CryptoKey;
  /**
   * The signature value as X.509 and CMS carry it: ECDSA as DER `SEQUENCE { r, s }` (RFC 3279 §2.2.3).
   *
   * @param algorithm - one of `algorithms`, default the first
   */
  sign(data: Uint8Array, algorithm?: SignatureAlgorithm): Promise<Uint8Array>;
}

interface KindRow {
  readonly webCrypto: RsaHashedKeyGenParams | EcKeyGenParams | { readonly name: 'Ed25519' };
  readonly algorithms: TestKey['algorithms'];
}

function rsa(modulusLength: number): KindRow {
  const publicExponent = Uint8Array.of(1, 0, 1);
  return {
    webCrypto: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength, publicExponent },
    algorithms: ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'rsa-sha1'],
  };
}

function rsaPss(modulusLength: number): KindRow {
  const publicExponent = Uint8Array.of(1, 0, 1);
  return {
    webCrypto: { name: 'RSA-PSS', hash: 'SHA-256', modulusLength, publicExponent },
    algorithms: ['rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512', 'rsa-pss-sha1'],
  };
}

function ecdsa(namedCurve: string, ...algorithms: TestKey['algorithms']): KindRow {
  return { webCrypto: { name: 'ECDSA', namedCurve }, algorithms };
}

const KINDS: Readonly<Record<KeyKind, KindRow>> = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  'rsa-pss-2048': rsaPss(2048),
  'rsa-pss-3072': rsaPss(3072),
  p256: ecdsa('P-256', 'ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512', 'ecdsa-sha1'),
  p384: ecdsa('P-384', 'ecdsa-sha384', 'ecdsa-sha256', 'ecdsa-sha512', 'ecdsa-sha1'),
  p521: ecdsa('P-521', 'ecdsa-sha512', 'ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha1'),
  ed25519: { webCrypto: { name: 'Ed25519' }, algorithms: ['ed25519'] },
};

/** A new key. RSA takes up to seconds: see `fixedKeys`. */
export async function generateKey(kind: KeyKind): Promise<TestKey> {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey(KINDS[kind].webCrypto, true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError(`${kind} is not a key pair`);
  return testKey(kind, pair.privateKey, pair.publicKey);
}

/**
 * A key from its PKCS #8 encoding.
 *
 * @param kind - what it is, and so how it signs
 */
export async function importKey(kind: KeyKind, pkcs8: Uint8Array<ArrayBuffer>): Promise<TestKey> {
  const { subtle } = globalThis.crypto;
  const algorithm = KINDS[kind].webCrypto;
  const privateKey = await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
  const { kty, crv, n, e, x, y } = await subtle.exportKey('jwk', privateKey);
  const members = Object.entries({ kty, crv, n, e, x, y }).filter(([, value]) => value !== undefined);
  const publicKey = await subtle.importKey('jwk', Object.fromEntries(members), algorithm, true, ['verify']);
  return testKey(kind, privateKey, publicKey);
}

async function testKey(kind: KeyKind, privateKey: CryptoKey, publicKey: CryptoKey): Promise<TestKey> {
  const { subtle } = globalThis.crypto;
  const { webCrypto, algorithms } = KINDS[kind];
  const pkcs8 = new Uint8Array(await subtle.exportKey('pkcs8', privateKey));
  return {
    kind,
    algorithms,
    publicKey: new Uint8Array(await subtle.exportKey('spki', publicKey)),
    pkcs8,
    privateKey,
    async sign(data, algorithm = algorithms[0]) {
      if (!algorithms.includes(algorithm))
        throw new TypeError(`a ${kind} key does not sign with ${algorithm}`);
      const parameters = webCryptoParameters(algorithm);
      // An RSA key of WebCrypto is bound to one digest; keys of curves are not.
      const bound = algorithm !== algorithms[0] && parameters.name.startsWith('RSA');
      const key = bound
        ? await subtle.importKey('pkcs8', pkcs8, { ...webCrypto, ...parameters }, false, ['sign'])
        : privateKey;
      const value = new Uint8Array(await subtle.sign(parameters, key, Uint8Array.from(data)));
      return parameters.name === 'ECDSA' ? ecdsaValue(value) : value;
    },
  };
}

/** ECDSA-Sig-Value (RFC 3279 §2.2.3) of the raw r‖s that WebCrypto returns. */
function ecdsaValue(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return encode(sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half))));
}
