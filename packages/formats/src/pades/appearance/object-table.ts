/**
 * Objects of an appearance while it is compiled.
 *
 * @module
 */
import { type PdfObject, type PdfReference, pdfReference } from '../pdf/objects.ts';

/** Numbers objects from 1 in the order they are asked for. */
export class ObjectTable {
  readonly #objects = new Map<number, PdfObject>();
  #last = 0;

  /** A number for an object that is set later. */
  allocate(): PdfReference {
    this.#last += 1;
    return pdfReference(this.#last);
  }

  set(reference: PdfReference, object: PdfObject): void {
    this.#objects.set(reference.id, object);
  }

  get(reference: PdfReference): PdfObject | undefined {
    return this.#objects.get(reference.id);
  }

  add(object: PdfObject): PdfReference {
    const reference = this.allocate();
    this.set(reference, object);
    return reference;
  }

  /** All objects by rising number. */
  list(): readonly { readonly id: number; readonly object: PdfObject }[] {
    return [...this.#objects].map(([id, object]) => ({ id, object })).sort((a, b) => a.id - b.id);
  }
}
