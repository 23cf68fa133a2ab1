/**
 * Certificates and revocation data appended to the document security store of a PDF, as an update of its own
 * (ISO 32000-2 §12.8.4.3, EN 319 142-1 §5.4.2). What the store holds stays as it is.
 *
 * @module
 */
import { createSealedDocument, equalBytes, type SealedDocument, type ValidationMaterial } from '@eseal/core';
import { type Catalog, readCatalog, TIMESTAMP_EXTENSION, withExtensions } from '../catalog.ts';
import { assertMayModify } from '../fields/permissions.ts';
import { revisionId } from '../file-id.ts';
import {
  MATERIAL_KINDS,
  readStoreEntries,
  STORE_KEYS,
  type StoreEntries,
  type StoreEntry,
} from '../parse/dss-dictionary.ts';
import { IncrementalWriter } from '../pdf/incremental-writer.ts';
import {
  entry,
  isName,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfDictionary,
  pdfName,
  pdfStream,
  withEntries,
} from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { extendArray } from './extend-array.ts';
import { relateMaterial, type StoredMaterial } from './related-material.ts';

/** What a store is to hold. */
export interface StoreRequest {
  readonly material: ValidationMaterial;
  /** Values of /Contents of the seals that the material is to be related to (/VRI). Default none. */
  readonly relatedTo?: readonly Uint8Array[] | undefined;
  /** Time of the update. */
  readonly time: Date;
}

/**
 * Appends what the store lacks; `undefined` when it lacks nothing.
 *
 * @throws FormatsError `PDF_CHANGE_FORBIDDEN` when the password does not allow to change the document
 */
export async function appendSecurityStore(
  reader: PdfReader,
  { material, relatedTo = [], time }: StoreRequest,
): Promise<SealedDocument | undefined> {
  const catalog = await readCatalog(reader);
  const store = await openStore(reader, catalog.dictionary);
  const writer = await IncrementalWriter.open(reader);
  const stored = putMaterial(writer, store.entries, material);
  const changes: (readonly [string, PdfObject])[] = [];
  let isChanged = false;
  for (const kind of MATERIAL_KINDS) {
    const key = STORE_KEYS[kind].store;
    const extended = await extendArray(reader, writer, entry(store.dictionary, key), stored[kind]);
    isChanged ||= extended !== 'unchanged';
    if (typeof extended === 'object') changes.push([key, extended]);
  }
  const relations = entry(store.dictionary, 'VRI');
  const related = await relateMaterial(reader, writer, relations, { stored, relatedTo, time });
  if (typeof related === 'object') changes.push(['VRI', related]);
  if (!isChanged && related === 'unchanged') return undefined;
  assertMayModify(reader.encryption);
  await writeStore(reader, writer, catalog, { ...store, dictionary: withEntries(store.dictionary, changes) });
  await writer.finish(await revisionId(reader, time));
  return createSealedDocument('application/pdf', [reader.source.document, writer.out.view()]);
}

/** The store of a document, an empty one where it has none. */
interface SecurityStore {
  /** `undefined` where it stands in the catalog, or is new. */
  readonly reference: PdfReference | undefined;
  readonly dictionary: PdfDictionary;
  readonly isNew: boolean;
  readonly entries: StoreEntries;
}

async function openStore(reader: PdfReader, catalog: PdfDictionary): Promise<SecurityStore> {
  const written = entry(catalog, 'DSS');
  const present = await reader.resolve(written);
  // An object that is something else besides is left to that.
  const isStore =
    present.kind === 'dictionary' && (!present.entries.has('Type') || isName(entry(present, 'Type'), 'DSS'));
  if (!isStore) {
    const entries = { certificates: [], crls: [], ocspResponses: [] };
    return {
      reference: undefined,
      dictionary: pdfDictionary([['Type', pdfName('DSS')]]),
      isNew: true,
      entries,
    };
  }
  return {
    reference: written.kind === 'reference' ? written : undefined,
    dictionary: present,
    isNew: false,
    entries: await readStoreEntries(reader, present),
  };
}

/** The objects that hold this material: those that are there, and new ones. */
function putMaterial(
  writer: IncrementalWriter,
  present: StoreEntries,
  material: ValidationMaterial,
): StoredMaterial {
  const put = (kind: keyof ValidationMaterial): readonly PdfObject[] => {
    const known: StoreEntry[] = [...present[kind]];
    return material[kind].map((data) => {
      const found = known.find((one) => equalBytes(one.data, data));
      if (found !== undefined) return found.object;
      const object = writer.allocate();
      writer.put(object, pdfStream(pdfDictionary([]), data));
      known.push({ object, data });
      return object;
    });
  };
  return { certificates: put('certificates'), crls: put('crls'), ocspResponses: put('ocspResponses') };
}

/** Writes the store where it is, a new one as an object of its own so that later updates need not touch the catalog. */
async function writeStore(
  reader: PdfReader,
  writer: IncrementalWriter,
  catalog: Catalog,
  { reference, dictionary, isNew }: SecurityStore,
): Promise<void> {
  const changes: (readonly [string, PdfObject])[] = [];
  const own = reference ?? (isNew ? writer.allocate() : undefined);
  if (own !== undefined) writer.put(own, dictionary);
  if (reference === undefined) changes.push(['DSS', own ?? dictionary]);
  const extensions = await withExtensions(reader, catalog, [TIMESTAMP_EXTENSION]);
  if (extensions !== undefined) changes.push(['Extensions', extensions]);
  if (changes.length > 0) writer.put(catalog.reference, withEntries(catalog.dictionary, changes));
}
