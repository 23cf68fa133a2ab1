/**
 * Encryption of the data of one object (ISO 32000-2 §7.6.3).
 *
 * @module
 */
import { assertNever, concatBytes } from '@eseal/core';
import { decryptAesCbc, digestBytes, encryptAesCbc, randomBytes } from '@eseal/core/crypto';
import type { PdfReference } from '../objects.ts';
import type { CryptMethod } from './crypt-filters.ts';
import { brokenEncryption } from './encryption-error.ts';
import { rc4 } from './rc4.ts';

/** Something that is done to the data of strings and streams. */
export type DataTransform = (data: Uint8Array) => Promise<Uint8Array>;

/** Both directions for one object and one method. */
export interface ObjectCipher {
  readonly encrypt: DataTransform;
  readonly decrypt: DataTransform;
}

const BLOCK = 16;
/** What is hashed into the key of an object beside its number for AES (ISO 32000-2 §7.6.3.2 step b). */
const AES_SALT = Uint8Array.of(0x73, 0x41, 0x6c, 0x54);

const asIs: DataTransform = async (data) => data;

/** The cipher of an object's data; its key is derived when it is first used. */
export function objectCipher(
  method: CryptMethod,
  fileKey: Uint8Array,
  reference: PdfReference,
): ObjectCipher {
  switch (method) {
    case 'none':
      return { encrypt: asIs, decrypt: asIs };
    case 'RC4': {
      const key = once(() => objectKey(fileKey, reference, new Uint8Array()));
      const apply: DataTransform = async (data) => rc4(await key(), data);
      return { encrypt: apply, decrypt: apply };
    }
    case 'AES-128':
      return aesCipher(once(() => objectKey(fileKey, reference, AES_SALT)));
    case 'AES-256':
      return aesCipher(async () => fileKey);
    default:
      return assertNever(method);
  }
}

/** Algorithm 1: number and generation of the object are hashed into the file's key. */
async function objectKey(
  fileKey: Uint8Array,
  { id, generation }: PdfReference,
  salt: Uint8Array,
): Promise<Uint8Array> {
  const place = Uint8Array.of(id, id >> 8, id >> 16, generation, generation >> 8);
  const digest = await digestBytes('MD5', concatBytes([fileKey, place, salt]));
  return digest.subarray(0, Math.min(fileKey.length + place.length, 16));
}

/** AES-CBC behind an initialisation vector of its own (ISO 32000-2 §7.6.3.2, §7.6.3.3). */
function aesCipher(key: () => Promise<Uint8Array>): ObjectCipher {
  return {
    async encrypt(data) {
      const iv = randomBytes(BLOCK);
      return concatBytes([iv, await encryptAesCbc({ key: await key(), iv, data })]);
    },
    async decrypt(data) {
      // Laxer than the standard: some writers leave what is empty unencrypted, or store a vector alone.
      if (data.length === 0 || data.length === BLOCK) return new Uint8Array();
      if (data.length % BLOCK !== 0) throw brokenEncryption('encrypted data is not of whole blocks');
      const request = { key: await key(), iv: data.subarray(0, BLOCK), data: data.subarray(BLOCK) };
      try {
        return await decryptAesCbc(request);
      } catch {
        // What the platform says of it is not told: it differs, and may tell of the key.
        throw brokenEncryption('data that should be encrypted is not, or was damaged');
      }
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
