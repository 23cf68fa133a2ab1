/**
 * Updates of sealed PDFs for tests, made without the code under test.
 *
 * @module
 */
import { appendTestRevision, latin1, toLatin1 } from '../pdf/test-documents.ts';

/** Greater than the number of any object of a test document. */
const SIZE = 200;

/** Numbers of what {@link appendStamp} adds. */
export const STAMP = { field: 160, signature: 161 } as const;

/** An object as it stands in the last revision that has it, between `obj` and `endobj`. */
export function objectText(pdf: Uint8Array, id: number): string {
  const found = [
    ...toLatin1(pdf).matchAll(new RegExp(`(?<=\\n)${id} 0 obj\\n([\\s\\S]*?)\\nendobj`, 'g')),
  ].at(-1)?.[1];
  if (found === undefined) throw new Error(`there is no object ${id}`);
  return found;
}

/** Appends an update whose cross-reference and trailer are as they should be. */
export function appendUpdate(
  pdf: Uint8Array,
  objects: Readonly<Record<number, string>>,
  trailer = '',
): Uint8Array {
  return appendTestRevision(pdf, objects, { size: SIZE, trailer });
}

/** An update that frees an object. */
export function appendFreeing(pdf: Uint8Array, id: number): Uint8Array {
  const text = toLatin1(appendUpdate(pdf, { [id]: 'null' }));
  return latin1(text.replace(/\d{10} 00000 n \ntrailer(?![\s\S]*trailer)/, '0000000000 00001 f \ntrailer'));
}

/** What of a document timestamp differs from an honest one. */
export interface StampChanges {
  /** Entries of the field beside its value, name and page. */
  readonly field?: string;
  readonly rectangle?: string;
  /** Entries of the signature dictionary that name its kind. */
  readonly kind?: string;
  /** Further objects. */
  readonly objects?: Readonly<Record<number, string>>;
}

/** Appends an update with a document timestamp, whose token is none. */
export function appendStamp(pdf: Uint8Array, form: number, changes: StampChanges = {}): Uint8Array {
  const {
    field = '',
    rectangle = '[0 0 0 0]',
    kind = '/Type/DocTimeStamp/SubFilter/ETSI.RFC3161',
    objects = {},
  } = changes;
  const { field: id, signature } = STAMP;
  const page = objectText(pdf, 3);
  const added = {
    3: page.includes('/Annots[')
      ? page.replace(/(\/Annots\[[^\]]*)/, `$1 ${id} 0 R`)
      : page.replace(/>>$/, `/Annots[${id} 0 R]>>`),
    [form]: objectText(pdf, form).replace(/(\/Fields\[[^\]]*)/, `$1 ${id} 0 R`),
    [id]: `<</Type/Annot/Subtype/Widget/FT/Sig/T(Stamp)/V ${signature} 0 R/F 132/P 3 0 R/Rect${rectangle}${field}>>`,
    [signature]: `<<${kind}${UNSIGNED}>>`,
  };
  return appendSigned(pdf, { ...added, ...objects });
}

/** What a signature dictionary has in place of its ranges and its value. */
export const UNSIGNED = '/Filter/Adobe.PPKLite/ByteRange[0 0000000000 0000000000 0000000000]/Contents<3000>';

/** Appends an update whose one signature, which has no value, covers all of the file with it. */
export function appendSigned(pdf: Uint8Array, objects: Readonly<Record<number, string>>): Uint8Array {
  const text = toLatin1(appendUpdate(pdf, objects));
  const start = text.lastIndexOf('<3000>');
  const numbers = [start, start + 6, text.length - start - 6].map((one) => String(one).padStart(10, '0'));
  return latin1(text.replace('[0 0000000000 0000000000 0000000000]', `[0 ${numbers.join(' ')}]`));
}
