/**
 * The document security store: certificates and revocation data in the catalog (ISO 32000-2 §12.8.4.3,
 * EN 319 142-1 §5.4.2).
 *
 * @module
 */

import type { ValidationMaterial } from '@eseal/core';
import { isEsealError } from '@eseal/core';
import type { PdfDictionary, PdfObject } from './pdf/objects.ts';
import type { PdfReader } from './pdf/reader.ts';

/** Largest entry, such as a CRL, and most entries of a kind. */
const MAX_ENTRY_LENGTH = 1 << 26;
const MAX_ENTRIES = 10_000;

/** Reads the store of a PDF; entries that cannot be read are left out. `undefined` when there is none. */
export async function readSecurityStore(
  reader: PdfReader,
  catalog: PdfDictionary,
): Promise<ValidationMaterial | undefined> {
  const store = await reader.resolveEntry(catalog, 'DSS');
  if (store.kind !== 'dictionary') return undefined;
  const [certificates, crls, ocspResponses] = [
    await readEntries(reader, store, 'Certs'),
    await readEntries(reader, store, 'CRLs'),
    await readEntries(reader, store, 'OCSPs'),
  ];
  return { certificates, crls, ocspResponses };
}

async function readEntries(
  reader: PdfReader,
  store: PdfDictionary,
  key: string,
): Promise<readonly Uint8Array[]> {
  const list = await readable(() => reader.resolveEntry(store, key));
  const entries: Uint8Array[] = [];
  for (const item of list?.kind === 'array' ? list.items.slice(0, MAX_ENTRIES) : []) {
    const data = await readable(() => readEntry(reader, item));
    if (data !== undefined) entries.push(data);
  }
  return entries;
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
