/**
 * The document security store: certificates and revocation data in the catalog (ISO 32000-2 §12.8.4.3,
 * EN 319 142-1 §5.4.2).
 *
 * @module
 */

import type { ValidationMaterial } from '@eseal/core';
import { isEsealError } from '@eseal/core';
import type { PdfDictionary, PdfObject } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';

/** Largest entry, such as a CRL, and most entries of a kind. */
const MAX_ENTRY_LENGTH = 1 << 26;
const MAX_ENTRIES = 10_000;
/** Most seals whose related material (/VRI) is looked at. */
const MAX_SEALS = 1000;

/** An entry of a store, with the object that holds it as its list writes it. */
export interface StoreEntry {
  readonly object: PdfObject;
  readonly data: Uint8Array;
}

/** What a store holds, kind by kind. */
export type StoreEntries = Readonly<Record<keyof ValidationMaterial, readonly StoreEntry[]>>;

/** The keys under which a store, and what it relates to a single seal, list one kind of material. */
export const STORE_KEYS: Readonly<
  Record<keyof ValidationMaterial, { readonly store: string; readonly related: string }>
> = {
  certificates: { store: 'Certs', related: 'Cert' },
  crls: { store: 'CRLs', related: 'CRL' },
  ocspResponses: { store: 'OCSPs', related: 'OCSP' },
};

/** The kinds of material, in the order of their keys. */
export const MATERIAL_KINDS: readonly (keyof ValidationMaterial)[] = [
  'certificates',
  'crls',
  'ocspResponses',
];

/**
 * Reads the store of a PDF with what it relates to single seals; entries that cannot be read are left out. `undefined`
 * when there is none.
 */
export async function readSecurityStore(
  reader: PdfReader,
  catalog: PdfDictionary,
): Promise<ValidationMaterial | undefined> {
  const store = await reader.resolveEntry(catalog, 'DSS');
  if (store.kind !== 'dictionary') return undefined;
  const { certificates, crls, ocspResponses } = await readStoreEntries(reader, store);
  const dataOf = (entries: readonly StoreEntry[]) => entries.map(({ data }) => data);
  return {
    certificates: dataOf(certificates),
    crls: dataOf(crls),
    ocspResponses: dataOf(ocspResponses),
  };
}

/** Reads the entries of a store, those that only a single seal relates to included. */
export async function readStoreEntries(reader: PdfReader, store: PdfDictionary): Promise<StoreEntries> {
  const found: Lists = { certificates: new Map(), crls: new Map(), ocspResponses: new Map() };
  for (const kind of MATERIAL_KINDS) await readEntries(reader, store, STORE_KEYS[kind].store, found[kind]);
  const perSeal = await readable(() => reader.resolveEntry(store, 'VRI'));
  const values = perSeal?.kind === 'dictionary' ? [...perSeal.entries.values()].slice(0, MAX_SEALS) : [];
  for (const value of values) {
    const related = await readable(() => reader.resolve(value));
    if (related?.kind !== 'dictionary') continue;
    for (const kind of MATERIAL_KINDS)
      await readEntries(reader, related, STORE_KEYS[kind].related, found[kind]);
  }
  return {
    certificates: [...found.certificates.values()],
    crls: [...found.crls.values()],
    ocspResponses: [...found.ocspResponses.values()],
  };
}

/** Entries by the number of their object, since the lists for each seal repeat those of the store. */
type Entries = Map<number | PdfObject, StoreEntry>;
type Lists = Readonly<Record<keyof ValidationMaterial, Entries>>;

async function readEntries(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
  entries: Entries,
): Promise<void> {
  const list = await readable(() => reader.resolveEntry(dictionary, key));
  for (const item of list?.kind === 'array' ? list.items : []) {
    const identity = item.kind === 'reference' ? item.id : item;
    if (entries.size >= MAX_ENTRIES) return;
    if (entries.has(identity)) continue;
    const data = await readable(() => readEntry(reader, item));
    if (data !== undefined) entries.set(identity, { object: item, data });
  }
}

async function readEntry(reader: PdfReader, item: PdfObject): Promise<Uint8Array | undefined> {
  const stream = await reader.resolve(item);
  return stream.kind === 'stream' ? reader.decode(stream, MAX_ENTRY_LENGTH) : undefined;
}

async function readable<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return undefined;
  }
}
