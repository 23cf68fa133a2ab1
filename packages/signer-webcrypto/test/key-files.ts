/** Key files and certificates of the vectors, as bytes. */
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import vectors from './vectors/key-files.json' with { type: 'json' };

/** Names of the keys. */
export type KeyName = keyof typeof vectors.keys;

/** Password of everything that is encrypted: Japanese, a character outside of the BMP, a space. */
export const PASSWORD: string = vectors.password;

/** Bytes of base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** PrivateKeyInfo of a key. */
export function pkcs8Of(name: KeyName): Uint8Array<ArrayBuffer> {
  return bytesOf(vectors.keys[name].pkcs8);
}

/** Certificate of a key. */
export function certificateOf(name: KeyName): Certificate {
  return parseCertificate(bytesOf(vectors.keys[name].certificate));
}

/** The root's and the issuing CA's certificates, in this order. */
export const ISSUERS: readonly Certificate[] = [vectors.issuers.root, vectors.issuers.ca].map((base64) =>
  parseCertificate(bytesOf(base64)),
);

/** The key p256 as EncryptedPrivateKeyInfo in every kind. */
export const ENCRYPTED_KEYS: typeof vectors.encryptedKeys = vectors.encryptedKeys;

/** The key p256 with its certificate and issuers as PKCS #12 in every kind. */
export const PKCS12_FILES: typeof vectors.pkcs12 = vectors.pkcs12;

/** A PKCS #12 file of the old kind whose password is empty. */
export const EMPTY_PASSWORD: Uint8Array = bytesOf(vectors.emptyPassword.file);

/** The key p256 and its certificates in PEM, and in the form before PKCS #8. */
export const PEM: typeof vectors.pem & { readonly traditional: string } = {
  ...vectors.pem,
  traditional: vectors.traditional,
};

/** The PKCS #12 file of the vectors with this note. */
export function pkcs12File(note: string): Uint8Array<ArrayBuffer> {
  const found = PKCS12_FILES.find((file) => file.note === note);
  if (found === undefined) throw new TypeError(`no vector "${note}"`);
  return bytesOf(found.file);
}

/** A CryptoKey of the vectors. */
export function cryptoKeyOf(
  name: KeyName,
  algorithm: RsaHashedImportParams | EcKeyImportParams | AlgorithmIdentifier,
  usages: KeyUsage[] = ['sign'],
): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', pkcs8Of(name), algorithm, false, usages);
}
