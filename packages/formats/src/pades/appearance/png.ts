/**
 * PNG images (ISO/IEC 15948): checked here, decoded and encoded anew by pdf-lib.
 *
 * @module
 */

import { inflate } from '../pdf/inflate.ts';
import { type PdfReference, pdfStream, withEntries } from '../pdf/objects.ts';
import { addIccColorSpace, isIccProfile } from './icc-profile.ts';
import { unreadable } from './image-error.ts';
import type { ObjectTable } from './object-table.ts';
import { takeOver } from './pdf-lib-objects.ts';
import { type PngHeader, readPng } from './read-png.ts';

/** Largest profile that is looked at; those of printing presses have two megabytes. */
const MAX_PROFILE = 8 << 20;

/**
 * Writes a PNG as an image XObject of 8 bits RGB, its alpha, if any, as a soft mask.
 *
 * @throws FormatsError `IMAGE_UNREADABLE`
 */
export async function embedPng(
  table: ObjectTable,
  bytes: Uint8Array,
): Promise<{ readonly reference: PdfReference; readonly width: number; readonly height: number }> {
  const header = readPng(bytes);
  const library = await import('pdf-lib');
  const context = library.PDFContext.create();
  const embedder = await library.PngEmbedder.for(bytes).catch((cause: unknown) => {
    throw unreadable('the PNG cannot be decoded', cause);
  });
  const root = await embedder.embedIntoContext(context);
  const reference = takeOver(library, context, root, table);
  keepProfile(table, reference, header);
  return { reference, width: header.width, height: header.height };
}

/** pdf-lib makes every PNG RGB, so only a profile for RGB still fits it. */
function keepProfile(table: ObjectTable, reference: PdfReference, { compressedProfile }: PngHeader): void {
  const image = table.get(reference);
  if (compressedProfile === undefined || image?.kind !== 'stream') return;
  if (!isIccProfile(inflateProfile(compressedProfile), 3)) return;
  const colorSpace = addIccColorSpace(table, compressedProfile, 3, 'FlateDecode');
  const dictionary = withEntries(image.dictionary, [['ColorSpace', colorSpace]]);
  table.set(reference, pdfStream(dictionary, image.bytes));
}

function inflateProfile(compressed: Uint8Array): Uint8Array {
  try {
    return inflate(compressed, MAX_PROFILE);
  } catch (cause) {
    throw unreadable('the ICC profile of the PNG is damaged', cause);
  }
}
