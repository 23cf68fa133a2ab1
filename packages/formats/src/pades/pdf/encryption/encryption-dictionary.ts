/**
 * The encryption dictionary of the standard security handler (ISO 32000-2 §7.6.2, §7.6.4.2; R5: Adobe Supplement to
 * ISO 32000-1, extension level 3).
 *
 * @module
 */
import type { MaybePromise } from '@eseal/core/crypto';
import { entry, PDF_NULL, type PdfDictionary, type PdfObject } from '../objects.ts';
import { type CryptFilters, type CryptMethod, readCryptFilters } from './crypt-filters.ts';
import { brokenEncryption, unsupportedEncryption } from './encryption-error.ts';

/** Follows a reference; anything else is itself. */
export type Resolve = (object: PdfObject) => MaybePromise<PdfObject>;

/** What a file says of its encryption. */
export interface EncryptionDictionary {
  readonly revision: 2 | 3 | 4 | 5 | 6;
  /** Bytes of the file's key. */
  readonly keyLength: number;
  /** /O, /U: what passwords are compared with. */
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  /** /OE, /UE, /Perms: only from revision 5 on. */
  readonly ownerKey: Uint8Array;
  readonly userKey: Uint8Array;
  readonly encryptedPermissions: Uint8Array;
  /** /P as 32 bits. */
  readonly permissions: number;
  readonly encryptMetadata: boolean;
  readonly filters: CryptFilters;
}

/** For each /V the revisions that belong to it, and the method of files without crypt filters. */
const VERSIONS: Readonly<Record<number, { revisions: readonly number[]; method: CryptMethod | undefined }>> =
  {
    1: { revisions: [2, 3], method: 'RC4' },
    2: { revisions: [2, 3], method: 'RC4' },
    4: { revisions: [4], method: undefined },
    5: { revisions: [5, 6], method: undefined },
  };

/**
 * Reads /Encrypt.
 *
 * @param resolve - follows references in the file as it is stored: nothing in this dictionary is encrypted
 * @throws FormatsError `PDF_ENCRYPTION_UNSUPPORTED` for another handler, version or method, `PDF_ENCRYPTION_BROKEN`
 */
export async function readEncryptionDictionary(
  encrypt: PdfObject,
  resolve: Resolve,
): Promise<EncryptionDictionary> {
  const resolved = await resolve(encrypt);
  if (resolved.kind !== 'dictionary') throw brokenEncryption('/Encrypt is not a dictionary');
  const dictionary = await resolveAll(resolved, resolve);
  const filter = entry(dictionary, 'Filter');
  if (filter.kind !== 'name') throw brokenEncryption('/Encrypt names no security handler');
  if (filter.value !== 'Standard') throw unsupportedEncryption(`the security handler /${filter.value}`);
  const version = integerOf(dictionary, 'V', 0);
  const revision = revisionOf(integerOf(dictionary, 'R'), version);
  const size = revision < 5 ? 32 : 48;
  const only = (key: string, length: number) =>
    revision < 5 ? new Uint8Array() : stringOf(dictionary, key, length);
  return {
    revision,
    keyLength: keyLengthOf(dictionary, version, revision),
    owner: stringOf(dictionary, 'O', size),
    user: stringOf(dictionary, 'U', size),
    ownerKey: only('OE', 32),
    userKey: only('UE', 32),
    encryptedPermissions: only('Perms', 16),
    permissions: integerOf(dictionary, 'P') | 0,
    encryptMetadata: version < 4 || booleanOf(dictionary, 'EncryptMetadata'),
    filters: readCryptFilters(dictionary, VERSIONS[version]?.method),
  };
}

/** A dictionary whose entries, and the dictionaries among them, hold no references to what this handler needs. */
async function resolveAll(dictionary: PdfDictionary, resolve: Resolve, depth = 0): Promise<PdfDictionary> {
  const entries = new Map<string, PdfObject>();
  for (const [key, value] of dictionary.entries) {
    const resolved = await resolve(value);
    // /CF has dictionaries of dictionaries; nothing is deeper.
    const nested = resolved.kind === 'dictionary' && depth < 2;
    entries.set(key, nested ? await resolveAll(resolved, resolve, depth + 1) : resolved);
  }
  return { kind: 'dictionary', entries };
}

function revisionOf(revision: number, version: number): EncryptionDictionary['revision'] {
  const row = VERSIONS[version];
  if (row === undefined) throw unsupportedEncryption(`the encryption /V ${version} /R ${revision}`);
  if (!row.revisions.includes(revision)) {
    // Versions whose further revisions may be known to others: R7 is that of ISO/TS 32003 and ISO/TS 32004.
    if (revision > 6) throw unsupportedEncryption(`the encryption /V ${version} /R ${revision}`);
    throw brokenEncryption(`/V ${version} and /R ${revision} contradict each other`);
  }
  return revision as EncryptionDictionary['revision'];
}

/** Key of a file in bytes (ISO 32000-2 Table 20): /Length counts for version 2 only. */
function keyLengthOf(dictionary: PdfDictionary, version: number, revision: number): number {
  if (version === 5) return 32;
  if (version === 4) return 16;
  if (version === 1 || revision === 2) return 5;
  const bits = integerOf(dictionary, 'Length', 40);
  if (bits % 8 !== 0 || bits < 40 || bits > 128) throw brokenEncryption(`a key of ${bits} bits`);
  return bits / 8;
}

function integerOf(dictionary: PdfDictionary, key: string, fallback?: number): number {
  const value = entry(dictionary, key);
  if (value.kind === 'null' && fallback !== undefined) return fallback;
  if (value.kind !== 'integer') throw brokenEncryption(`/${key} of /Encrypt is not an integer`);
  return value.value;
}

function booleanOf(dictionary: PdfDictionary, key: string): boolean {
  const value = dictionary.entries.get(key) ?? PDF_NULL;
  if (value.kind !== 'null' && value.kind !== 'boolean')
    throw brokenEncryption(`/${key} of /Encrypt is neither true nor false`);
  return value.kind === 'null' || value.value;
}

/** The first bytes of a string: some writers pad them. */
function stringOf(dictionary: PdfDictionary, key: string, length: number): Uint8Array {
  const value = entry(dictionary, key);
  if (value.kind !== 'string' || value.bytes.length < length) {
    throw brokenEncryption(`/${key} of /Encrypt is not a string of ${length} bytes`);
  }
  return value.bytes.subarray(0, length);
}
