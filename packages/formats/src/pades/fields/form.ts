/**
 * The interactive form and its tree of fields (ISO 32000-2 §12.7).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import {
  entry,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfDictionary,
} from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { decodeTextString } from '../pdf/text-string.ts';

const MAX_DEPTH = 64;
const MAX_FIELDS = 100_000;

/** The form of a document; without references where it is not an object of its own, or does not exist yet. */
export interface AcroForm {
  readonly reference: PdfReference | undefined;
  readonly dictionary: PdfDictionary;
  readonly fieldsReference: PdfReference | undefined;
  readonly fields: readonly PdfObject[];
}

/** A field. */
export interface FormField {
  readonly reference: PdfReference;
  readonly dictionary: PdfDictionary;
  /** Fully qualified name (ISO 32000-2 §12.7.4.2). */
  readonly name: string;
  /** /FT, its own or inherited. */
  readonly type: string | undefined;
}

/**
 * Reads the form of a document, an empty one where it has none.
 *
 * @throws FormatsError `PDF_STRUCTURE_INVALID` for something else in its place
 */
export async function readForm(reader: PdfReader, catalog: PdfDictionary): Promise<AcroForm> {
  const written = entry(catalog, 'AcroForm');
  const form = await reader.resolve(written);
  if (form.kind !== 'dictionary' && form.kind !== 'null') throw invalid('/AcroForm is not a dictionary');
  const dictionary = form.kind === 'dictionary' ? form : pdfDictionary([]);
  const writtenFields = entry(dictionary, 'Fields');
  const fields = await reader.resolve(writtenFields);
  if (fields.kind !== 'array' && fields.kind !== 'null') throw invalid('/Fields is not an array');
  return {
    reference: written.kind === 'reference' && form.kind === 'dictionary' ? written : undefined,
    dictionary,
    fieldsReference:
      writtenFields.kind === 'reference' && fields.kind === 'array' ? writtenFields : undefined,
    fields: fields.kind === 'array' ? fields.items : [],
  };
}

/** The field with this fully qualified name. */
export async function findField(
  reader: PdfReader,
  form: AcroForm,
  name: string,
): Promise<FormField | undefined> {
  let candidates = form.fields;
  let rest = name;
  let type: string | undefined;
  // Every step takes a part of the name, so a loop in the tree comes to an end.
  while (rest !== '') {
    const found = await findAmong(reader, candidates, rest);
    if (found === undefined) return undefined;
    const { reference, dictionary, partialName } = found;
    type = (await fieldType(reader, dictionary)) ?? type;
    if (partialName === rest) return { reference, dictionary, name, type };
    rest = rest.slice(partialName.length + 1);
    candidates = await kidsOf(reader, dictionary);
  }
  return undefined;
}

async function findAmong(reader: PdfReader, candidates: readonly PdfObject[], name: string) {
  for (const reference of candidates) {
    if (reference.kind !== 'reference') continue;
    const dictionary = await reader.object(reference);
    const partialName =
      dictionary.kind === 'dictionary' ? await partialNameOf(reader, dictionary) : undefined;
    if (dictionary.kind !== 'dictionary' || partialName === undefined || partialName === '') continue;
    if (partialName === name || name.startsWith(`${partialName}.`))
      return { reference, dictionary, partialName };
  }
  return undefined;
}

/** Names of the fields at the root of the tree. */
export async function rootFieldNames(reader: PdfReader, form: AcroForm): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const reference of form.fields) {
    const field = await reader.resolve(reference);
    const name = field.kind === 'dictionary' ? await partialNameOf(reader, field) : undefined;
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** All fields that have a value or no fields below them, and what is wrong with the tree. */
export interface FieldWalk {
  readonly fields: readonly FormField[];
  readonly problems: readonly string[];
}

interface Visit {
  readonly object: PdfObject;
  readonly depth: number;
  readonly parentName: string;
  readonly parentType: string | undefined;
}

/**
 * Walks the whole tree.
 *
 * @throws FormatsError `PDF_LIMIT_EXCEEDED` when it has too many fields
 */
export async function walkFields(reader: PdfReader, form: AcroForm): Promise<FieldWalk> {
  const fields: FormField[] = [];
  const problems: string[] = [];
  const seen = new Set<number>();
  const root = { depth: 0, parentName: '', parentType: undefined };
  const waiting: Visit[] = form.fields.map((object) => ({ object, ...root })).reverse();
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { object: reference, depth } = visit;
    if (reference.kind !== 'reference') {
      problems.push('a field is not an object of its own');
      continue;
    }
    if (seen.has(reference.id) || depth > MAX_DEPTH) {
      problems.push(`field ${reference.id} occurs twice in the tree of fields`);
      continue;
    }
    if (seen.size >= MAX_FIELDS)
      throw new FormatsError('PDF_LIMIT_EXCEEDED', `more than ${MAX_FIELDS} fields`);
    seen.add(reference.id);
    const field = await readField(reader, reference, visit);
    if (field === undefined) continue;
    const kids = await childFields(reader, field.dictionary);
    if (kids.length === 0 || field.dictionary.entries.has('V')) fields.push(field);
    for (const object of kids.reverse()) {
      waiting.push({ object, depth: depth + 1, parentName: field.name, parentType: field.type });
    }
  }
  return { fields, problems };
}

async function readField(
  reader: PdfReader,
  reference: PdfReference,
  visit: Visit,
): Promise<FormField | undefined> {
  const dictionary = await reader.object(reference);
  if (dictionary.kind !== 'dictionary') return undefined;
  const partialName = await partialNameOf(reader, dictionary);
  const name = [visit.parentName, partialName ?? ''].filter((part) => part !== '').join('.');
  return { reference, dictionary, name, type: (await fieldType(reader, dictionary)) ?? visit.parentType };
}

/** The children of a field that are fields: they have a name; the others are its widgets (ISO 32000-2 §12.7.4.1). */
async function childFields(reader: PdfReader, field: PdfDictionary): Promise<PdfObject[]> {
  const children: PdfObject[] = [];
  for (const kid of await kidsOf(reader, field)) {
    const child = await reader.resolve(kid);
    if (child.kind === 'dictionary' && (child.entries.has('T') || child.entries.has('Kids')))
      children.push(kid);
  }
  return children;
}

/** /Kids of a field. */
export async function kidsOf(reader: PdfReader, field: PdfDictionary): Promise<readonly PdfObject[]> {
  const kids = await reader.resolveEntry(field, 'Kids');
  return kids.kind === 'array' ? kids.items : [];
}

async function partialNameOf(reader: PdfReader, field: PdfDictionary): Promise<string | undefined> {
  const name = await reader.resolveEntry(field, 'T');
  return name.kind === 'string' ? decodeTextString(name) : undefined;
}

async function fieldType(reader: PdfReader, field: PdfDictionary): Promise<string | undefined> {
  const type = await reader.resolveEntry(field, 'FT');
  return type.kind === 'name' ? type.value : undefined;
}

function invalid(message: string): FormatsError {
  return new FormatsError('PDF_STRUCTURE_INVALID', message);
}
