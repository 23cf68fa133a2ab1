/**
 * PKCS #12 files (RFC 7292) as CAs deliver them today: PBES2 for keys and certificates, HMAC-SHA-256 over all. The old kinds
 * with 3DES and RC2 are made with `openssl pkcs12 -export -legacy` where they are needed.
 *
 * @module
 */
import { concatBytes } from '@eseal/core';
import {
  bmpString,
  context,
  contextPrimitive,
  type Der,
  encode,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from './der.ts';
import { encryptPkcs8, encryptWithPassword, type PasswordEncryption } from './password-encryption.ts';
import { digest } from './services/digests.ts';

/** What a file holds. */
export interface PfxContent {
  readonly pkcs8: Uint8Array;
  /** The key's certificate first. */
  readonly certificates: readonly Uint8Array[];
  /** Name of the key. Default none. */
  readonly friendlyName?: string;
}

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const BAGS = '1.2.840.113549.1.12.10.1';
const PKCS9 = '1.2.840.113549.1.9';

/** The DER of a PFX under a password. */
export async function createPfx(
  content: PfxContent,
  password: string,
  options: PasswordEncryption = {},
): Promise<Uint8Array> {
  const keyId = await digest('SHA-1', content.certificates[0] ?? content.pkcs8);
  const keyBag = sequence(
    objectIdentifier(`${BAGS}.2`),
    context(0, await encryptPkcs8(content.pkcs8, password, options)),
    setOf([localKeyId(keyId), ...friendlyName(content.friendlyName)]),
  );
  const certificateBags = content.certificates.map((certificate, at) =>
    certificateBag(certificate, at === 0 ? [localKeyId(keyId), ...friendlyName(content.friendlyName)] : []),
  );
  const safes = encode(
    sequence(
      await encryptedSafe(certificateBags, password, options),
      sequence(objectIdentifier(DATA), context(0, octetString(encode(sequence(keyBag))))),
    ),
  );
  const authSafe = sequence(objectIdentifier(DATA), context(0, octetString(safes)));
  return encode(sequence(integer(3), authSafe, await macData(safes, password, options.iterations ?? 2048)));
}

function certificateBag(certificate: Uint8Array, attributes: readonly Der[]): Der {
  const x509 = sequence(objectIdentifier(`${PKCS9}.22.1`), context(0, octetString(certificate)));
  return sequence(
    objectIdentifier(`${BAGS}.3`),
    context(0, x509),
    ...(attributes.length > 0 ? [setOf(attributes)] : []),
  );
}

async function encryptedSafe(
  bags: readonly Der[],
  password: string,
  options: PasswordEncryption,
): Promise<Der> {
  const { algorithm, encrypted } = await encryptWithPassword(encode(sequence(...bags)), password, options);
  const content = sequence(objectIdentifier(DATA), algorithm, contextPrimitive(0, encrypted));
  return sequence(objectIdentifier(ENCRYPTED_DATA), context(0, sequence(integer(0), content)));
}

function localKeyId(identifier: Uint8Array): Der {
  return sequence(objectIdentifier(`${PKCS9}.21`), setOf([octetString(identifier)]));
}

function friendlyName(name: string | undefined): readonly Der[] {
  return name === undefined ? [] : [sequence(objectIdentifier(`${PKCS9}.20`), setOf([bmpString(name)]))];
}

async function macData(safes: Uint8Array, password: string, iterations: number): Promise<Der> {
  const salt = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const secret = await deriveMacKey(password, salt, iterations);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await globalThis.crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
  const value = new Uint8Array(await globalThis.crypto.subtle.sign('HMAC', key, Uint8Array.from(safes)));
  const algorithm = sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'), nullValue());
  return sequence(sequence(algorithm, octetString(value)), octetString(salt), integer(iterations));
}

/** RFC 7292 appendix B.2 with SHA-256 and ID 3; one block is the whole key, so that step 6 (C) is never needed. */
async function deriveMacKey(
  password: string,
  salt: Uint8Array,
  iterations: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const block = 64;
  const secret = new Uint8Array(2 * (password.length + 1));
  for (let at = 0; at < password.length; at++) {
    new DataView(secret.buffer).setUint16(2 * at, password.charCodeAt(at));
  }
  const repeated = (bytes: Uint8Array): Uint8Array =>
    Uint8Array.from(
      { length: block * Math.ceil(bytes.length / block) },
      (_, at) => bytes[at % bytes.length] ?? 0,
    );
  let value = Uint8Array.from(concatBytes([new Uint8Array(block).fill(3), repeated(salt), repeated(secret)]));
  for (let round = 0; round < iterations; round++) value = Uint8Array.from(await digest('SHA-256', value));
  return value;
}
