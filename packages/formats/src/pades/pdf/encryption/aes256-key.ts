/**
 * Keys of files encrypted with AES-256: revisions 5 and 6 of the standard security handler (ISO 32000-2 §7.6.4.3.3,
 * §7.6.4.3.4, §7.6.4.4.11; R5: Adobe Supplement to ISO 32000-1, extension level 3, §3.5.2).
 *
 * @module
 */
import { concatBytes, equalBytes } from '@eseal/core';
import { type DigestAlgorithm, decryptAesCbc, digestBytes, encryptAesCbc } from '@eseal/core/crypto';
import type { EncryptionDictionary } from './encryption-dictionary.ts';

const ZERO_IV = new Uint8Array(16);
/** The digest of a round, by a number modulo three. */
const DIGESTS: readonly DigestAlgorithm[] = ['SHA-256', 'SHA-384', 'SHA-512'];
/** Fewest rounds of algorithm 2.B, and how often its input is repeated. */
const ROUNDS = 64;
const REPETITIONS = 64;

/** The file's key, if the password is the user's (algorithm 2.A). */
export async function aes256UserKey(
  { revision, user, userKey }: EncryptionDictionary,
  password: Uint8Array,
): Promise<Uint8Array | undefined> {
  return unwrap(revision, { check: user, wrapped: userKey, password, user: new Uint8Array() });
}

/** The file's key, if the password is the owner's (algorithm 2.A). */
export async function aes256OwnerKey(
  { revision, owner, ownerKey, user }: EncryptionDictionary,
  password: Uint8Array,
): Promise<Uint8Array | undefined> {
  return unwrap(revision, { check: owner, wrapped: ownerKey, password, user });
}

/**
 * The bits of /Perms, and whether it says that metadata are encrypted (algorithm 13); `undefined` when it was not made
 * with the file's key.
 */
export async function readEncryptedPermissions(
  { encryptedPermissions }: EncryptionDictionary,
  fileKey: Uint8Array,
): Promise<{ readonly bits: number; readonly encryptMetadata: boolean } | undefined> {
  // One block: ECB, as the standard has it, is CBC with an IV of zeros.
  const plain = await decryptAesCbc({
    key: fileKey,
    iv: ZERO_IV,
    data: encryptedPermissions,
    padding: 'none',
  });
  if (String.fromCharCode(...plain.subarray(9, 12)) !== 'adb') return undefined;
  const bits = new DataView(plain.buffer, plain.byteOffset).getInt32(0, true);
  return { bits, encryptMetadata: plain[8] !== 0x46 };
}

interface WrappedKey {
  /** /U or /O: a hash, and two salts of eight bytes for itself and for the key. */
  readonly check: Uint8Array;
  /** /UE or /OE. */
  readonly wrapped: Uint8Array;
  readonly password: Uint8Array;
  /** What is hashed with an owner's password: /U. */
  readonly user: Uint8Array;
}

async function unwrap(
  revision: number,
  { check, wrapped, password, user }: WrappedKey,
): Promise<Uint8Array | undefined> {
  const hash = revision === 5 ? simpleHash : hardenedHash;
  const expected = await hash(password, check.subarray(32, 40), user);
  if (!equalBytes(expected, check.subarray(0, 32))) return undefined;
  const key = await hash(password, check.subarray(40, 48), user);
  return decryptAesCbc({ key, iv: ZERO_IV, data: wrapped, padding: 'none' });
}

async function simpleHash(password: Uint8Array, salt: Uint8Array, user: Uint8Array): Promise<Uint8Array> {
  return digestBytes('SHA-256', concatBytes([password, salt, user]));
}

/** Algorithm 2.B (ISO 32000-2 §7.6.4.3.4). */
async function hardenedHash(password: Uint8Array, salt: Uint8Array, user: Uint8Array): Promise<Uint8Array> {
  let key = await simpleHash(password, salt, user);
  let last = 0;
  // The last byte of a round's ciphertext says whether it was the last round; at most 288 are possible.
  for (let round = 0; round < ROUNDS || last > round - 32; round++) {
    const input = concatBytes(new Array(REPETITIONS).fill(concatBytes([password, key, user])));
    const cipher = {
      key: key.subarray(0, 16),
      iv: key.subarray(16, 32),
      data: input,
      padding: 'none',
    } as const;
    const encrypted = await encryptAesCbc(cipher);
    // The first sixteen bytes as one number modulo 3: 256 leaves 1, so the sum of the bytes does.
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = await digestBytes(DIGESTS[remainder] as DigestAlgorithm, encrypted);
    last = encrypted.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}
