/**
 * What a visible seal is compiled to: PDF objects that any document can take over.
 *
 * @module
 */
import type { PdfObject } from '../pdf/objects.ts';

/** An appearance as PDF objects under numbers of its own, from 1. */
export interface CompiledAppearance {
  /** In points, after its own rotation. */
  readonly width: number;
  readonly height: number;
  readonly objects: readonly { readonly id: number; readonly object: PdfObject }[];
  /** Number of the form XObject, whose bounding box is `[0 0 width height]`. */
  readonly form: number;
}
