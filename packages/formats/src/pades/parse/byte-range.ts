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
import { FormatsError } from '../../errors.ts';
import type { ByteSource } from '../pdf/byte-source.ts';
import type { ByteWriter } from '../pdf/byte-writer.ts';
import type { PdfDictionary } from '../pdf/objects.ts';
import { writeEntry } from '../pdf/serialize.ts';

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
  /** What is appended before the string of /Contents. */
  readonly before: Uint8Array;
  /** Bytes that the value may take. */
  readonly room: number;
  /** What is appended after the string. */
  readonly after: Uint8Array;
}

/** Largest update, for the width of the numbers in /ByteRange. */
const LARGEST_UPDATE = 1e9;

/**
 * Writes a signature dictionary whose /Contents has room for a value.
 *
 * @param dictionary - all but /ByteRange and /Contents
 * @param documentSize - size of the document that is updated
 * @param room - bytes of the value
 */
export function writeSignatureDictionary(
  out: ByteWriter,
  dictionary: PdfDictionary,
  documentSize: number,
  room: number,
): SignaturePlaces {
  out.text('<<');
  for (const [key, value] of dictionary.entries) writeEntry(out, key, value);
  out.text('/ByteRange ');
  const byteRange = out.length;
  const byteRangeLength = 6 + 3 * String(documentSize + LARGEST_UPDATE).length;
  out.fill(0x20, byteRangeLength);
  out.text('/Contents');
  const contents = out.length;
  out.gap(2 * room + 2);
  const contentsEnd = out.length;
  out.text('>>');
  return { byteRange, byteRangeLength, contents, contentsEnd };
}

/** Completes a finished update with the ranges around /Contents: blanks fill the room that is left. */
export function finishLayout(
  { document, size }: ByteSource,
  out: ByteWriter,
  places: SignaturePlaces,
): SignatureLayout {
  const start = size + places.contents;
  const end = size + places.contentsEnd;
  const ranges = `[0 ${start} ${end} ${size + out.length - end}]`;
  if (ranges.length > places.byteRangeLength) throw new RangeError('an update of more than a gigabyte');
  out.overwrite(places.byteRange, ranges);
  const [before, after] = out.aroundGap();
  return { document, before, room: (end - start - 2) / 2, after };
}

/** Digest of everything around /Contents, in one pass over the document. */
export async function digestLayout(
  algorithm: DigestAlgorithm,
  layout: SignatureLayout,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const hash = await createDigest(algorithm);
  const { document, before, after } = layout;
  if (document instanceof Uint8Array) await hash.update(document);
  else {
    for await (const chunk of readChunks(document)) {
      if (signal?.aborted)
        throw new CoreError('ABORTED', 'the operation was aborted', { cause: signal.reason });
      await hash.update(chunk);
    }
  }
  await hash.update(before);
  await hash.update(after);
  return hash.digest();
}

/** The two digits of every byte, as the platform would store them: written two at a time. */
const HEX_PAIRS = new Uint16Array(
  Uint8Array.from({ length: 512 }, (_, i) =>
    (i % 2 === 0 ? i >> 5 : (i >> 1) & 15).toString(16).charCodeAt(0),
  ).buffer,
);

/**
 * The document with a value in its place.
 *
 * @throws FormatsError `PDF_PLACEHOLDER_TOO_SMALL` when the value is longer than was foreseen
 */
export function embedContents(layout: SignatureLayout, value: Uint8Array): SealedDocument {
  const { document, before, room, after } = layout;
  if (value.length > room) {
    throw new FormatsError(
      'PDF_PLACEHOLDER_TOO_SMALL',
      `the seal takes ${value.length} bytes where ${room} were foreseen`,
      { facts: { needed: value.length, available: room } },
    );
  }
  // One byte to spare, so that the digits begin at an even place.
  const start = before.length + 1;
  const size = before.length + 2 * room + 2 + after.length;
  const update = new Uint8Array(new ArrayBuffer(size + 1), start % 2, size);
  update.set(before);
  update[before.length] = 0x3c;
  const digits = new Uint16Array(update.buffer, update.byteOffset + start, room);
  for (let i = 0; i < value.length; i++) digits[i] = HEX_PAIRS[value[i] as number] as number;
  digits.fill(HEX_PAIRS[0] as number, value.length);
  update[size - after.length - 1] = 0x3e;
  update.set(after, size - after.length);
  return createSealedDocument('application/pdf', [document, update]);
}
