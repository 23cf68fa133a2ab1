/**
 * Locks of fields: which fields may not change once a signature is there, and what the document still allows then
 * (ISO 32000-2 §12.7.5.5 Table 236, §12.8.2.4 Table 259).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import {
  entry,
  type PdfDictionary,
  type PdfObject,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
} from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { decodeTextString, textString } from '../pdf/text-string.ts';

/** What a document allows after a signature. 1: no change; 2: filling forms and sealing; 3: annotating too. */
export type DocMdpPermission = 1 | 2 | 3;

/** A lock that takes effect with the signature of its field. */
export type FieldLock = (
  | { readonly action: 'all' }
  | {
      /** Whether the fields are those that are locked, or those that are not. */
      readonly action: 'include' | 'exclude';
      /** Fully qualified names; the name of a node stands for all fields below it. */
      readonly fields: readonly string[];
    }
) & {
  /** What the document still allows. Default no further restriction. */
  readonly permission?: DocMdpPermission;
};

/** Most names of a lock. */
const MAX_NAMES = 10_000;

const ACTIONS = { all: 'All', include: 'Include', exclude: 'Exclude' } as const;

/**
 * Reads the entries that a /Lock and the parameters of a FieldMDP transform have in common. A lock that says something
 * the standard does not know locks everything.
 *
 * @throws FormatsError `PDF_LIMIT_EXCEEDED` for more names than anybody gives
 */
export async function readFieldLock(reader: PdfReader, dictionary: PdfDictionary): Promise<FieldLock> {
  const permission = await readPermission(reader, dictionary);
  const further = permission === undefined ? {} : { permission };
  const action = await reader.resolveEntry(dictionary, 'Action');
  const fields = await reader.resolveEntry(dictionary, 'Fields');
  if (action.kind !== 'name' || fields.kind !== 'array') return { action: 'all', ...further };
  if (fields.items.length > MAX_NAMES) {
    throw new FormatsError('PDF_LIMIT_EXCEEDED', `a lock of more than ${MAX_NAMES} fields`);
  }
  const names: string[] = [];
  for (const item of fields.items) {
    const name = await reader.resolve(item);
    if (name.kind === 'string') names.push(decodeTextString(name));
  }
  switch (action.value) {
    case ACTIONS.include:
      return { action: 'include', fields: names, ...further };
    case ACTIONS.exclude:
      return { action: 'exclude', fields: names, ...further };
    default:
      return { action: 'all', ...further };
  }
}

/** /P of a dictionary: a permission, 1 for a value that the standard does not know. */
export async function readPermission(
  reader: PdfReader,
  dictionary: PdfDictionary,
): Promise<DocMdpPermission | undefined> {
  const value = await reader.resolveEntry(dictionary, 'P');
  if (value.kind === 'null') return undefined;
  return value.kind === 'integer' && (value.value === 2 || value.value === 3) ? value.value : 1;
}

/** Whether a lock forbids to change a field. */
export function locksField(lock: FieldLock, fieldName: string): boolean {
  if (lock.action === 'all') return true;
  const named = lock.fields.some((name) => fieldName === name || fieldName.startsWith(`${name}.`));
  return named === (lock.action === 'include');
}

/** /Lock of a field. */
export function encodeFieldLock(lock: FieldLock): PdfDictionary {
  return pdfDictionary([['Type', pdfName('SigFieldLock')], ...lockEntries(lock)]);
}

/**
 * Parameters of the FieldMDP transform that a signature repeats a lock in. /P stands there too, where Acrobat has it:
 * without it only who looks at the field would know it.
 */
export function fieldMdpParameters(lock: FieldLock): PdfDictionary {
  return pdfDictionary([['Type', pdfName('TransformParams')], ...lockEntries(lock), ['V', pdfName('1.2')]]);
}

function lockEntries(lock: FieldLock): readonly (readonly [string, PdfObject])[] {
  const entries: (readonly [string, PdfObject])[] = [['Action', pdfName(ACTIONS[lock.action])]];
  if (lock.action !== 'all') entries.push(['Fields', pdfArray(lock.fields.map(textString))]);
  if (lock.permission !== undefined) entries.push(['P', pdfNumber(lock.permission)]);
  return entries;
}

/** /Lock of a field as a dictionary; `undefined` when it has none. */
export async function lockOf(reader: PdfReader, field: PdfDictionary): Promise<FieldLock | undefined> {
  const lock = await reader.resolve(entry(field, 'Lock'));
  return lock.kind === 'dictionary' ? readFieldLock(reader, lock) : undefined;
}
