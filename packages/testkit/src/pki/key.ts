/**
 * Keys of the test PKI: made by WebCrypto, or fixed ones read from PKCS #8.
 *
 * @module
 */
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { encode, integer, nullValue, objectIdentifier, sequence } from '../der.ts';
import { rsaPssParameters } from './pss-parameters.ts';

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

/** A key that signs certificates, lists, answers and tokens. */
export interface TestKey {
  readonly kind: string;
  /** What `sign` computes. */
  readonly signatureAlgorithm: SignatureAlgorithm;
  /** DER of the AlgorithmIdentifier that names it. */
  readonly algorithmIdentifier: Uint8Array;
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
  /** PKCS #8 PrivateKeyInfo (RFC 5958), unencrypted: never more than a test key. */
  readonly pkcs8: Uint8Array;
  /** The key in WebCrypto; reading it throws a TypeError for kinds that WebCrypto does not have. */
  readonly privateKey: CryptoKey;
  /** The signature value as X.509 and CMS carry it: ECDSA as DER `SEQUENCE { r, s }` (RFC 3279 §2.2.3). */
  sign(data: Uint8Array): Promise<Uint8Array>;
}

interface KindRow {
  readonly webCrypto: RsaHashedKeyGenParams | EcKeyGenParams | { readonly name: 'Ed25519' };
  readonly signing: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly algorithmIdentifier: () => Uint8Array;
}

const withoutParameters = (oid: string) => (): Uint8Array => encode(sequence(objectIdentifier(oid)));

function rsa(modulusLength: number): KindRow {
  const signing = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return {
    webCrypto: { ...signing, modulusLength, publicExponent: Uint8Array.of(1, 0, 1) },
    signing,
    signatureAlgorithm: 'rsa-sha256',
    algorithmIdentifier: () => encode(sequence(objectIdentifier('1.2.840.113549.1.1.11'), nullValue())),
  };
}

function rsaPss(modulusLength: number): KindRow {
  const signing = { name: 'RSA-PSS', hash: 'SHA-256', saltLength: 32 };
  return {
    webCrypto: { name: 'RSA-PSS', hash: 'SHA-256', modulusLength, publicExponent: Uint8Array.of(1, 0, 1) },
    signing,
    signatureAlgorithm: 'rsa-pss-sha256',
    algorithmIdentifier: () => rsaPssParameters('2.16.840.1.101.3.4.2.1', 32),
  };
}

function ecdsa(
  namedCurve: string,
  hash: string,
  signatureAlgorithm: SignatureAlgorithm,
  oid: string,
): KindRow {
  return {
    webCrypto: { name: 'ECDSA', namedCurve },
    signing: { name: 'ECDSA', hash },
    signatureAlgorithm,
    algorithmIdentifier: withoutParameters(oid),
  };
}

const KINDS: Readonly<Record<KeyKind, KindRow>> = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  'rsa-pss-2048': rsaPss(2048),
  'rsa-pss-3072': rsaPss(3072),
  p256: ecdsa('P-256', 'SHA-256', 'ecdsa-sha256', '1.2.840.10045.4.3.2'),
  p384: ecdsa('P-384', 'SHA-384', 'ecdsa-sha384', '1.2.840.10045.4.3.3'),
  p521: ecdsa('P-521', 'SHA-512', 'ecdsa-sha512', '1.2.840.10045.4.3.4'),
  ed25519: {
    webCrypto: { name: 'Ed25519' },
    signing: { name: 'Ed25519' },
    signatureAlgorithm: 'ed25519',
    algorithmIdentifier: withoutParameters('1.3.101.112'),
  },
};

/** A new key. RSA takes up to seconds: see `fixedKey`. */
export async function generateKey(kind: KeyKind): Promise<TestKey> {
  const pair = await globalThis.crypto.subtle.generateKey(KINDS[kind].webCrypto, true, ['sign', 'verify']);
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
  const row = KINDS[kind];
  return {
    kind,
    signatureAlgorithm: row.signatureAlgorithm,
    algorithmIdentifier: row.algorithmIdentifier(),
    publicKey: new Uint8Array(await subtle.exportKey('spki', publicKey)),
    pkcs8: new Uint8Array(await subtle.exportKey('pkcs8', privateKey)),
    privateKey,
    async sign(data) {
      const value = new Uint8Array(await subtle.sign(row.signing, privateKey, Uint8Array.from(data)));
      return row.signing.name === 'ECDSA' ? ecdsaValue(value) : value;
    },
  };
}

/** ECDSA-Sig-Value (RFC 3279 §2.2.3) of the raw r‖s that WebCrypto returns. */
export function ecdsaValue(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return encode(sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half))));
}
