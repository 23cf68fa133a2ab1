/**
 * A ZIP archive as it was received: what its entries say, and the bytes that each of them stands in (APPNOTE 6.3.3 §4.3).
 *
 * @module
 */
import type { RandomAccess } from '@eseal/core';
import type { ByteRange } from '@eseal/core/container';
import type { ZipLimits } from './limits.ts';

/** An entry of an archive. */
export interface ZipEntry {
  /** As decoded; unique in its archive after Unicode normalisation and case folding. */
  readonly name: string;
  /** What the same bytes spell in other encodings, where the archive does not say which one it is. */
  readonly otherNames: readonly string[];
  readonly isDirectory: boolean;
  readonly method: 'stored' | 'deflated';
  /** Bytes of the content, before compression. */
  readonly size: number;
  readonly compressedSize: number;
  readonly crc32: number;
  readonly modified: Date;
  /** Bytes of the extra field of the local header. */
  readonly extraFieldLength: number;
  /** The whole local record: header, name, extra field, data and data descriptor. */
  readonly local: ByteRange;
  /** The data alone, compressed or stored. */
  readonly data: ByteRange;
  /** The record in the central directory. */
  readonly directoryRecord: ByteRange;
}

/** An archive whose local records and central directory agree and fill the file. */
export interface ZipArchive {
  readonly source: RandomAccess;
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  /** Empty where an end of another archive stands in it: then nobody knows whose comment it is. */
  readonly comment: string;
  /** The comment holds the end of another archive, which leads to no entries. */
  readonly hasSecondEnd: boolean;
  /** The central directory without what ends it. */
  readonly directory: ByteRange;
  readonly limits: ZipLimits;
  /** The content of a deflated entry; its length and checksum are compared once it has ended. */
  inflate(entry: ZipEntry): ReadableStream<Uint8Array>;
}
