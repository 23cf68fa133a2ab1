/**
 * Which format a sealed file has, and its parse.
 *
 * @module
 */
import { assertNever, type DocumentSource, openRandomAccess, type RandomAccess } from '@eseal/core';
import type { DetachedContent, ParsedContainer } from '@eseal/core/container';

/** A kind of file this version can parse, or `unknown`. */
export type DetectedFormat = 'pades' | 'cades' | 'xades' | 'unknown';

/** How far into a file its PDF header may stand (ISO 32000-2 Annex I: readers accept leading bytes). */
const PDF_HEADER_WITHIN = 1024;

/** The format of a file by its first bytes; says nothing about whether the rest holds. */
export async function detectFormat(source: RandomAccess): Promise<DetectedFormat> {
  const head = await source.read(0, Math.min(source.size, PDF_HEADER_WITHIN));
  // First, because a CMS may carry a PDF whose header is as near to the beginning.
  if (isSignedData(head)) return 'cades';
  if (beginsLikeXml(head)) return 'xades';
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

/** What stands before the first character of an XML document in the encodings that are read (XML 1.0 §F.1). */
const XML_BEGINNINGS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
];

/** Whether bytes begin with white space and an angle bracket of markup: XML, or what is to be refused as such. */
function beginsLikeXml(head: Uint8Array): boolean {
  const marked = XML_BEGINNINGS.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  const encoding = marked?.encoding ?? encodingWithoutMark(head);
  const text = new TextDecoder(encoding).decode(head.subarray(marked?.bytes.length ?? 0));
  return /^[\t\n\r ]*<[\p{L}_:?!]/u.test(text);
}

/** Of two bytes for an angle bracket or white space one is zero in UTF-16. */
function encodingWithoutMark([first, second]: Uint8Array): string {
  if (first === 0) return 'utf-16be';
  return second === 0 ? 'utf-16le' : 'utf-8';
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
      return (await import('./pades/parse/parse.ts')).parsePades(file, options);
    case 'cades':
      return (await import('./cades/parse.ts')).parseCades(file, options);
    case 'xades':
      return (await import('./xades/parse/parse.ts')).parseXades(file, options);
    case 'unknown':
      return { format, signatures: [], timestamps: [], findings: [] };
    default:
      return assertNever(format);
  }
}
