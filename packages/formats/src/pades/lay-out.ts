/**
 * A signature laid out as an update of a PDF, up to its value: what seals and document timestamps have in common.
 *
 * @module
 */
import { digestBytes } from '@eseal/core/crypto';
import {
  finishLayout,
  type SignatureLayout,
  type SignaturePlaces,
  writeSignatureDictionary,
} from './byte-range.ts';
import { type Catalog, type DeveloperExtension, readCatalog, withExtensions } from './catalog.ts';
import { type FieldRequest, prepareField } from './field.ts';
import { readForm } from './form.ts';
import { ByteWriter } from './pdf/byte-writer.ts';
import { IncrementalWriter } from './pdf/incremental-writer.ts';
import {
  entry,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
  withEntries,
} from './pdf/objects.ts';
import type { PdfReader } from './pdf/reader.ts';
import { writeObject } from './pdf/serialize.ts';
import { assertMayCertify, assertMaySeal, type DocMdpPermission } from './permissions.ts';

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
  const form = await readForm(reader, catalog.dictionary);
  // A timestamp stays permitted after any certification (ISO 32000-2 §12.8.2.2.2).
  if (request.kind === 'seal') await assertMaySeal(reader, catalog.dictionary);
  if (request.certify !== undefined) await assertMayCertify(reader, form);
  const writer = await IncrementalWriter.open(reader);
  const signature = writer.allocate();
  const { acroForm, lock } = await prepareField({ reader, writer, catalog, form }, request.field, signature);
  const changed = await changeCatalog(reader, catalog, request, signature, acroForm);
  if (changed !== undefined) writer.put(catalog.reference, changed);
  const places = writer.putWritten(signature, (out): SignaturePlaces => {
    const references = signatureReferences(request.certify, lock, catalog.reference);
    return writeSignatureDictionary(
      out,
      [...request.entries, ...references],
      reader.source.size,
      request.room,
    );
  });
  await writer.finish(await fileId(reader, request.time));
  return finishLayout(reader.source, writer.out, places);
}

/** The catalog with what the signature needs; `undefined` when nothing changes. */
async function changeCatalog(
  reader: PdfReader,
  catalog: Catalog,
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

/** /Reference: what the signature certifies and locks (ISO 32000-2 §12.8.2). */
function signatureReferences(
  certify: DocMdpPermission | undefined,
  lock: PdfDictionary | undefined,
  catalog: PdfReference,
): readonly Entry[] {
  const references: PdfObject[] = [];
  if (certify !== undefined) {
    references.push(signatureReference('DocMDP', [['P', pdfNumber(certify)]]));
  }
  if (lock !== undefined) {
    const locked = (['Action', 'Fields'] as const).map((key): Entry => [key, entry(lock, key)]);
    const given = locked.filter(([, value]) => value.kind !== 'null');
    references.push(signatureReference('FieldMDP', given, [['Data', catalog]]));
  }
  return references.length === 0 ? [] : [['Reference', pdfArray(references)]];
}

function signatureReference(
  method: string,
  parameters: readonly Entry[],
  further: readonly Entry[] = [],
): PdfObject {
  return pdfDictionary([
    ['Type', pdfName('SigRef')],
    ['TransformMethod', pdfName(method)],
    [
      'TransformParams',
      pdfDictionary([['Type', pdfName('TransformParams')], ...parameters, ['V', pdfName('1.2')]]),
    ],
    ...further,
  ]);
}

/** Sixteen bytes that differ from revision to revision, and are the same when the same is done again. */
async function fileId({ source, xref, trailer }: PdfReader, time: Date): Promise<Uint8Array> {
  const facts = new ByteWriter(256);
  facts.text(`${source.size} ${xref[0].section.offset} ${time.getTime()}`);
  writeObject(facts, entry(trailer, 'ID'));
  return (await digestBytes('SHA-256', facts.view())).subarray(0, 16);
}
