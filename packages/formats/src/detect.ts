/**
 * Which format a sealed file has, and its parse.
 *
 * @module
 */
import { assertNever, type DocumentSource, openRandomAccess, type RandomAccess } from '@eseal/core';
import type { DetachedContent, ParsedContainer } from '@eseal/core/container';

/** A kind of file this version can parse, or `unknown`. */
export type DetectedFormat = 'pades' | 'cades' | 'unknown';

/** How far into a file its PDF header may stand (ISO 32000-2 Annex I: readers accept leading bytes). */
const PDF_HEADER_WITHIN = 1024;

/** The format of a file by its first bytes; says nothing about whether the rest holds. */
export async function detectFormat(source: RandomAccess): Promise<DetectedFormat> {
  const head = await source.read(0, Math.min(source.size, PDF_HEADER_WITHIN));
  if (new TextDecoder('latin1').decode(head).includes('%PDF-')) return 'pades';
  // ContentInfo is a SEQUENCE (RFC 5652 §3).
  return head[0] === 0x30 ? 'cades' : 'unknown';
}

/** Options of {@link parseContainer}. */
export interface ParseContainerOptions {
  /** Contents that stand beside a detached seal. */
  readonly contents?: readonly DetachedContent[];
}

/**
 * Parses a sealed file of any format this version knows; another file is a container of format `unknown` with nothing in
 * it. Loads only the code of the format it finds.
 *
 * @param source - the file; a stream is read into memory
 * @throws FormatsError when the file has a known format but cannot be read
 * @example
 * ```ts
 * import { parseContainer } from '@eseal/formats/detect';
 *
 * export async function countSeals(file: Blob): Promise<number> {
 *   return (await parseContainer(file)).signatures.length;
 * }
 * ```
 */
export async function parseContainer(
  source: DocumentSource,
  options: ParseContainerOptions = {},
): Promise<ParsedContainer> {
  const file = source instanceof Uint8Array ? source : await openRandomAccess(source);
  const format = await detectFormat(await openRandomAccess(file));
  switch (format) {
    case 'pades':
      return (await import('./pades/parse.ts')).parsePades(file);
    case 'cades':
      return (await import('./cades/parse.ts')).parseCades(file, options);
    case 'unknown':
      return { format, signatures: [], timestamps: [], findings: [] };
    default:
      return assertNever(format);
  }
}
