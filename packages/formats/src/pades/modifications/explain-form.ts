/**
 * What an update changes of the form (ISO 32000-2 §12.7.3): fields behind those that it had, the flags of signed documents, and
 * the means to show what is filled in.
 *
 * @module
 */
import { type AcroForm, readForm, rootFieldNames } from '../fields/form.ts';
import { beginsWith, differingKeys } from '../pdf/equal-objects.ts';
import { entry, type PdfObject, type PdfReference } from '../pdf/objects.ts';
import type { DocumentUpdate, ObjectChange } from './changed-objects.ts';
import { addClaims, type Claims, openClaims } from './claims.ts';
import type { FormRoots } from './explain-filled-field.ts';
import { explainNewField, type NewSignatureField } from './explain-new-field.ts';
import { explainFormResources } from './explain-resources.ts';
import { rootsOf } from './place-field.ts';

/** What was found. */
export interface FormUpdate {
  /** The form itself and its new fields; `undefined` when it changed in any other way. */
  readonly form: { readonly claims: Claims; readonly fields: readonly NewSignatureField[] } | undefined;
  readonly roots: FormRoots;
}

/** SignaturesExist and AppendOnly (ISO 32000-2 Table 225). */
const SIGNATURE_FLAGS = 3;

/** Explains the form and the fields that it has more than before. */
export async function explainForm(update: DocumentUpdate): Promise<FormUpdate> {
  const { before, after, catalogBefore, catalogAfter } = update;
  const then = await readForm(before, catalogBefore);
  const now = await readForm(after, catalogAfter);
  const roots = { before: rootsOf(then.fields), after: rootsOf(now.fields) };
  const claims = openClaims();
  if (!isFormGrown(then, now, update.changes)) return { form: undefined, roots };
  if (!(await explainFormResources(update, claims, then, now))) return { form: undefined, roots };
  const shows = ['DR', 'DA'].some((key) => differingKeys(then.dictionary, now.dictionary).includes(key));
  const isStyled = shows || claims.objects.size > 0;
  for (const one of [now.reference, now.fieldsReference]) if (one !== undefined) claims.objects.add(one.id);
  const fields: NewSignatureField[] = [];
  const added = now.fields.slice(then.fields.length);
  const taken = new Set(added.length === 0 ? [] : await rootFieldNames(before, then));
  for (const one of added) {
    const field = await explainNewField(update, one, taken);
    if (field === undefined) return { form: undefined, roots };
    addClaims(claims, field.claims);
    for (const { object: name } of field.claims.changes) taken.add(name);
    fields.push(field);
  }
  // Fonts for fields that are filled in: without any field it is still said that they are there.
  if (isStyled && fields.length === 0) claims.changes.push({ kind: 'form-fill', object: 'form /DR' });
  return { form: { claims, fields }, roots };
}

/** Whether a form has what it had, further fields behind, and the flags of signed documents. */
function isFormGrown(before: AcroForm, after: AcroForm, changes: ReadonlyMap<number, ObjectChange>): boolean {
  const keys = differingKeys(before.dictionary, after.dictionary);
  if (keys.some((key) => !['Fields', 'SigFlags', 'DR', 'DA'].includes(key))) return false;
  const [had, has] = [entry(before.dictionary, 'DA'), entry(after.dictionary, 'DA')];
  // What is shown by default is given once.
  if (keys.includes('DA') && (had.kind !== 'null' || has.kind !== 'string')) return false;
  const isInPlace =
    before.dictionary.entries.size === 0
      ? isNewOrDirect(after.reference, changes)
      : before.reference?.id === after.reference?.id;
  const areFieldsInPlace =
    before.fieldsReference?.id === after.fieldsReference?.id || isNewOrDirect(after.fieldsReference, changes);
  const flags = otherFlags(entry(after.dictionary, 'SigFlags'));
  const keepsFlags = flags !== undefined && flags === otherFlags(entry(before.dictionary, 'SigFlags'));
  return isInPlace && areFieldsInPlace && keepsFlags && beginsWith(after.fields, before.fields);
}

/** Whether what did not exist before is no object of another purpose. */
function isNewOrDirect(
  reference: PdfReference | undefined,
  changes: ReadonlyMap<number, ObjectChange>,
): boolean {
  return reference === undefined || changes.get(reference.id) === 'new';
}

function otherFlags(object: PdfObject): number | undefined {
  if (object.kind === 'null') return 0;
  return object.kind === 'integer' ? object.value & ~SIGNATURE_FLAGS : undefined;
}
