/**
 * The standard security handler: opens an encrypted PDF by a password, decrypts its objects and encrypts what is appended
 * to it (ISO 32000-2 §7.6).
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { FormatsError } from '../../../errors.ts';
import { entry, type PdfDictionary, type PdfObject, type PdfReference, pdfStream } from '../objects.ts';
import { aes256OwnerKey, aes256UserKey, readEncryptedPermissions } from './aes256-key.ts';
import type { CryptMethod } from './crypt-filters.ts';
import {
  type EncryptionDictionary,
  type Resolve,
  readEncryptionDictionary,
} from './encryption-dictionary.ts';
import { brokenEncryption } from './encryption-error.ts';
import { legacyOwnerKey, legacyUserKey } from './legacy-key.ts';
import { objectCipher } from './object-cipher.ts';
import { streamMethod, transformStrings } from './object-crypt.ts';
import { passwordBytes } from './password.ts';
import { type PdfPermissions, readPermissions } from './permissions.ts';

/** An encrypted PDF whose key is known. Nothing of it gives away the key or the password. */
export interface PdfEncryption {
  /** As whom the password opened the file. The owner may do everything, whatever the permissions are. */
  readonly access: 'user' | 'owner';
  /** What a user may do; with AES-256, what the file says in the clear and under encryption alike. */
  readonly permissions: PdfPermissions;
  /** How streams are encrypted. */
  readonly method: CryptMethod;
  /** Strings or streams stay in the clear: they could be exchanged by who does not know the password. */
  readonly isPartial: boolean;
  /** An object as it is meant, from one as it is stored. */
  decrypt(object: PdfObject, reference: PdfReference): MaybePromise<PdfObject>;
  /** An object as it is stored, from one as it is meant. Objects inside object streams are not encrypted themselves. */
  encrypt(object: PdfObject, reference: PdfReference): MaybePromise<PdfObject>;
}

/**
 * Opens the encryption of a PDF, some trailer of which has /Encrypt.
 *
 * @param trailer - the newest
 * @param resolve - follows references in the file as it is stored
 * @param password - the user's or the owner's; without one the empty password is tried
 * @throws FormatsError `PDF_PASSWORD_REQUIRED`, `PDF_PASSWORD_WRONG`, `PDF_ENCRYPTION_UNSUPPORTED`,
 * `PDF_ENCRYPTION_BROKEN`
 */
export async function openEncryption(
  trailer: PdfDictionary,
  resolve: Resolve,
  password: string | undefined,
): Promise<PdfEncryption> {
  const encrypt = entry(trailer, 'Encrypt');
  if (encrypt.kind === 'null')
    throw brokenEncryption('the last update does not say that the file is encrypted');
  const dictionary = await readEncryptionDictionary(encrypt, resolve);
  const opened = await openByPassword(dictionary, await readFileId(trailer, resolve), password);
  const { filters, encryptMetadata, revision } = dictionary;
  const permitted = dictionary.permissions & (await authenticPermissions(dictionary, opened.fileKey));
  const own = encrypt.kind === 'reference' ? encrypt.id : undefined;
  const crypt = (direction: 'encrypt' | 'decrypt') => (object: PdfObject, reference: PdfReference) =>
    reference.id === own ? object : transform(object, reference, direction);

  async function transform(object: PdfObject, reference: PdfReference, direction: 'encrypt' | 'decrypt') {
    const strings = objectCipher(filters.strings, opened.fileKey, reference);
    const changed = await transformStrings(object, strings[direction]);
    if (object.kind !== 'stream' || changed.kind !== 'stream') return changed;
    const method = streamMethod(object, filters, encryptMetadata);
    const data = objectCipher(method, opened.fileKey, reference);
    return pdfStream(changed.dictionary, await data[direction](object.bytes));
  }

  return {
    access: opened.access,
    permissions: readPermissions(permitted, revision),
    method: filters.streams,
    isPartial: filters.strings === 'none' || filters.streams === 'none',
    decrypt: crypt('decrypt'),
    encrypt: crypt('encrypt'),
  };
}

interface OpenedFile {
  readonly access: 'user' | 'owner';
  readonly fileKey: Uint8Array;
}

async function openByPassword(
  dictionary: EncryptionDictionary,
  fileId: Uint8Array,
  password: string | undefined,
): Promise<OpenedFile> {
  const { revision } = dictionary;
  const [ownerKey, userKey] =
    revision < 5 ? [legacyOwnerKey, legacyUserKey] : [aes256OwnerKey, aes256UserKey];
  for (const candidate of passwordBytes(password ?? '', revision)) {
    const asOwner = await ownerKey(dictionary, candidate, fileId);
    if (asOwner !== undefined) return { access: 'owner', fileKey: asOwner };
    const asUser = await userKey(dictionary, candidate, fileId);
    if (asUser !== undefined) return { access: 'user', fileKey: asUser };
  }
  throw password === undefined
    ? new FormatsError('PDF_PASSWORD_REQUIRED', 'the PDF is encrypted: it takes a password to open it')
    : new FormatsError('PDF_PASSWORD_WRONG', 'the password is neither the user’s nor the owner’s of the PDF');
}

/** The first string of /ID; files without it are met, and have no bytes there. */
async function readFileId(trailer: PdfDictionary, resolve: Resolve): Promise<Uint8Array> {
  const ids = await resolve(entry(trailer, 'ID'));
  const first = ids.kind === 'array' ? await resolve(ids.items[0] ?? { kind: 'null' }) : ids;
  return first.kind === 'string' ? first.bytes : new Uint8Array();
}

/** The bits that /Perms confirms (ISO 32000-2 §7.6.4.4.10); none when it was not made with the key of the file. */
async function authenticPermissions(dictionary: EncryptionDictionary, fileKey: Uint8Array): Promise<number> {
  if (dictionary.revision < 5) return -1;
  return (await readEncryptedPermissions(dictionary, fileKey))?.bits ?? 0;
}
