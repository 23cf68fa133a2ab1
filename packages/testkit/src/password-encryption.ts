/**
 * Encryption under a password with PBES2: PBKDF2 and AES-CBC (RFC 8018 §6.2, RFC 8018 appendix B).
 *
 * @module
 */
import { encode, integer, nullValue, objectIdentifier, octetString, sequence } from './der.ts';

/** How a password protects a key. */
export interface PasswordEncryption {
  /** Rounds of PBKDF2 with HMAC-SHA-256, and of the MAC of PKCS #12. Default 2048: quick, for tests. */
  readonly iterations?: number;
  /** Key length of AES-CBC in bits. Default 256. */
  readonly keyLength?: 128 | 192 | 256;
}

const AES_CBC_OIDS: Readonly<Record<128 | 192 | 256, string>> = {
  128: '2.16.840.1.101.3.4.1.2',
  192: '2.16.840.1.101.3.4.1.22',
  256: '2.16.840.1.101.3.4.1.42',
};

/** Bytes under a password, with the AlgorithmIdentifier that says how. */
export async function encryptWithPassword(
  plain: Uint8Array,
  password: string,
  { iterations = 2048, keyLength = 256 }: PasswordEncryption = {},
): Promise<{ readonly algorithm: Uint8Array; readonly encrypted: Uint8Array }> {
  const { subtle } = globalThis.crypto;
  const salt = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const secret = await subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const key = await subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    secret,
    { name: 'AES-CBC', length: keyLength },
    false,
    ['encrypt'],
  );
  const derivation = sequence(
    objectIdentifier('1.2.840.113549.1.5.12'),
    sequence(
      octetString(salt),
      integer(iterations),
      sequence(objectIdentifier('1.2.840.113549.2.9'), nullValue()),
    ),
  );
  const cipher = sequence(objectIdentifier(AES_CBC_OIDS[keyLength]), octetString(iv));
  return {
    algorithm: encode(sequence(objectIdentifier('1.2.840.113549.1.5.13'), sequence(derivation, cipher))),
    encrypted: new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv }, key, Uint8Array.from(plain))),
  };
}

/** EncryptedPrivateKeyInfo (RFC 5958 §3) of a PKCS #8 key. */
export async function encryptPkcs8(
  pkcs8: Uint8Array,
  password: string,
  options: PasswordEncryption = {},
): Promise<Uint8Array> {
  const { algorithm, encrypted } = await encryptWithPassword(pkcs8, password, options);
  return encode(sequence(algorithm, octetString(encrypted)));
}
