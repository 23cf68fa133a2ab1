/**
 * Objects that pdf-lib made, as ours.
 *
 * @module
 */
import type { PDFContext, PDFDict, PDFObject, PDFRef } from 'pdf-lib';
import {
  PDF_NULL,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfBoolean,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfStream,
  pdfString,
} from '../pdf/objects.ts';
import type { ObjectTable } from './object-table.ts';

type PdfLib = typeof import('pdf-lib');

/** Takes over an object of pdf-lib's and whatever it refers to; gives its new reference. */
export function takeOver(
  library: PdfLib,
  context: PDFContext,
  root: PDFRef,
  table: ObjectTable,
): PdfReference {
  return new Taker(library, context, table).reference(root);
}

class Taker {
  readonly #library: PdfLib;
  readonly #context: PDFContext;
  readonly #table: ObjectTable;
  readonly #taken = new Map<PDFRef, PdfReference>();

  constructor(library: PdfLib, context: PDFContext, table: ObjectTable) {
    this.#library = library;
    this.#context = context;
    this.#table = table;
  }

  reference(source: PDFRef): PdfReference {
    const known = this.#taken.get(source);
    if (known !== undefined) return known;
    const reference = this.#table.allocate();
    this.#taken.set(source, reference);
    const object = this.#context.lookup(source);
    this.#table.set(reference, object === undefined ? PDF_NULL : this.#convert(object));
    return reference;
  }

  #convert(object: PDFObject): PdfObject {
    const {
      PDFName,
      PDFNumber,
      PDFString,
      PDFHexString,
      PDFArray,
      PDFDict,
      PDFRef,
      PDFRawStream,
      PDFBool,
      PDFNull,
    } = this.#library;
    if (object instanceof PDFName) return pdfName(latin1(object.asBytes()));
    if (object instanceof PDFNumber) return pdfNumber(object.asNumber());
    if (object instanceof PDFString) return pdfString(object.asBytes());
    if (object instanceof PDFHexString) return pdfString(object.asBytes(), true);
    if (object instanceof PDFArray) return pdfArray(object.asArray().map((item) => this.#convert(item)));
    if (object instanceof PDFDict) return this.#dictionary(object);
    if (object instanceof PDFRef) return this.reference(object);
    if (object instanceof PDFRawStream) {
      return pdfStream(this.#dictionary(object.dict), object.getContents());
    }
    if (object instanceof PDFBool) return pdfBoolean(object.asBoolean());
    if (object === PDFNull) return PDF_NULL;
    throw new TypeError(`pdf-lib made an object of an unknown kind: ${object.toString()}`);
  }

  #dictionary(dictionary: PDFDict): PdfDictionary {
    return pdfDictionary(
      dictionary.entries().map(([key, value]) => [latin1(key.asBytes()), this.#convert(value)] as const),
    );
  }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
