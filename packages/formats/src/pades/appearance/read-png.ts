/**
 * The chunks of a PNG, read strictly: decoders draw what they can of a damaged file, and nobody notices the missing half
 * of a seal (ISO/IEC 15948 §5, §11).
 *
 * @module
 */

import { crc32 } from '../../util/crc32.ts';
import { inflate } from '../pdf/inflate.ts';
import { unreadable } from './image-error.ts';

/** What a PNG says of itself. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of one pixel. */
  readonly depth: number;
  readonly interlaced: boolean;
  /** ICC profile as a zlib stream, of the iCCP chunk. */
  readonly compressedProfile?: Uint8Array;
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Samples of a pixel and depths of a sample, by colour type (ISO/IEC 15948 Table 11.1). */
const COLOR_TYPES: Readonly<
  Record<number, { readonly samples: number; readonly depths: readonly number[] }>
> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};
/** Column and row of the first pixel, and steps to the next, of each pass (ISO/IEC 15948 §8.2). */
const PASSES: readonly (readonly [x: number, y: number, dx: number, dy: number])[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];
/** Most pixels of a seal: 4096 x 4096 is A4 at 350 dots per inch and more. */
const MAX_PIXELS = 1 << 24;

/** Whether these bytes begin as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads a PNG and makes sure that it is whole: checksums, end and every row.
 *
 * @throws FormatsError `IMAGE_UNREADABLE`
 */
export function readPng(bytes: Uint8Array): PngHeader {
  const chunks = readChunks(bytes);
  if (chunks.some(({ type }) => type === 'acTL')) throw unreadable('the PNG is animated');
  const header = readHeader(chunks[0]);
  assertAllRows(header, chunks);
  const profile = chunks.find(({ type }) => type === 'iCCP')?.data;
  if (profile === undefined) return header;
  return { ...header, compressedProfile: profile.subarray(profile.indexOf(0) + 2) };
}

function readChunks(bytes: Uint8Array): readonly Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; ; ) {
    if (at + 12 > bytes.length) throw unreadable('the PNG is cut off');
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw unreadable('the PNG is cut off');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) {
      throw unreadable(`the chunk ${type} of the PNG is damaged`);
    }
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4) });
    if (type === 'IEND') return chunks;
    at = end;
  }
}

function readHeader(chunk: Chunk | undefined): PngHeader {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) throw unreadable('the PNG has no header');
  const view = new DataView(chunk.data.buffer, chunk.data.byteOffset, chunk.data.byteLength);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const depth = view.getUint8(8);
  const color = COLOR_TYPES[view.getUint8(9)];
  if (color === undefined || !color.depths.includes(depth))
    throw unreadable('the PNG has an unknown colour type');
  if (view.getUint8(10) !== 0 || view.getUint8(11) !== 0 || view.getUint8(12) > 1) {
    throw unreadable('the PNG has an unknown compression, filter or interlace method');
  }
  if (width === 0 || height === 0) throw unreadable('the PNG has no size');
  if (width * height > MAX_PIXELS)
    throw unreadable(`the PNG has ${width} x ${height} pixels, which is too many`);
  return { width, height, depth: depth * color.samples, interlaced: view.getUint8(12) === 1 };
}

function assertAllRows(header: PngHeader, chunks: readonly Chunk[]): void {
  const parts = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  const expected = lengthOfRows(header);
  if (inflatedLength(joined, expected) !== expected) throw unreadable('the PNG lacks rows');
}

function inflatedLength(data: Uint8Array, limit: number): number {
  try {
    return inflate(data, limit).length;
  } catch (cause) {
    throw unreadable('the pixels of the PNG are damaged', cause);
  }
}

/** Bytes of all rows, each with its filter byte. */
function lengthOfRows({ width, height, depth, interlaced }: PngHeader): number {
  const rows = (columns: number, count: number) =>
    columns === 0 ? 0 : count * (1 + Math.ceil((columns * depth) / 8));
  if (!interlaced) return rows(width, height);
  return PASSES.map(([x, y, dx, dy]) =>
    rows(Math.ceil(Math.max(0, width - x) / dx), Math.ceil(Math.max(0, height - y) / dy)),
  ).reduce((sum, length) => sum + length, 0);
}
