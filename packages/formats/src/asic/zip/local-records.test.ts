import { openRandomAccess, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../util/crc32.ts';
import { type DirectoryRecord, readLocalRecords } from './local-records.ts';
import { buildTestArchive, type TestEntry } from './test-archives.ts';

const CONTENT = utf8('content');
const HEADER_SIZE = 30;
const UTF8_FLAG = 0x0800;
const DESCRIPTOR_FLAG = 0x0008;

/** What the central directory says of a stored entry with {@link CONTENT}. */
const recordOf = (name: string, offset: number, given: Partial<DirectoryRecord> = {}): DirectoryRecord => ({
  name,
  rawName: utf8(name),
  flags: UTF8_FLAG,
  compressionMethod: 0,
  crc32: crc32(CONTENT),
  compressedSize: CONTENT.length,
  size: CONTENT.length,
  offset,
  ...given,
});

/** The local records of these entries, and nothing after them. */
function localsOf(...entries: readonly TestEntry[]): Uint8Array {
  const archive = buildTestArchive(entries.map((entry) => ({ content: CONTENT, ...entry })));
  const end = new DataView(archive.buffer, archive.length - 22);
  return archive.slice(0, end.getUint32(16, true));
}

async function read(locals: Uint8Array, ...records: readonly DirectoryRecord[]) {
  const found = await readLocalRecords(await openRandomAccess(locals), records, locals.length);
  return records.map((record) => found.get(record));
}

const AMBIGUOUS = { code: 'ZIP_AMBIGUOUS' };

describe('local records', () => {
  const locals = localsOf({ name: 'a' }, { name: 'b' });
  const length = locals.length / 2;
  const [a, b] = [recordOf('a', 0), recordOf('b', length)];

  it('are found in whatever order the directory lists them', async () => {
    const dataStart = HEADER_SIZE + 1;
    const first = { dataStart, extraFieldLength: 0, end: length };
    const second = { dataStart: length + dataStart, extraFieldLength: 0, end: 2 * length };
    expect(await read(locals, a, b)).toEqual([first, second]);
    expect(await read(locals, b, a)).toEqual([second, first]);
  });

  it('fill the file: none may be left out, named twice or begin elsewhere', async () => {
    for (const records of [[a], [b], [a, a, b], [a, recordOf('b', length + 1)], []])
      await expect(read(locals, ...records)).rejects.toMatchObject(AMBIGUOUS);
  });

  it('end before the directory begins', async () => {
    for (const cut of [1, CONTENT.length + 1, length - 1])
      await expect(read(locals.slice(0, -cut), a, b)).rejects.toMatchObject(AMBIGUOUS);
  });

  it.each<[string, Partial<DirectoryRecord>]>([
    ['name', { rawName: utf8('c') }],
    ['length of the name', { rawName: utf8('aa') }],
    ['encoding', { flags: 0 }],
    ['encryption', { flags: UTF8_FLAG | 1 }],
    ['compression method', { compressionMethod: 8 }],
    ['checksum', { crc32: 1 }],
    ['size', { size: 1 }],
    ['compressed size', { compressedSize: CONTENT.length - 1 }],
  ])('have the same %s as the directory says', async (_, given) => {
    await expect(read(locals, recordOf('a', 0, given), b)).rejects.toMatchObject(AMBIGUOUS);
  });

  it('may differ in flags that do not change how they are read', async () => {
    expect(await read(locals, recordOf('a', 0, { flags: UTF8_FLAG | 0x0006 }), b)).toHaveLength(2);
  });

  it('may have an extra field longer than what is read at once', async () => {
    const extraField = new Uint8Array(2000);
    const [local] = await read(localsOf({ name: 'a', extraField }), a);
    expect(local).toMatchObject({ dataStart: HEADER_SIZE + 1 + 2000, extraFieldLength: 2000 });
  });
});

describe('sizes in a ZIP64 field', () => {
  const HIDDEN = { compressedSize: 0xffffffff, size: 0xffffffff };

  /** A field of another kind, and the one with the sizes. */
  function zip64(size: number, compressedSize: number): Uint8Array {
    const view = new DataView(new ArrayBuffer(26));
    view.setUint16(0, 0x9999, true);
    view.setUint16(2, 2, true);
    view.setUint16(6, 0x0001, true);
    view.setUint16(8, 16, true);
    view.setBigUint64(10, BigInt(size), true);
    view.setBigUint64(18, BigInt(compressedSize), true);
    return new Uint8Array(view.buffer);
  }
  const withField = (extraField: Uint8Array) => localsOf({ name: 'a', local: HIDDEN, extraField });

  it('are compared with those of the directory, the size first', async () => {
    const deflated: TestEntry = { name: 'a', content: new Uint8Array(90), data: CONTENT };
    const locals = localsOf({ ...deflated, local: HIDDEN, extraField: zip64(90, CONTENT.length) });
    const record = recordOf('a', 0, { size: 90, crc32: crc32(new Uint8Array(90)) });
    expect(await read(locals, record)).toMatchObject([{ end: locals.length }]);
    const swapped = localsOf({ ...deflated, local: HIDDEN, extraField: zip64(CONTENT.length, 90) });
    await expect(read(swapped, record)).rejects.toMatchObject(AMBIGUOUS);
  });

  it('are refused when they are others, cut or not there', async () => {
    const field = zip64(CONTENT.length, CONTENT.length);
    expect(await read(withField(field), recordOf('a', 0))).toHaveLength(1);
    const short = zip64(CONTENT.length, CONTENT.length).slice(0, -1);
    for (const bad of [zip64(1, CONTENT.length), zip64(CONTENT.length, 1), short, new Uint8Array()])
      await expect(read(withField(bad), recordOf('a', 0))).rejects.toMatchObject(AMBIGUOUS);
  });
});

describe('a data descriptor', () => {
  const record = recordOf('a', 0, { flags: UTF8_FLAG | DESCRIPTOR_FLAG });
  /** A local record whose sizes follow its data. */
  const begun = localsOf({
    name: 'a',
    flags: UTF8_FLAG | DESCRIPTOR_FLAG,
    local: { crc32: 0, compressedSize: 0, size: 0 },
  });

  function descriptor(signature: boolean, width: 4 | 8, size = CONTENT.length): Uint8Array {
    const view = new DataView(new ArrayBuffer((signature ? 8 : 4) + 2 * width));
    const start = signature ? 4 : 0;
    if (signature) view.setUint32(0, 0x08074b50, true);
    view.setUint32(start, record.crc32, true);
    view.setUint32(start + 4, CONTENT.length, true);
    view.setUint32(start + 4 + width, size, true);
    return new Uint8Array(view.buffer);
  }
  const followedBy = (after: Uint8Array): Uint8Array => Uint8Array.of(...begun, ...after);

  it.each([
    [true, 4],
    [true, 8],
    [false, 4],
    [false, 8],
  ] as const)('is read with a signature (%s) and sizes of %i bytes', async (signature, width) => {
    const locals = followedBy(descriptor(signature, width));
    expect(await read(locals, record)).toMatchObject([{ end: locals.length }]);
    const wrong = followedBy(descriptor(signature, width, CONTENT.length + 1));
    await expect(read(wrong, record)).rejects.toMatchObject(AMBIGUOUS);
  });

  it('must be there, whole, and with nothing after it', async () => {
    const whole = descriptor(true, 4);
    for (const after of [new Uint8Array(), whole.slice(0, -1), Uint8Array.of(...whole, 0)])
      await expect(read(followedBy(after), record)).rejects.toMatchObject(AMBIGUOUS);
  });
});
