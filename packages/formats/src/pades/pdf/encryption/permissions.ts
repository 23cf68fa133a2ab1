/**
 * What the owner of an encrypted PDF lets others do (ISO 32000-2 §7.6.4.2, Table 22).
 *
 * @module
 */

/** Permissions of who opened a PDF as user; they do not bind its owner. */
export interface PdfPermissions {
  readonly print: boolean;
  /** Changing the contents in ways that no other permission names. */
  readonly modify: boolean;
  /** Copying text and graphics. */
  readonly copy: boolean;
  /** Adding annotations and, together with `modify`, creating form fields, signature fields included. */
  readonly annotate: boolean;
  /** Filling fields that are there, signature fields included. */
  readonly fillForms: boolean;
  /** Extracting text for people with disabilities; PDF 2.0 wants it always given. */
  readonly extract: boolean;
  /** Inserting, rotating and deleting pages. */
  readonly assemble: boolean;
  readonly printHighQuality: boolean;
}

/** The bit, from 1, of each permission. */
const BITS: Readonly<Record<keyof PdfPermissions, number>> = {
  print: 3,
  modify: 4,
  copy: 5,
  annotate: 6,
  fillForms: 9,
  extract: 10,
  assemble: 11,
  printHighQuality: 12,
};

/** Before revision 3 a permission went with another (ISO 32000-1 Table 22). */
const BITS_OF_REVISION_2: Readonly<Record<keyof PdfPermissions, number>> = {
  ...BITS,
  fillForms: BITS.annotate,
  extract: BITS.copy,
  assemble: BITS.modify,
  printHighQuality: BITS.print,
};

/** Reads the bits of /P. Filling forms is also given by the permission to annotate. */
export function readPermissions(bits: number, revision: number): PdfPermissions {
  const table = revision === 2 ? BITS_OF_REVISION_2 : BITS;
  const has = (name: keyof PdfPermissions): boolean => (bits & (1 << (table[name] - 1))) !== 0;
  return {
    print: has('print'),
    modify: has('modify'),
    copy: has('copy'),
    annotate: has('annotate'),
    fillForms: has('fillForms') || has('annotate'),
    extract: has('extract'),
    assemble: has('assemble') || has('modify'),
    printHighQuality: has('print') && has('printHighQuality'),
  };
}
