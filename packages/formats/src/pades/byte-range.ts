/**
 * The signature dictionary with the place for its value, and everything around that place, which is what is signed
 * (ISO 32000-2 §12.8.1, Table 255).
 *
 * @module
 */
import {
  CoreError,
  createSealedDocument,
  readChunks,
  type SealedDocument,
  type SealedPart,
} from '@eseal/core';
import { createDigest, type DigestAlgorithm } from '@eseal/core/crypto';
import { FormatsError } from '../errors.ts';
import type { ByteWriter } from './pdf/byte-writer.ts';
import type { PdfObject } from './pdf/objects.ts';
import { writeEntry } from './pdf/serialize.ts';

/** Places in the signature dictionary, counted in the update. */
export interface SignaturePlaces {
  /** Where /ByteRange is written, and how much room it has. */
  readonly byteRange: number;
  readonly byteRangeLength: number;
  /** The hexadecimal string of /Contents, its angle brackets included. */
  readonly contents: number;
  readonly contentsEnd: number;
}

/** A PDF with an update whose signature value is missing. */
export interface SignatureLayout {
  /** The document as received, untouched. */
  readonly document: SealedPart;
  readonly documentSize: number;
  /** What is appended; /Contents holds zeros. */
  readonly update: Uint8Array;
  readonly contents: number;
  readonly contentsEnd: number;
}

/** Largest update, for the width of the numbers in /ByteRange. */
const LARGEST_UPDATE = 1e9;

/**
 * Writes a signature dictionary whose /Contents has room for a value.
 *
 * @param documentSize - size of the document that is updated
 * @param room - bytes of the value
 */
export function writeSignatureDictionary(
  out: ByteWriter,
  entries: readonly (readonly [key: string, value: PdfObject])[],
  documentSize: number,
  room: number,
): SignaturePlaces {
  out.text('<<');
  for (const [key, value] of entries) writeEntry(out, key, value);
  out.text('/ByteRange ');
  const byteRange = out.length;
  const byteRangeLength = 6 + 3 * String(documentSize + LARGEST_UPDATE).length;
  out.fill(0x20, byteRangeLength);
  out.text('/Contents');
  const contents = out.length;
  out.byte(0x3c);
  out.fill(0x30, 2 * room);
  out.byte(0x3e);
  const contentsEnd = out.length;
  out.text('>>');
  return { byteRange, byteRangeLength, contents, contentsEnd };
}

/** Completes a finished update with the ranges around /Contents: blanks fill the room that is left. */
export function finishLayout(
  document: SealedPart,
  documentSize: number,
  out: ByteWriter,
  places: SignaturePlaces,
): SignatureLayout {
  const { contents, contentsEnd } = places;
  const [start, end] = [documentSize + contents, documentSize + contentsEnd];
  const ranges = `[0 ${start} ${end} ${documentSize + out.length - end}]`;
  if (ranges.length > places.byteRangeLength) throw new RangeError('an update of more than a gigabyte');
  out.overwrite(places.byteRange, ranges);
  return { document, documentSize, update: out.view(), contents, contentsEnd };
}

/** Digest of everything around /Contents, in one pass over the document. */
export async function digestLayout(
  algorithm: DigestAlgorithm,
  layout: SignatureLayout,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const hash = await createDigest(algorithm);
  const { document, update } = layout;
  if (document instanceof Uint8Array) await hash.update(document);
  else {
    for await (const chunk of readChunks(document)) {
      if (signal?.aborted)
        throw new CoreError('ABORTED', 'the operation was aborted', { cause: signal.reason });
      await hash.update(chunk);
    }
  }
  await hash.update(update.subarray(0, layout.contents));
  await hash.update(update.subarray(layout.contentsEnd));
  return hash.digest();
}

/** Digits of every byte, as a little-endian pair of characters. */
const HEX_PAIRS = Uint16Array.from({ length: 256 }, (_, byte) => {
  const digits = byte.toString(16).padStart(2, '0');
  return digits.charCodeAt(0) | (digits.charCodeAt(1) << 8);
});

/**
 * The document with a value in its place.
 *
 * @throws FormatsError `PDF_PLACEHOLDER_TOO_SMALL` when the value is longer than was foreseen
 */
export function embedContents(layout: SignatureLayout, value: Uint8Array): SealedDocument {
  const room = (layout.contentsEnd - layout.contents - 2) / 2;
  if (value.length > room) {
    throw new FormatsError(
      'PDF_PLACEHOLDER_TOO_SMALL',
      `the seal takes ${value.length} bytes where ${room} were foreseen`,
      { facts: { needed: value.length, available: room } },
    );
  }
  const update = layout.update.slice();
  let at = layout.contents + 1;
  for (let i = 0; i < value.length; i++) {
    const pair = HEX_PAIRS[value[i] as number] as number;
    update[at++] = pair & 0xff;
    update[at++] = pair >> 8;
  }
  return createSealedDocument('application/pdf', [layout.document, update]);
}
