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

/** Reads the store of a PDF with what it relates to single seals; entries that cannot be read are left out. `undefined` when there is none. */
export async function readSecurityStore(
  reader: PdfReader,
  catalog: PdfDictionary,
): Promise<ValidationMaterial | undefined> {
  const store = await reader.resolveEntry(catalog, 'DSS');
  if (store.kind !== 'dictionary') return undefined;
  const lists: Lists = { certificates: new Map(), crls: new Map(), ocspResponses: new Map() };
  await readLists(reader, store, ['Certs', 'CRLs', 'OCSPs'], lists);
  const perSeal = await readable(() => reader.resolveEntry(store, 'VRI'));
  const values = perSeal?.kind === 'dictionary' ? [...perSeal.entries.values()].slice(0, MAX_SEALS) : [];
  for (const value of values) {
    const related = await readable(() => reader.resolve(value));
    if (related?.kind === 'dictionary') await readLists(reader, related, ['Cert', 'CRL', 'OCSP'], lists);
  }
  return {
    certificates: [...lists.certificates.values()],
    crls: [...lists.crls.values()],
    ocspResponses: [...lists.ocspResponses.values()],
  };
}

/** Entries by the number of their object, since the lists for each seal repeat those of the store. */
type Entries = Map<number | PdfObject, Uint8Array>;
type Lists = Readonly<Record<keyof ValidationMaterial, Entries>>;

/** Reads the lists under these keys, in the order of certificates, CRLs and OCSP responses. */
async function readLists(
  reader: PdfReader,
  dictionary: PdfDictionary,
  keys: readonly [certificates: string, crls: string, ocspResponses: string],
  { certificates, crls, ocspResponses }: Lists,
): Promise<void> {
  const [certs, lists, answers] = keys;
  await readEntries(reader, dictionary, certs, certificates);
  await readEntries(reader, dictionary, lists, crls);
  await readEntries(reader, dictionary, answers, ocspResponses);
}

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
    if (data !== undefined) entries.set(identity, data);
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
