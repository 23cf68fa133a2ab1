/**
 * Images for tests, made without the code under test.
 *
 * @module
 */

/** What a test PNG is made of. */
export interface TestPng {
  readonly width: number;
  readonly height: number;
  /** ISO/IEC 15948 Table 11.1. */
  readonly colorType: 0 | 2 | 3 | 4 | 6;
  /** Default 8. */
  readonly depth?: number;
  /** Bytes of each row, without filter byte; rows of all passes when interlaced. */
  readonly rows: readonly (readonly number[])[];
  readonly interlaced?: boolean;
  /** Further chunks before the pixels. */
  readonly chunks?: readonly (readonly [type: string, data: readonly number[]])[];
}

/** Builds a PNG whose pixels are stored, not compressed. */
export function buildTestPng(png: TestPng): Uint8Array {
  const header = [
    ...u32(png.width),
    ...u32(png.height),
    png.depth ?? 8,
    png.colorType,
    0,
    0,
    png.interlaced ? 1 : 0,
  ];
  const pixels = png.rows.flatMap((row) => [0, ...row]);
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', header),
    ...(png.chunks ?? []).flatMap(([type, data]) => chunk(type, data)),
    ...chunk('IDAT', storedZlib(pixels)),
    ...chunk('IEND', []),
  ]);
}

/** A PNG of one colour with this alpha. */
export function flatPng(
  width: number,
  height: number,
  pixel: readonly [number, number, number, number],
): Uint8Array {
  const row = Array.from({ length: width }, () => pixel).flat();
  return buildTestPng({ width, height, colorType: 6, rows: Array.from({ length: height }, () => row) });
}

/** A profile that is one by its header only. */
export function testProfile(colorSpace: 'GRAY' | 'RGB ' | 'CMYK'): number[] {
  const profile = new Array<number>(132).fill(0);
  profile.splice(16, 4, ...ascii(colorSpace));
  profile.splice(36, 4, ...ascii('acsp'));
  return profile;
}

/** An iCCP chunk. */
export function iccChunk(profile: readonly number[]): readonly [string, readonly number[]] {
  return ['iCCP', [...ascii('test'), 0, 0, ...storedZlib(profile)]];
}

/** What a test JPEG is made of: 8 x 8 pixels of one colour. */
export interface TestJpeg {
  /** Sample of each component: one is grey, three are YCbCr, four are inks. */
  readonly samples: readonly number[];
  /** Written by Adobe's conventions. */
  readonly adobe?: boolean;
  /** Parts of an ICC profile, each an APP2 segment. */
  readonly profile?: readonly (readonly number[])[];
  /** Marker of the frame, default baseline. */
  readonly frame?: number;
  readonly precision?: number;
}

/** Builds a JPEG: one block for each component, of which only the DC coefficient is not 0 (ITU-T T.81). */
export function buildTestJpeg(jpeg: TestJpeg): Uint8Array {
  const { samples, adobe = false, profile = [], frame = 0xc0, precision = 8 } = jpeg;
  const parts = profile.map((part, index) =>
    segment(0xe2, [...ascii('ICC_PROFILE'), 0, index + 1, profile.length, ...part]),
  );
  const components = samples.flatMap((_, index) => [index + 1, 0x11, 0]);
  const scan = samples.flatMap((_, index) => [index + 1, 0x00]);
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...(adobe ? segment(0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 0]) : []),
    ...parts.flat(),
    ...segment(0xdb, [0, ...new Array<number>(64).fill(8)]),
    ...segment(frame, [precision, 0, 8, 0, 8, samples.length, ...components]),
    // DC: one code of one bit, category 8; AC: one code of one bit, end of block.
    ...segment(0xc4, [0x00, 1, ...new Array<number>(15).fill(0), 8]),
    ...segment(0xc4, [0x10, 1, ...new Array<number>(15).fill(0), 0]),
    ...segment(0xda, [samples.length, ...scan, 0, 63, 0]),
    ...entropyCoded(samples),
    ...[0xff, 0xd9],
  ]);
}

/** With quantisation by 8, a DC difference is the sample's distance from 128; category 8 holds 128 to 255 either way. */
function entropyCoded(samples: readonly number[]): number[] {
  const bits = samples.flatMap((sample) => {
    const difference = sample - 128;
    if (Math.abs(difference) < 128) throw new RangeError('samples of test JPEGs are 0 or 256');
    const value = difference < 0 ? difference + 255 : difference;
    return [0, ...[7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (value >> bit) & 1), 0];
  });
  while (bits.length % 8 !== 0) bits.push(1);
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = bits.slice(at, at + 8).reduce((value, bit) => value * 2 + bit, 0);
    bytes.push(byte, ...(byte === 0xff ? [0] : []));
  }
  return bytes;
}

function segment(marker: number, data: readonly number[]): number[] {
  const length = data.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...data];
}

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...ascii(type), ...data];
  return [...u32(data.length), ...body, ...u32(checksum(body))];
}

/** Bytes as a zlib stream of stored blocks (RFC 1950, RFC 1951). */
function storedZlib(data: readonly number[]): number[] {
  const blocks: number[] = [];
  for (let at = 0; at < data.length; at += 0xffff) {
    const part = data.slice(at, at + 0xffff);
    const [low, high] = [part.length & 0xff, part.length >> 8];
    blocks.push(at + part.length === data.length ? 1 : 0, low, high, ~low & 0xff, ~high & 0xff, ...part);
  }
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return [0x78, 0x01, ...blocks, ...u32(b * 65536 + a)];
}

/** CRC-32 bit by bit. */
function checksum(bytes: readonly number[]): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function u32(value: number): number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
