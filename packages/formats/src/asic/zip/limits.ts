/**
 * How much a ZIP archive may ask of us.
 *
 * @module
 */

/** Budgets of reading one archive; each has a default in {@link DEFAULT_ZIP_LIMITS}. */
export interface ZipLimits {
  /** Most entries, directories included. */
  readonly entries: number;
  /** Most bytes of the central directory. */
  readonly directoryBytes: number;
  /** Most bytes of one entry before compression. */
  readonly entryBytes: number;
  /** Most bytes of an entry that is read into memory as a whole. */
  readonly memoryBytes: number;
  /** Most bytes of all entries together before compression. */
  readonly totalBytes: number;
  /** Most times that all entries together are larger than the archive, once they are larger than {@link ratioFrom}. */
  readonly maxCompressionRatio: number;
  readonly ratioFrom: number;
}

/** Budgets wide enough for a year of invoices in one container, and narrow enough for a small server. */
export const DEFAULT_ZIP_LIMITS: ZipLimits = {
  entries: 1000,
  directoryBytes: 16 * 1024 * 1024,
  entryBytes: 4 * 1024 * 1024 * 1024,
  memoryBytes: 64 * 1024 * 1024,
  totalBytes: 16 * 1024 * 1024 * 1024,
  maxCompressionRatio: 100,
  ratioFrom: 1024 * 1024,
};
