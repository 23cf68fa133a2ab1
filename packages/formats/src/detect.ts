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
  // First, because a CMS may carry a PDF whose header is as near to the beginning.
  if (isSignedData(head)) return 'cades';
  return new TextDecoder('latin1').decode(head).includes('%PDF-') ? 'pades' : 'unknown';
}

/** Identifier octet of an OBJECT IDENTIFIER, its length, and id-signedData (RFC 5652 §5.1). */
const SIGNED_DATA = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

/** Whether bytes begin with a ContentInfo of SignedData (RFC 5652 §3), in DER or BER. */
function isSignedData(head: Uint8Array): boolean {
  const [tag, length = 0] = head;
  const start = 2 + (length > 0x80 ? length & 0x7f : 0);
  return tag === 0x30 && SIGNED_DATA.every((byte, at) => head[start + at] === byte);
}

/** Options of {@link parseContainer}. */
export interface ParseContainerOptions {
  /** Contents that stand beside a detached seal. */
  readonly contents?: readonly DetachedContent[];
  /** The user's or the owner's password of an encrypted PDF. */
  readonly password?: string;
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
      return (await import('./pades/parse.ts')).parsePades(file, options);
    case 'cades':
      return (await import('./cades/parse.ts')).parseCades(file, options);
    case 'unknown':
      return { format, signatures: [], timestamps: [], findings: [] };
    default:
      return assertNever(format);
  }
}
