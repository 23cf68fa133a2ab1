/**
 * Copies of lists in one file: a line of JSON that describes them, then their bytes one after the other. Equal snapshots give
 * equal files.
 *
 * @module
 */
import { compareBytes, concatBytes, utf8 } from '@eseal/core';
import { ValidatorError } from '../../errors.ts';
import { sha256Of } from '../../util/sha256.ts';
import type { ListCopy, ListSnapshot } from './list-copy.ts';

const FORMAT = 'eseal-trusted-lists';
const VERSION = 1;

/** Longest description that is read: some thousand copies. */
const MAX_HEADER_BYTES = 4 << 20;

/** What stands before the copies. */
interface Description {
  readonly roots: readonly string[];
  readonly copies: readonly CopyHeader[];
}

/** What the description says of one copy. */
interface CopyHeader {
  readonly location: string;
  readonly fetchedAt: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly size: number;
  readonly sha256: string;
}

/** Writes a snapshot. Copies that are there twice are written once, with the last time they were current. */
export async function writeSnapshot(snapshot: ListSnapshot): Promise<Uint8Array> {
  const described = await Promise.all(
    snapshot.copies.map(async (copy) => ({ copy, header: await describe(copy) })),
  );
  const unique = new Map<string, (typeof described)[number]>();
  for (const one of described.sort(byPlaceAndTime)) {
    const key = JSON.stringify([one.copy.location, one.header.sha256]);
    unique.delete(key);
    unique.set(key, one);
  }
  const written = [...unique.values()];
  const description = {
    format: FORMAT,
    version: VERSION,
    roots: [...new Set(snapshot.roots)].sort(),
    copies: written.map(({ header }) => header),
  };
  return concatBytes([utf8(`${JSON.stringify(description)}\n`), ...written.map(({ copy }) => copy.bytes)]);
}

/**
 * Reads a snapshot. Nothing in it is believed by that: its digests show damage, the signatures of its lists show who made
 * them.
 *
 * @throws ValidatorError `LIST_SNAPSHOT_INVALID` for what `writeSnapshot` did not write
 */
export async function readSnapshot(bytes: Uint8Array): Promise<ListSnapshot> {
  const end = bytes.subarray(0, MAX_HEADER_BYTES).indexOf(LINE_FEED);
  if (end < 0) throw invalid('it does not begin with a description');
  const { copies: headers, roots } = readDescription(bytes.subarray(0, end));
  const copies: ListCopy[] = [];
  let offset = end + 1;
  for (const header of headers) {
    const content = bytes.slice(offset, offset + header.size);
    offset += header.size;
    const isWhole = content.length === header.size && (await sha256Of(content)) === header.sha256;
    if (!isWhole) throw invalid(`the copy of ${header.location} is not what its digest says`);
    copies.push(copyOf(header, content));
  }
  if (offset !== bytes.length) throw invalid('more follows its last copy');
  return { roots, copies };
}

/** Whether bytes look like a snapshot, whatever is wrong with the rest of it. */
export function isSnapshot(bytes: Uint8Array): boolean {
  const start = utf8(`{"format":"${FORMAT}"`);
  return compareBytes(bytes.subarray(0, start.length), start) === 0;
}

/** Snapshots as one: what was current at each of their times. */
export function mergeSnapshots(...snapshots: readonly ListSnapshot[]): ListSnapshot {
  return {
    roots: [...new Set(snapshots.flatMap(({ roots }) => roots))],
    copies: snapshots.flatMap(({ copies }) => copies),
  };
}

const LINE_FEED = 0x0a;

async function describe({ location, fetchedAt, etag, lastModified, bytes }: ListCopy): Promise<CopyHeader> {
  return {
    location,
    fetchedAt: fetchedAt.toISOString(),
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
    size: bytes.length,
    sha256: await sha256Of(bytes),
  };
}

/** Not by a locale: the order is the same everywhere. */
function byPlaceAndTime(a: { readonly header: CopyHeader }, b: { readonly header: CopyHeader }): number {
  const keyOf = ({ location, fetchedAt, sha256 }: CopyHeader): readonly string[] => [
    location,
    fetchedAt,
    sha256,
  ];
  const other = keyOf(b.header);
  for (const [index, own] of keyOf(a.header).entries()) {
    const theirs = other[index] ?? '';
    if (own !== theirs) return own < theirs ? -1 : 1;
  }
  return 0;
}

function readDescription(line: Uint8Array): Description {
  const json = parseJson(line);
  if (!isObject(json) || json.format !== FORMAT) throw invalid('it is no snapshot of trusted lists');
  if (json.version !== VERSION) throw invalid('it is of a version that is not known');
  const { copies, roots } = json;
  if (!isListOf(roots, isText) || !isListOf(copies, isCopyHeader))
    throw invalid('its description is damaged');
  return { roots, copies };
}

function parseJson(line: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch (cause) {
    throw invalid('its description is no JSON', cause);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isListOf<T>(value: unknown, isOne: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCopyHeader(value: unknown): value is CopyHeader {
  if (!isObject(value)) return false;
  const { location, fetchedAt, etag, lastModified, size, sha256 } = value;
  const isOptionalText = (text: unknown): boolean => text === undefined || isText(text);
  return (
    isText(location) &&
    isText(fetchedAt) &&
    !Number.isNaN(Date.parse(fetchedAt)) &&
    isOptionalText(etag) &&
    isOptionalText(lastModified) &&
    Number.isSafeInteger(size) &&
    Number(size) >= 0 &&
    isText(sha256)
  );
}

function copyOf({ location, fetchedAt, etag, lastModified }: CopyHeader, bytes: Uint8Array): ListCopy {
  return {
    location,
    bytes,
    fetchedAt: new Date(fetchedAt),
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  };
}

function invalid(reason: string, cause?: unknown): ValidatorError {
  return new ValidatorError('LIST_SNAPSHOT_INVALID', `the snapshot of trusted lists is damaged: ${reason}`, {
    ...(cause !== undefined && { cause }),
  });
}
