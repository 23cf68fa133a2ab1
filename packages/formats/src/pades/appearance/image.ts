/**
 * Images of seals as image XObjects (ISO 32000-2 §8.9.5).
 *
 * @module
 */
import type { PdfReference } from '../pdf/objects.ts';
import { unreadable } from './image-error.ts';
import { embedJpeg, isJpeg } from './jpeg.ts';
import type { ObjectTable } from './object-table.ts';
import { embedPng } from './png.ts';
import { isPng } from './read-png.ts';

/** An image in an appearance. */
export interface EmbeddedImage {
  readonly reference: PdfReference;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Writes an image, whichever kind it is of.
 *
 * @throws FormatsError `IMAGE_UNREADABLE`
 */
export async function embedImage(table: ObjectTable, bytes: Uint8Array): Promise<EmbeddedImage> {
  if (isPng(bytes)) return embedPng(table, bytes);
  if (isJpeg(bytes)) return embedJpeg(table, bytes);
  throw unreadable('the image is neither a PNG nor a JPEG');
}
