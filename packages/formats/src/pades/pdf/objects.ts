/**
 * PDF objects as plain data (ISO 32000-2 §7.3). Names and strings are bytes: a name is held as a text whose characters
 * are its bytes (Latin-1), `#xx` resolved.
 *
 * @module
 */

export interface PdfNull {
  readonly kind: 'null';
}

export interface PdfBoolean {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** A number written without a decimal point that fits a safe integer. */
export interface PdfInteger {
  readonly kind: 'integer';
  readonly value: number;
}

/** Any other number; `text` is how it is written. */
export interface PdfReal {
  readonly kind: 'real';
  readonly value: number;
  readonly text: string;
}

export interface PdfName {
  readonly kind: 'name';
  readonly value: string;
}

export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  /** Written in hexadecimal digits. */
  readonly hex: boolean;
}

export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfObject[];
}

/** Keys without their slash, in the order written. */
export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfObject>;
}

/** `id generation R`. */
export interface PdfReference {
  readonly kind: 'reference';
  readonly id: number;
  readonly generation: number;
}

/** A stream: `bytes` as stored, filters not undone. Its `Length` is written from `bytes`. */
export interface PdfStream {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  readonly bytes: Uint8Array;
}

/** Any PDF object. */
export type PdfObject =
  | PdfNull
  | PdfBoolean
  | PdfInteger
  | PdfReal
  | PdfName
  | PdfString
  | PdfArray
  | PdfDictionary
  | PdfReference
  | PdfStream;

/** The null object, also the value of everything that is missing (ISO 32000-2 §7.3.9, §7.3.10). */
export const PDF_NULL: PdfNull = { kind: 'null' };

const TRUE: PdfBoolean = { kind: 'boolean', value: true };
const FALSE: PdfBoolean = { kind: 'boolean', value: false };

export function pdfBoolean(value: boolean): PdfBoolean {
  return value ? TRUE : FALSE;
}

/**
 * A number: an integer where it is one, else a real with at most six decimals.
 *
 * @throws RangeError when PDF cannot hold it
 */
export function pdfNumber(value: number): PdfInteger | PdfReal {
  if (Number.isSafeInteger(value)) return { kind: 'integer', value: value + 0 };
  if (!(Math.abs(value) < 1e15)) throw new RangeError(`${value} is not a number that PDF can hold`);
  const text = value.toFixed(6).replace(/\.?0+$/, '');
  const rounded = Number(text);
  return Number.isInteger(rounded)
    ? { kind: 'integer', value: rounded + 0 }
    : { kind: 'real', value: rounded, text };
}

/** A name from its characters, without the slash. Characters above U+00FF have no place in it. */
export function pdfName(value: string): PdfName {
  return { kind: 'name', value };
}

export function pdfString(bytes: Uint8Array, hex = false): PdfString {
  return { kind: 'string', bytes, hex };
}

export function pdfArray(items: readonly PdfObject[]): PdfArray {
  return { kind: 'array', items };
}

/** An array of numbers, such as a rectangle or a matrix. */
export function pdfNumbers(values: readonly number[]): PdfArray {
  return { kind: 'array', items: values.map(pdfNumber) };
}

/**
 * A dictionary of these entries in this order.
 *
 * @throws TypeError when a key occurs twice
 */
export function pdfDictionary(entries: Iterable<readonly [key: string, value: PdfObject]>): PdfDictionary {
  const map = new Map<string, PdfObject>();
  for (const [key, value] of entries) {
    if (map.has(key)) throw new TypeError(`the key /${key} occurs twice in a dictionary`);
    map.set(key, value);
  }
  return { kind: 'dictionary', entries: map };
}

export function pdfReference(id: number, generation = 0): PdfReference {
  return { kind: 'reference', id, generation };
}

export function pdfStream(dictionary: PdfDictionary, bytes: Uint8Array): PdfStream {
  return { kind: 'stream', dictionary, bytes };
}

/** The same dictionary with entries set or, where the value is null, removed. */
export function withEntries(
  dictionary: PdfDictionary,
  changes: Iterable<readonly [key: string, value: PdfObject]>,
): PdfDictionary {
  const entries = new Map(dictionary.entries);
  for (const [key, value] of changes) {
    if (value.kind === 'null') entries.delete(key);
    else entries.set(key, value);
  }
  return { kind: 'dictionary', entries };
}

/** An entry of a dictionary as written: null when it is missing, a reference when it is one. */
export function entry(dictionary: PdfDictionary, key: string): PdfObject {
  return dictionary.entries.get(key) ?? PDF_NULL;
}

/** Whether an object is this name. */
export function isName(object: PdfObject, value: string): boolean {
  return object.kind === 'name' && object.value === value;
}
