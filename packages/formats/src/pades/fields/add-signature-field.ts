/**
 * Empty signature fields, for others to seal later (ISO 32000-2 §12.7.5.5).
 *
 * @module
 */
import { createSealedDocument, type DocumentSource, type SealedDocument } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import { readCatalog } from '../catalog.ts';
import { revisionId } from '../file-id.ts';
import { type OpenForUpdateOptions, openForUpdate } from '../open-for-update.ts';
import { IncrementalWriter } from '../pdf/incremental-writer.ts';
import { withEntries } from '../pdf/objects.ts';
import type { SealPlace } from '../placement.ts';
import type { FieldLock } from './field-lock.ts';
import { readForm } from './form.ts';
import { addField } from './new-field.ts';
import { findTarget, type OpenDocument } from './target-field.ts';

/** Options of {@link addSignatureField}. */
export interface AddSignatureFieldOptions extends OpenForUpdateOptions {
  /** Where the seal may be shown, its width and height included. Default nowhere. */
  readonly place?: SealPlace;
  /** What the seal locks when it comes. Default nothing. */
  readonly lock?: FieldLock;
  /** As in `pades()`. Default false. */
  readonly allowHybridReferences?: boolean;
  /** The clock, for the file identifier of the update. Default the system's. */
  readonly now?: () => Date;
}

/** SignaturesExist (ISO 32000-2 Table 225). */
const SIGNATURES_EXIST = 1;

/**
 * Appends an empty signature field as an update of its own.
 *
 * @throws FormatsError `PDF_FIELD_NOT_USABLE` for a name that is taken, `PDF_PLACE_TAKEN`, `PDF_PLACE_OUTSIDE_PAGE`,
 * `PDF_PAGE_NOT_FOUND`, `PDF_CHANGE_FORBIDDEN`, `PDF_HYBRID_REFUSED`, `PDF_XFA_REFUSED`, or when the PDF cannot be read
 * or extended
 * @example
 * ```ts
 * import { addSignatureField } from '@eseal/formats/pades';
 *
 * export async function forTwoSeals(pdf: Uint8Array): Promise<Uint8Array> {
 *   const place = { x: 20, y: 240, width: 60, height: 20 };
 *   const first = await addSignatureField(pdf, '発注者', { place });
 *   const both = await addSignatureField(await first.toBytes(), '受注者', {
 *     place: { ...place, x: 120 },
 *     lock: { action: 'all', permission: 1 },
 *   });
 *   return both.toBytes();
 * }
 * ```
 */
export async function addSignatureField(
  source: DocumentSource,
  fieldName: string,
  options: AddSignatureFieldOptions = {},
): Promise<SealedDocument> {
  const { place, lock, allowHybridReferences, now } = options;
  const reader = await openForUpdate(source, options);
  const catalog = await readCatalog(reader);
  const document: OpenDocument = { reader, catalog, form: await readForm(reader, catalog.dictionary) };
  const existing = await findTarget(document, { kind: 'empty-field', fieldName, allowHybridReferences });
  if (existing !== undefined) {
    throw new FormatsError('PDF_FIELD_NOT_USABLE', `there is a field ${fieldName} already`, {
      facts: { field: fieldName },
    });
  }
  const writer = await IncrementalWriter.open(reader);
  const acroForm = await addField(document, writer, {
    name: fieldName,
    place,
    lock,
    formFlags: SIGNATURES_EXIST,
  });
  if (acroForm !== undefined) {
    writer.put(catalog.reference, withEntries(catalog.dictionary, [['AcroForm', acroForm]]));
  }
  await writer.finish(await revisionId(reader, now?.() ?? new Date()));
  return createSealedDocument('application/pdf', [reader.source.document, writer.out.view()]);
}
