/**
 * A signature laid out as an update of a PDF, up to its value: what seals and document timestamps have in common.
 *
 * @module
 */

import { type DeveloperExtension, readCatalog, withExtensions } from './catalog.ts';
import { type FieldRequest, prepareField } from './fields/field.ts';
import type { DocMdpPermission } from './fields/field-lock.ts';
import { readForm } from './fields/form.ts';
import { writeSignatureReferences } from './fields/signature-references.ts';
import { findTarget, type OpenDocument } from './fields/target-field.ts';
import { revisionId } from './file-id.ts';
import {
  finishLayout,
  type SignatureLayout,
  type SignaturePlaces,
  writeSignatureDictionary,
} from './parse/byte-range.ts';
import { IncrementalWriter } from './pdf/incremental-writer.ts';
import {
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfDictionary,
  withEntries,
} from './pdf/objects.ts';
import type { PdfReader } from './pdf/reader.ts';

type Entry = readonly [key: string, value: PdfObject];

/** What is to be laid out. */
export interface SignatureRequest {
  readonly kind: 'seal' | 'timestamp';
  /** Entries of the signature dictionary apart from /ByteRange, /Contents and /Reference. */
  readonly entries: readonly Entry[];
  /** Most bytes that the value will take. */
  readonly room: number;
  readonly field: FieldRequest;
  /** Certifies the document with this permission. */
  readonly certify?: DocMdpPermission | undefined;
  /** Default false. */
  readonly allowHybridReferences?: boolean | undefined;
  readonly extensions: readonly DeveloperExtension[];
  /** Time of the update, for the file identifier. */
  readonly time: Date;
}

/**
 * Lays out a signature.
 *
 * @throws FormatsError when the document forbids it or cannot bear it
 */
export async function layOutSignature(
  reader: PdfReader,
  request: SignatureRequest,
): Promise<SignatureLayout> {
  const catalog = await readCatalog(reader);
  const document: OpenDocument = { reader, catalog, form: await readForm(reader, catalog.dictionary) };
  const { certify, field } = request;
  const existing = await findTarget(document, { ...request, fieldName: field.name });
  const writer = await IncrementalWriter.open(reader);
  const signature = writer.allocate();
  const { acroForm, lock } = await prepareField(document, writer, existing, field, signature);
  const changed = await changeCatalog(document, request, signature, acroForm);
  if (changed !== undefined) writer.put(catalog.reference, changed);
  const references = writeSignatureReferences(certify, lock, catalog.reference);
  const places = await writer.putDictionary(
    signature,
    pdfDictionary([...request.entries, ...references]),
    (out, stored): SignaturePlaces => writeSignatureDictionary(out, stored, reader.source.size, request.room),
  );
  await writer.finish(await revisionId(reader, request.time));
  return finishLayout(reader.source, writer.out, places);
}

/** The catalog with what the signature needs; `undefined` when nothing changes. */
async function changeCatalog(
  { reader, catalog }: OpenDocument,
  request: SignatureRequest,
  signature: PdfReference,
  acroForm: PdfObject | undefined,
): Promise<PdfDictionary | undefined> {
  const changes: Entry[] = [];
  if (acroForm !== undefined) changes.push(['AcroForm', acroForm]);
  const extensions = await withExtensions(reader, catalog, request.extensions);
  if (extensions !== undefined) changes.push(['Extensions', extensions]);
  if (request.certify !== undefined) {
    const present = await reader.resolveEntry(catalog.dictionary, 'Perms');
    const permissions = present.kind === 'dictionary' ? present : pdfDictionary([]);
    changes.push(['Perms', withEntries(permissions, [['DocMDP', signature]])]);
  }
  return changes.length === 0 ? undefined : withEntries(catalog.dictionary, changes);
}
