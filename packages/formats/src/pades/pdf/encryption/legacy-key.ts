/**
 * Keys of files encrypted before AES-256: revisions 2, 3 and 4 of the standard security handler (ISO 32000-2 §7.6.4.3.2,
 * §7.6.4.4.2 to §7.6.4.4.5; MD5 and RC4 are what the format prescribes).
 *
 * @module
 */
import { concatBytes, equalBytes } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import type { EncryptionDictionary } from './encryption-dictionary.ts';
import { rc4 } from './rc4.ts';

/** What a password is padded with to 32 bytes (ISO 32000-2 §7.6.4.3.2 step a). */
const PADDING = Uint8Array.of(
  ...[0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08],
  ...[0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a],
);
/** Rounds of MD5 from revision 3 on. */
const ROUNDS = 50;

/**
 * The file's key, if the password is the user's (algorithms 2 and 6).
 *
 * @param fileId - the first string of /ID
 */
export async function legacyUserKey(
  dictionary: EncryptionDictionary,
  password: Uint8Array,
  fileId: Uint8Array,
): Promise<Uint8Array | undefined> {
  const { revision, keyLength, owner, user, permissions, encryptMetadata } = dictionary;
  const bits = Uint8Array.of(permissions, permissions >> 8, permissions >> 16, permissions >> 24);
  const clear = revision === 4 && !encryptMetadata ? new Uint8Array(4).fill(0xff) : new Uint8Array();
  const digest = await md5(concatBytes([padded(password), owner, bits, fileId, clear]));
  const key = (await repeatedly(digest, revision, keyLength)).subarray(0, keyLength);
  if (revision === 2) return equalBytes(rc4(key, PADDING), user) ? key : undefined;
  const check = chained(key, await md5(concatBytes([PADDING, fileId])), range(0, 19));
  return equalBytes(check, user.subarray(0, 16)) ? key : undefined;
}

/** The file's key, if the password is the owner's (algorithm 7): it opens /O, which holds the user's. */
export async function legacyOwnerKey(
  dictionary: EncryptionDictionary,
  password: Uint8Array,
  fileId: Uint8Array,
): Promise<Uint8Array | undefined> {
  const { revision, keyLength, owner } = dictionary;
  const digest = await repeatedly(await md5(padded(password)), revision, 16);
  const key = digest.subarray(0, keyLength);
  const userPassword = chained(key, owner, revision === 2 ? [0] : range(0, 19).reverse());
  return legacyUserKey(dictionary, userPassword, fileId);
}

function padded(password: Uint8Array): Uint8Array {
  return concatBytes([password, PADDING]).subarray(0, PADDING.length);
}

/** From revision 3 on the digest of the digest's first bytes, fifty times. */
async function repeatedly(digest: Uint8Array, revision: number, length: number): Promise<Uint8Array> {
  let value = digest;
  for (let round = 0; revision > 2 && round < ROUNDS; round++) value = await md5(value.subarray(0, length));
  return value;
}

/** RC4 again and again, with each of these numbers mixed into the key. */
function chained(key: Uint8Array, data: Uint8Array, numbers: readonly number[]): Uint8Array {
  return numbers.reduce(
    (value, number) =>
      rc4(
        key.map((byte) => byte ^ number),
        value,
      ),
    data,
  );
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

async function md5(data: Uint8Array): Promise<Uint8Array> {
  return digestBytes('MD5', data);
}
