/**
 * The form of a PDF as its earlier revisions had it (ISO 32000-2 §7.5.6): an update can take a field out of the form, or
 * its signature out of the field, and what was sealed is sealed nevertheless.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { readCatalog } from '../catalog.ts';
import type { DocMdpPermission } from '../fields/field-lock.ts';
import { type FormField, readForm, walkFields } from '../fields/form.ts';
import { readCertification, readRestrictions, type SignatureRestriction } from '../fields/permissions.ts';
import { entry, pdfReference } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { parsingBudget } from '../pdf/work-budget.ts';
import { locate, type XrefLink } from '../pdf/xref-chain.ts';
import { readerAt, revisionMarks } from './revisions.ts';

/** The form in one revision. */
export interface FormRevision {
  readonly reader: PdfReader;
  /** Number of the revision, from 1. */
  readonly revision: number;
  readonly fields: readonly FormField[];
  /** What it restricts, by its certification and by each of its seals. */
  readonly certification: DocMdpPermission | undefined;
  readonly restrictions: readonly SignatureRestriction[];
}

/** A form with the numbers of the objects that say what seals it holds. */
interface ReadForm {
  readonly form: FormRevision | undefined;
  readonly numbers: ReadonlySet<number>;
  readonly root: number | undefined;
}

/**
 * The forms of the revisions before the last, newest first. Those are left out that hold the same seals as the revision
 * after them, which is told from the objects that the update lists, and those that cannot be read.
 *
 * @throws FormatsError `PDF_LIMIT_EXCEEDED`
 */
export async function readEarlierForms(reader: PdfReader): Promise<readonly FormRevision[]> {
  const marks = revisionMarks(reader);
  if (marks.length < 2) return [];
  const budget = parsingBudget(reader.source.size);
  const found: FormRevision[] = [];
  let later = await readFormOf(reader, marks.length);
  for (let revision = marks.length - 1; revision > 0; revision--) {
    const [start = 0, end] = marks.slice(revision);
    const view = readerAt(reader, start);
    if (view === undefined) break;
    const update = reader.xref.filter(({ section }) => {
      const at = reader.base + section.offset;
      return at >= start && (end === undefined || at < end);
    });
    budget.spend(later.numbers.size * update.length);
    if (later.form !== undefined && !(await changesSeals(view, update, later))) continue;
    later = await readFormOf(view, revision);
    if (later.form !== undefined) found.push(later.form);
  }
  return found;
}

/** Reads a form and its signatures, so that all they consist of is noted. */
async function readFormOf(reader: PdfReader, revision: number): Promise<ReadForm> {
  const numbers = new Set<number>();
  const noting = reader.noting(numbers);
  try {
    const catalog = await readCatalog(noting);
    const { fields } = await walkFields(noting, await readForm(noting, catalog.dictionary));
    const certification = await readCertification(noting, catalog.dictionary);
    const restrictions = await readRestrictions(noting, fields);
    const form = { reader, revision, fields, certification, restrictions };
    return { form, numbers, root: catalog.reference.id };
  } catch (error) {
    if (!(error instanceof FormatsError) || error.code === 'PDF_LIMIT_EXCEEDED') throw error;
    return { form: undefined, numbers, root: undefined };
  }
}

/** Whether an update changes which seals the form holds: `view` is the file before it, `later` its form after it. */
async function changesSeals(
  view: PdfReader,
  update: readonly XrefLink[],
  { numbers, root }: ReadForm,
): Promise<boolean> {
  const catalog = entry(view.trailer, 'Root');
  if (catalog.kind !== 'reference' || catalog.id !== root) return true;
  for (const id of numbers) {
    const isListed = update.some(
      ({ section, hidden }) => section.locate(id) !== undefined || hidden?.locate(id) !== undefined,
    );
    if (isListed && !(await isApart(view, id))) return true;
  }
  return false;
}

/** Whether an object has nothing to do with seals: it is not there, or a field of another type. */
async function isApart(view: PdfReader, id: number): Promise<boolean> {
  if (locate(view.xref, id).kind === 'free') return true;
  try {
    const object = await view.object(pdfReference(id));
    if (object.kind !== 'dictionary' || object.entries.has('Kids')) return false;
    const type = entry(object, 'FT');
    return type.kind === 'name' && type.value !== 'Sig';
  } catch (error) {
    if (!(error instanceof FormatsError) || error.code === 'PDF_LIMIT_EXCEEDED') throw error;
    return false;
  }
}
