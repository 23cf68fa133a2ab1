/**
 * The field that a signature goes to, and whether the document lets it: decided before anything is written.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { Catalog } from '../catalog.ts';
import { readEarlierForms } from '../parse/form-revisions.ts';
import { assertNoneRemoved, findRemovedSeals } from '../parse/removed-seals.ts';
import { entry } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import type { DocMdpPermission } from './field-lock.ts';
import { type AcroForm, type FormField, findField, walkFields } from './form.ts';
import {
  assertMayCertify,
  assertMaySeal,
  assertMayWrite,
  readCertification,
  readRestrictions,
  type TargetField,
} from './permissions.ts';

/** A document that is about to be changed. */
export interface OpenDocument {
  readonly reader: PdfReader;
  readonly catalog: Catalog;
  readonly form: AcroForm;
}

/** What is to be done to a document. */
export interface FieldPurpose {
  /** A document timestamp stays permitted whatever signatures say (ISO 32000-2 §12.8.2.2.2). */
  readonly kind: 'seal' | 'timestamp' | 'empty-field';
  readonly certify?: DocMdpPermission | undefined;
  /** Name of the field; without one a new one. */
  readonly fieldName?: string | undefined;
  /** Default false. */
  readonly allowHybridReferences?: boolean | undefined;
}

/**
 * Finds the field, `undefined` for a new one.
 *
 * @throws FormatsError when the document forbids it: `PDF_CHANGE_FORBIDDEN`, `PDF_CERTIFICATION_NOT_FIRST`,
 * `PDF_HYBRID_REFUSED`, `PDF_XFA_REFUSED`
 */
export async function findTarget(
  document: OpenDocument,
  { kind, certify, fieldName, allowHybridReferences = false }: FieldPurpose,
): Promise<FormField | undefined> {
  const { reader, catalog, form } = document;
  const existing = fieldName === undefined ? undefined : await findField(reader, form, fieldName);
  const target: TargetField = { name: fieldName, isNew: existing === undefined };
  assertMayWrite(target, reader.encryption);
  if (kind === 'timestamp') return existing;
  await assertPermittedBefore(reader, target);
  const restrictions = await readRestrictions(reader, (await walkFields(reader, form)).fields);
  assertMaySeal(target, await readCertification(reader, catalog.dictionary), restrictions);
  if (certify !== undefined) assertMayCertify(restrictions);
  if (!allowHybridReferences) assertNotHybrid(reader);
  await assertNotXfa(document, target);
  return existing;
}

/**
 * Refuses what an earlier revision forbids: a later one cannot lift its restrictions, nor drop its seals.
 *
 * @throws FormatsError `PDF_CHANGE_FORBIDDEN`
 */
export async function assertPermittedBefore(reader: PdfReader, target: TargetField): Promise<void> {
  const earlier = await readEarlierForms(reader);
  assertNoneRemoved(await findRemovedSeals(reader, earlier));
  for (const { certification, restrictions } of earlier) assertMaySeal(target, certification, restrictions);
}

/**
 * Refuses a file whose objects are others for readers that know cross-reference streams than for those that do not:
 * what is sealed would depend on who looks (ISO 32000-2 §7.5.8.4).
 */
function assertNotHybrid({ isHybrid }: PdfReader): void {
  if (!isHybrid) return;
  throw new FormatsError('PDF_HYBRID_REFUSED', 'the PDF has hybrid cross-references, which hide objects');
}

/**
 * Refuses what an XFA form makes of a field: a new one does not exist in it, and where it is rendered anew every time no
 * page is what was sealed (ISO 32000-2 §12.7.8). A field that is there is filled and the XFA kept.
 */
async function assertNotXfa({ reader, catalog, form }: OpenDocument, { isNew }: TargetField): Promise<void> {
  if (entry(form.dictionary, 'XFA').kind === 'null') return;
  const rendering = await reader.resolveEntry(catalog.dictionary, 'NeedsRendering');
  if (rendering.kind === 'boolean' && rendering.value) {
    throw new FormatsError(
      'PDF_XFA_REFUSED',
      'the pages of the PDF are made of its XFA form when it is opened',
    );
  }
  if (isNew)
    throw new FormatsError('PDF_XFA_REFUSED', 'a new field would not exist in the XFA form of the PDF');
}
