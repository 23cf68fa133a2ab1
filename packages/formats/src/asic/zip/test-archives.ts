/** ZIP archives made by hand, right or wrong in one place: only tests use this. */
import { concatBytes, utf8 } from '@eseal/core';
import { crc32 } from '../../util/crc32.ts';
import { readEntry } from './content.ts';
import { openZip } from './read.ts';

/** What one header says of an entry; absent: the truth. */
export interface TestHeader {
  readonly name?: string | Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly crc32?: number;
  readonly compressedSize?: number;
  readonly size?: number;
}

/** An entry. */
export interface TestEntry extends TestHeader {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Its bytes in the archive, when they are not those of the content. */
  readonly data?: Uint8Array;
  readonly local?: TestHeader;
  readonly extraField?: Uint8Array;
  /** With the sizes after the data instead of before. */
  readonly descriptor?: Partial<Record<'crc32' | 'compressedSize' | 'size', number>> & {
    readonly withoutSignature?: true;
  };
  /** Bytes before the local header that belong to nothing. */
  readonly before?: Uint8Array;
  /** Only in the central directory, pointing to the local header of another entry. */
  readonly offsetOf?: number;
  /** Only in the file, not in the central directory. */
  readonly hidden?: true;
  readonly externalAttributes?: number;
}

/** What stands around the entries. */
export interface TestArchiveOptions {
  readonly comment?: string | Uint8Array;
  readonly prefix?: Uint8Array;
  readonly beforeDirectory?: Uint8Array;
  readonly afterDirectory?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly declaredEntries?: number;
  /** Length of the comment as the archive states it. */
  readonly declaredComment?: number;
}

const UTF8 = 0x0800;
const DESCRIPTOR = 0x0008;
/** 2026-10-01, 00:00:00 in MS-DOS form. */
const TIME = (0x5d41 << 16) >>> 0;

const bytesOf = (text: string | Uint8Array): Uint8Array => (typeof text === 'string' ? utf8(text) : text);

function record(fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) out.setUint16(at, value, true);
    else out.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(out.buffer);
}

/** Contents as an archive compresses them. */
async function deflate(content: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([Uint8Array.from(content)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** An entry whose content is compressed. */
export async function deflated(name: string, content: Uint8Array): Promise<TestEntry> {
  return { name, content, data: await deflate(content), method: 8 };
}

interface Resolved {
  readonly entry: TestEntry;
  readonly data: Uint8Array;
  readonly truth: Required<TestHeader>;
}

function resolve(entry: TestEntry): Resolved {
  const content = bytesOf(entry.content ?? '');
  const data = entry.data ?? content;
  const flags = (entry.flags ?? UTF8) | (entry.descriptor === undefined ? 0 : DESCRIPTOR);
  const { compressedSize = data.length, method = 0, name, size = content.length } = entry;
  return {
    entry,
    data,
    truth: { name, flags, method, crc32: entry.crc32 ?? crc32(content), compressedSize, size },
  };
}

function localRecord({ data, entry, truth }: Resolved): Uint8Array {
  const { descriptor, extraField = new Uint8Array(), local = {} } = entry;
  const unknown = descriptor === undefined ? {} : { crc32: 0, compressedSize: 0, size: 0 };
  const said = { ...truth, ...unknown, ...local };
  const name = bytesOf(said.name);
  const after = { ...truth, ...descriptor };
  const sizes = [
    [4, after.crc32],
    [4, after.compressedSize],
    [4, after.size],
  ] as const;
  const signature = descriptor?.withoutSignature ? [] : ([[4, 0x08074b50]] as const);
  return concatBytes([
    record([
      [4, 0x04034b50],
      [2, 20],
      [2, said.flags],
      [2, said.method],
      [4, TIME],
      [4, said.crc32],
      [4, said.compressedSize],
      [4, said.size],
      [2, name.length],
      [2, extraField.length],
    ]),
    name,
    extraField,
    data,
    ...(descriptor === undefined ? [] : [record([...signature, ...sizes])]),
  ]);
}

function directoryRecord({ entry, truth }: Resolved, offset: number): Uint8Array {
  const name = bytesOf(truth.name);
  return concatBytes([
    record([
      [4, 0x02014b50],
      [2, 0x031e],
      [2, 20],
      [2, truth.flags],
      [2, truth.method],
      [4, TIME],
      [4, truth.crc32],
      [4, truth.compressedSize],
      [4, truth.size],
      [2, name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, entry.externalAttributes ?? 0],
      [4, offset],
    ]),
    name,
  ]);
}

/** An archive of these entries, in this order. */
export function buildTestArchive(
  entries: readonly TestEntry[],
  options: TestArchiveOptions = {},
): Uint8Array {
  const {
    prefix = new Uint8Array(),
    beforeDirectory = new Uint8Array(),
    suffix = new Uint8Array(),
  } = options;
  const parts: Uint8Array[] = [prefix];
  const offsets: number[] = [];
  const directory: Uint8Array[] = [];
  let at = prefix.length;
  for (const entry of entries) {
    const resolved = resolve(entry);
    const { before = new Uint8Array(), offsetOf } = entry;
    const local = offsetOf === undefined ? concatBytes([before, localRecord(resolved)]) : new Uint8Array();
    offsets.push(offsetOf === undefined ? at + before.length : (offsets[offsetOf] ?? 0));
    if (entry.hidden !== true) directory.push(directoryRecord(resolved, offsets.at(-1) ?? 0));
    parts.push(local);
    at += local.length;
  }
  const central = concatBytes(directory);
  const comment = bytesOf(options.comment ?? '');
  const count = options.declaredEntries ?? directory.length;
  const end = record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, central.length],
    [4, at + beforeDirectory.length],
    [2, options.declaredComment ?? comment.length],
  ]);
  const { afterDirectory = new Uint8Array() } = options;
  return concatBytes([...parts, beforeDirectory, central, afterDirectory, end, comment, suffix]);
}

/** Names and contents of an archive, in order; to be changed and written anew. */
export type TestFiles = Map<string, string | Uint8Array>;

/** An archive with other contents, everything stored. */
export async function rebuildArchive(
  archive: Uint8Array,
  change: (files: TestFiles) => void,
  options: TestArchiveOptions & { readonly renamed?: Readonly<Record<string, Uint8Array>> } = {},
): Promise<Uint8Array> {
  const opened = await openZip(archive);
  const files: TestFiles = new Map();
  for (const entry of opened.entries) files.set(entry.name, await readEntry(opened, entry));
  change(files);
  const entries = [...files].map(([name, content]) => {
    const renamed = options.renamed?.[name];
    return renamed === undefined ? { name, content } : { name: renamed, content, flags: 0 };
  });
  return buildTestArchive(entries, options);
}
