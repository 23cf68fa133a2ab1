/**
 * Which format a sealed file has, and what can be done with it whatever the format.
 *
 * @module
 */
import {
  type AugmentOptions,
  assertNever,
  augment,
  type DocumentSource,
  isEsealError,
  openRandomAccess,
  type RandomAccess,
  readAll,
  type SealedDocument,
} from '@eseal/core';
import type { ContainerFormat, DetachedContent, ParsedContainer } from '@eseal/core/container';
import type { AsicContainer } from './asic/parse/container.ts';
import type { ZipLimits } from './asic/zip/limits.ts';
import { FormatsError } from './errors.ts';

/** A kind of file this version can parse, or `unknown`. */
export type DetectedFormat = ContainerFormat;

/** What the first bytes of a file say: which kind of container, or whether a CMS is a timestamp, is known further in. */
type FileKind = 'pades' | 'cms' | 'timestamp-response' | 'xades' | 'zip' | 'unknown';

/** How far into a file its PDF header may stand (ISO 32000-2 Annex I: readers accept leading bytes). */
const PDF_HEADER_WITHIN = 1024;

/**
 * The format of a file by its first bytes, of an archive by its entries; says nothing about whether the rest holds.
 *
 * @throws FormatsError a `ZIP_…` code for an archive that cannot be read
 */
export async function detectFormat(source: RandomAccess): Promise<DetectedFormat> {
  const kind = await detectKind(source);
  switch (kind) {
    case 'pades':
    case 'xades':
    case 'unknown':
      return kind;
    case 'cms':
      return (await isTimestampToken(source)) ? 'tst' : 'cades';
    case 'timestamp-response':
      return 'tst';
    case 'zip':
      return (await openContainer(source))?.kind ?? 'unknown';
    default:
      return assertNever(kind);
  }
}

async function detectKind(source: RandomAccess): Promise<FileKind> {
  const head = await source.read(0, Math.min(source.size, PDF_HEADER_WITHIN));
  // First, because what these carry may be a PDF whose header is as near to the beginning.
  if (ZIP_BEGINNINGS.some((bytes) => bytes.every((byte, at) => head[at] === byte))) return 'zip';
  if (isSignedData(head)) return 'cms';
  if (isTimestampResponse(head)) return 'timestamp-response';
  if (beginsLikeXml(head)) return 'xades';
  return new TextDecoder('latin1').decode(head).includes('%PDF-') ? 'pades' : 'unknown';
}

/** The first entry of an archive, or the end of an empty one (APPNOTE 6.3.3 §4.3.7, §4.3.16). */
const ZIP_BEGINNINGS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
] as const;

/** A container of seals; `undefined` for an archive that is none. */
async function openContainer(source: RandomAccess): Promise<AsicContainer | undefined> {
  const { openAsicContainer } = await import('./asic/parse/container.ts');
  try {
    return await openAsicContainer(source);
  } catch (error) {
    if (isNoContainer(error)) return undefined;
    throw error;
  }
}

/** Whether an archive was refused because it is none of ours. */
function isNoContainer(error: unknown): boolean {
  return isEsealError(error) && error.code === 'ASIC_STRUCTURE_INVALID';
}

/** Identifier octet of an OBJECT IDENTIFIER, its length, and id-ct-TSTInfo (RFC 3161 §2.4.2). */
const TST_INFO = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];

/** Whether the content of a SignedData is a TSTInfo: it says so after its version and digest algorithms (RFC 5652 §5.1). */
async function isTimestampToken(source: RandomAccess): Promise<boolean> {
  const head = await source.read(0, Math.min(source.size, PDF_HEADER_WITHIN));
  const version = contentOf(head, contentOf(head, after(head, contentOf(head, 0))));
  const contentType = contentOf(head, after(head, after(head, version)));
  return TST_INFO.every((byte, at) => head[contentType + at] === byte);
}

/** Whether bytes begin with a TimeStampResp that holds a token: its status is `granted` or `grantedWithMods` (RFC 3161 §2.4.2). */
function isTimestampResponse(head: Uint8Array): boolean {
  const info = contentOf(head, 0);
  const status = contentOf(head, info);
  const [tag, length, value = 2] = head.subarray(status, status + 3);
  const isGranted = head[0] === 0x30 && head[info] === 0x30 && tag === 0x02 && length === 1 && value < 2;
  return isGranted && isSignedData(head.subarray(after(head, info)));
}

/** Where the content of the element at a place begins. */
function contentOf(head: Uint8Array, at: number): number {
  const length = head[at + 1] ?? 0;
  return at + 2 + (length > 0x80 ? length & 0x7f : 0);
}

/** What follows the element at a place; of a few bytes, as all are that are passed over here. */
function after(head: Uint8Array, at: number): number {
  const length = head[at + 1] ?? 0;
  return length === 0x81 ? at + 3 + (head[at + 2] ?? 0) : at + 2 + length;
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
  /** Budgets of reading an archive that differ from the default ones. */
  readonly archiveLimits?: Partial<ZipLimits>;
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
  const kind = await detectKind(await openRandomAccess(file));
  switch (kind) {
    case 'pades':
      return (await import('./pades/parse/parse.ts')).parsePades(file, options);
    case 'cms':
      return (await import('./cades/parse.ts')).parseCades(file, options);
    case 'timestamp-response':
      return parseTimestampFile(file, options);
    case 'xades':
      return (await import('./xades/parse/parse.ts')).parseXades(file, options);
    case 'zip':
      return parseArchive(file, options);
    case 'unknown':
      return NOTHING;
    default:
      return assertNever(kind);
  }
}

/** Largest answer of a time-stamping authority that is read. */
const MAX_RESPONSE = 1 << 20;

/** The token in the answer of an authority, as if it stood by itself. */
async function parseTimestampFile(
  file: DocumentSource,
  options: ParseContainerOptions,
): Promise<ParsedContainer> {
  const { parseTimestampResponse } = await import('@eseal/core/timestamp');
  const { token } = parseTimestampResponse(await readAll(file, MAX_RESPONSE));
  return token === undefined ? NOTHING : (await import('./cades/parse.ts')).parseCades(token, options);
}

const NOTHING: ParsedContainer = { format: 'unknown', signatures: [], timestamps: [], findings: [] };

async function parseArchive(
  file: DocumentSource,
  { archiveLimits = {} }: ParseContainerOptions,
): Promise<ParsedContainer> {
  const { parseAsic } = await import('./asic/parse/parse.ts');
  try {
    return await parseAsic(file, { limits: archiveLimits });
  } catch (error) {
    if (isNoContainer(error)) return NOTHING;
    throw error;
  }
}

/** Options of {@link augmentContainer}. */
export interface AugmentContainerOptions extends Omit<AugmentOptions, 'format'> {
  /** The user's or the owner's password of an encrypted PDF. */
  readonly password?: string;
}

/**
 * Raises the seals of a file of any format this version knows, as `augment` of `@eseal/core` does. Loads only the code of the
 * format it finds.
 *
 * @param sealed - the file; a stream is read into memory
 * @throws FormatsError `FORMAT_UNKNOWN`, or what the format and `augment` throw
 * @example
 * ```ts
 * import type { MaterialSource, SealedDocument } from '@eseal/core';
 * import type { TimestampSource } from '@eseal/core/timestamp';
 * import { augmentContainer } from '@eseal/formats/detect';
 *
 * export function archive(
 *   sealed: Blob,
 *   timestamps: TimestampSource,
 *   material: MaterialSource,
 * ): Promise<SealedDocument> {
 *   return augmentContainer(sealed, { adesLevel: 'B-LTA', timestamps, material });
 * }
 * ```
 */
export async function augmentContainer(
  sealed: DocumentSource,
  { password, ...options }: AugmentContainerOptions,
): Promise<SealedDocument> {
  const file = await openRandomAccess(sealed);
  const kind = await detectKind(file);
  return augment(file, { ...options, format: await formatOf(kind, password) });
}

async function formatOf(kind: FileKind, password?: string): Promise<AugmentOptions['format']> {
  switch (kind) {
    case 'pades':
      return (await import('./pades/pades.ts')).pades(password === undefined ? {} : { password });
    case 'cms':
      return (await import('./cades/cades.ts')).cades();
    case 'xades':
      return (await import('./xades/xades.ts')).xades();
    case 'zip':
      return { augment: (await import('./asic/augment.ts')).augmentAsic };
    case 'timestamp-response':
    case 'unknown':
      throw new FormatsError('FORMAT_UNKNOWN', 'the file is of no format that can hold a seal');
    default:
      return assertNever(kind);
  }
}
