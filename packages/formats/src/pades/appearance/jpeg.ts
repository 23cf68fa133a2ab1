/**
 * JPEG images, taken over as they are (ITU-T T.81; ISO 32000-2 §7.4.8).
 *
 * @module
 */
import {
  type PdfObject,
  type PdfReference,
  pdfDictionary,
  pdfName,
  pdfNumber,
  pdfNumbers,
  pdfStream,
} from '../pdf/objects.ts';
import { addIccColorSpace, deviceColorSpace, isIccProfile } from './icc-profile.ts';
import { unreadable } from './image-error.ts';
import type { ObjectTable } from './object-table.ts';

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APP2 = 0xe2;
const APP14 = 0xee;
/** Baseline, extended sequential, progressive: what DCTDecode takes (ISO 32000-2 §7.4.8). */
const READABLE_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Lossless, hierarchical and arithmetic-coded frames. */
const OTHER_FRAMES: ReadonlySet<number> = new Set([
  0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);

/** What the segments before the first scan say. */
interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Written by Adobe's conventions: inks are inverted. */
  readonly adobe: boolean;
  readonly profile?: Uint8Array;
}

interface Segment {
  readonly marker: number;
  readonly data: Uint8Array;
}

/** Whether these bytes begin as a JPEG does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === START_OF_IMAGE && bytes[2] === 0xff;
}

/**
 * Writes a JPEG as an image XObject.
 *
 * @throws FormatsError `IMAGE_UNREADABLE`
 */
export function embedJpeg(
  table: ObjectTable,
  bytes: Uint8Array,
): { readonly reference: PdfReference; readonly width: number; readonly height: number } {
  const header = readHeader(bytes);
  const { width, height, components, profile } = header;
  const device = deviceColorSpace(components);
  if (device === undefined) throw unreadable(`the JPEG has ${components} components`);
  const entries: [string, PdfObject][] = [
    ['Type', pdfName('XObject')],
    ['Subtype', pdfName('Image')],
    ['Width', pdfNumber(width)],
    ['Height', pdfNumber(height)],
    ['BitsPerComponent', pdfNumber(8)],
    ['ColorSpace', profile === undefined ? device : addIccColorSpace(table, profile, components)],
    ['Filter', pdfName('DCTDecode')],
  ];
  if (components === 4 && header.adobe) entries.push(['Decode', pdfNumbers([1, 0, 1, 0, 1, 0, 1, 0])]);
  return { reference: table.add(pdfStream(pdfDictionary(entries), bytes.slice())), width, height };
}

function readHeader(bytes: Uint8Array): JpegHeader {
  const segments = readSegments(bytes);
  const frame = segments.find(({ marker }) => READABLE_FRAMES.has(marker) || OTHER_FRAMES.has(marker));
  if (frame === undefined) throw unreadable('the JPEG has no frame');
  if (OTHER_FRAMES.has(frame.marker)) throw unreadable('the JPEG is neither baseline nor progressive');
  const [precision, heightHigh = 0, heightLow = 0, widthHigh = 0, widthLow = 0, components = 0] = frame.data;
  if (precision !== 8) throw unreadable(`the JPEG has ${precision} bits per component`);
  const width = widthHigh * 256 + widthLow;
  const height = heightHigh * 256 + heightLow;
  if (width === 0 || height === 0) throw unreadable('the JPEG has no size');
  const adobe = segments.some(({ marker, data }) => marker === APP14 && startsWith(data, 'Adobe'));
  const profile = joinProfile(segments);
  const usable = profile !== undefined && isIccProfile(profile, components);
  return { width, height, components, adobe, ...(usable ? { profile } : {}) };
}

/** The segments before the first scan. */
function readSegments(bytes: Uint8Array): readonly Segment[] {
  const segments: Segment[] = [];
  for (let at = 2; ; ) {
    if (bytes[at] !== 0xff) throw unreadable('the JPEG is damaged');
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1] ?? END_OF_IMAGE;
    if (marker === START_OF_SCAN) {
      assertComplete(bytes, at + 2);
      return segments;
    }
    if (marker === END_OF_IMAGE) throw unreadable('the JPEG has no scan');
    const length = (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw unreadable('the JPEG is cut off');
    segments.push({ marker, data: bytes.subarray(at + 4, end) });
    at = end;
  }
}

/** A file that was cut off has no end marker. Scans do not contain its bytes: 0xff is followed by 0x00 in them. */
function assertComplete(bytes: Uint8Array, scan: number): void {
  for (let at = bytes.indexOf(0xff, scan); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === END_OF_IMAGE) return;
  }
  throw unreadable('the JPEG is cut off');
}

const PROFILE_MARK = 'ICC_PROFILE\0';

/** The profile in APP2 segments, whole or not at all (ISO 15076-1 §B.4). */
function joinProfile(segments: readonly Segment[]): Uint8Array | undefined {
  const parts = segments.filter(({ marker, data }) => marker === APP2 && startsWith(data, PROFILE_MARK));
  const [first] = parts;
  const count = first?.data[PROFILE_MARK.length + 1];
  if (count === undefined || count !== parts.length) return undefined;
  const sorted = [...parts].sort((a, b) => sequenceOf(a) - sequenceOf(b));
  if (sorted.some((part, index) => sequenceOf(part) !== index + 1)) return undefined;
  const pieces = sorted.map(({ data }) => data.subarray(PROFILE_MARK.length + 2));
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function sequenceOf({ data }: Segment): number {
  return data[PROFILE_MARK.length] ?? 0;
}

function startsWith(data: Uint8Array, text: string): boolean {
  return (
    data.length >= text.length && [...text].every((character, at) => data[at] === character.charCodeAt(0))
  );
}
