/**
 * What is kept of an asynchronous signature until its values are fetched, perhaps by another process: encrypted and
 * authenticated (AES-GCM, NIST SP 800-38D) under a key of the caller's. It holds no authorisation and no factor.
 *
 *     token = version (1 byte) | nonce (12 bytes) | ciphertext and tag of the JSON text
 *
 * @module
 */
import { concatBytes, fromBase64, toBase64, utf8 } from '@eseal/core';
import { hmacSha256, randomBytes, SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '@eseal/core/crypto';
import * as v from 'valibot';
import { CscError } from '../errors.ts';

/** What is kept. */
export interface ResumeState {
  /** The service that was asked, so that a token is not shown to another. */
  readonly baseUrl: string;
  readonly responseId: string;
  readonly credentialId: string;
  /** SHA-256 of the seal's certificate. */
  readonly certificateDigest: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  /** What the values are wanted for, in order. */
  readonly dataToBeSigned: readonly Uint8Array[];
}

const VERSION = 1;
const NONCE_LENGTH = 12;
const MIN_KEY_LENGTH = 32;

/** Separates the key of tokens from every other use of the caller's key. */
const PURPOSE = utf8('eseal csc resume token 1');

const bytes = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, NEVER, addIssue }) => {
    const decoded = fromBase64(dataset.value);
    if (decoded !== undefined) return decoded;
    addIssue({ message: 'not base64' });
    return NEVER;
  }),
);

const STATE = v.strictObject({
  baseUrl: v.string(),
  responseId: v.string(),
  credentialId: v.string(),
  certificateDigest: bytes,
  algorithm: v.picklist(SIGNATURE_ALGORITHMS.map(({ name }) => name)),
  dataToBeSigned: v.pipe(v.array(bytes), v.minLength(1)),
});

/**
 * Encrypts a state.
 *
 * @param key - secret of at least 32 bytes
 * @throws CscError `INVALID_ARGUMENT` for a shorter key
 */
export async function sealResumeToken(state: ResumeState, key: Uint8Array): Promise<Uint8Array> {
  const text = JSON.stringify({
    ...state,
    certificateDigest: toBase64(state.certificateDigest),
    dataToBeSigned: state.dataToBeSigned.map(toBase64),
  });
  const nonce = Uint8Array.from(randomBytes(NONCE_LENGTH));
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: PURPOSE };
  const encrypted = await crypto.subtle.encrypt(parameters, await deriveKey(key), utf8(text));
  return concatBytes([Uint8Array.of(VERSION), nonce, new Uint8Array(encrypted)]);
}

/**
 * Decrypts a token.
 *
 * @throws CscError `STATE_INVALID` for one that was altered or is of another key, `INVALID_ARGUMENT` for a short key
 */
export async function openResumeToken(token: Uint8Array, key: Uint8Array): Promise<ResumeState> {
  const secretKey = await deriveKey(key);
  if (token[0] !== VERSION) throw invalid();
  const nonce = Uint8Array.from(token.subarray(1, 1 + NONCE_LENGTH));
  const encrypted = Uint8Array.from(token.subarray(1 + NONCE_LENGTH));
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: PURPOSE };
  try {
    const text = await crypto.subtle.decrypt(parameters, secretKey, encrypted);
    return v.parse(STATE, JSON.parse(new TextDecoder().decode(text)));
  } catch (cause) {
    throw invalid(cause);
  }
}

async function deriveKey(key: Uint8Array): Promise<CryptoKey> {
  if (key.length < MIN_KEY_LENGTH)
    throw new CscError('INVALID_ARGUMENT', `tokenKey must have at least ${MIN_KEY_LENGTH} bytes`, {
      outcome: 'not-sent',
    });
  const derived = Uint8Array.from(await hmacSha256(key, PURPOSE));
  return crypto.subtle.importKey('raw', derived, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function invalid(cause?: unknown): CscError {
  return new CscError('STATE_INVALID', 'the resume token was altered or is not of this key', {
    outcome: 'not-sent',
    cause,
  });
}
