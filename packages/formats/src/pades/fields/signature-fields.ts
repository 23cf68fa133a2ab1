/**
 * The signature fields of a PDF, empty ones included (ISO 32000-2 §12.7.5.5).
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import { readCatalog } from '../catalog.ts';
import { entry, type PdfObject } from '../pdf/objects.ts';
import { PdfReader } from '../pdf/reader.ts';
import { type Rectangle, readRectangle } from '../placement.ts';
import { readSeedValues, type SeedValues } from '../seed-values/seed-values.ts';
import { findWidget } from './field.ts';
import { type FieldLock, lockOf } from './field-lock.ts';
import { type FormField, readForm, walkFields } from './form.ts';

/** A signature field. */
export interface SignatureField {
  /** Fully qualified name. */
  readonly name: string;
  /** `prepared` when there is a signature whose value is missing. */
  readonly state: 'empty' | 'prepared' | 'signed';
  /** Where it is shown on its page; `undefined` when it is not. */
  readonly rectangle: Rectangle | undefined;
  readonly lock: FieldLock | undefined;
  /** What its author demands of the signature. */
  readonly seedValues: SeedValues | undefined;
}

/** Options of {@link readSignatureFields}. */
export interface ReadSignatureFieldsOptions {
  /** Of an encrypted PDF, the user's or the owner's. Default none. */
  readonly password?: string;
}

/**
 * Reads the signature fields of a PDF, in the order of its form.
 *
 * @throws FormatsError when the PDF cannot be read
 */
export async function readSignatureFields(
  document: DocumentSource,
  options: ReadSignatureFieldsOptions = {},
): Promise<readonly SignatureField[]> {
  const reader = await PdfReader.open(document, options);
  const { dictionary } = await readCatalog(reader);
  const { fields } = await walkFields(reader, await readForm(reader, dictionary));
  const found: SignatureField[] = [];
  for (const field of fields) if (field.type === 'Sig') found.push(await describeField(reader, field));
  return found;
}

async function describeField(reader: PdfReader, field: FormField): Promise<SignatureField> {
  const { dictionary, name } = field;
  const widget = await findWidget(reader, field);
  const seedValues = await reader.resolveEntry(dictionary, 'SV');
  return {
    name,
    state: stateOf(await reader.resolveEntry(dictionary, 'V')),
    rectangle: widget && (await shownAt(reader, entry(widget.dictionary, 'Rect'))),
    lock: await lockOf(reader, dictionary),
    seedValues: seedValues.kind === 'dictionary' ? await readSeedValues(reader, seedValues) : undefined,
  };
}

function stateOf(value: PdfObject): SignatureField['state'] {
  if (value.kind === 'null') return 'empty';
  const contents = value.kind === 'dictionary' ? entry(value, 'Contents') : value;
  return contents.kind === 'string' && contents.bytes.every((byte) => byte === 0) ? 'prepared' : 'signed';
}

async function shownAt(reader: PdfReader, written: PdfObject): Promise<Rectangle | undefined> {
  const rectangle = await readRectangle(reader, await reader.resolve(written));
  const [x0, y0, x1, y1] = rectangle ?? [0, 0, 0, 0];
  return x0 === x1 || y0 === y1 ? undefined : rectangle;
}
