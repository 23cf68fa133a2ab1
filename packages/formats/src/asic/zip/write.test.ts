import { createSealedDocument, openSealedDocument, readAll, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { readEntry } from './content.ts';
import type { ZipArchive } from './entry.ts';
import { openZip } from './read.ts';
import { renamedMember, storedMember, updateZip, writeZip, type ZipMember } from './write.ts';

const MEMBERS = [
  storedMember('mimetype', utf8('application/vnd.etsi.asic-e+zip')),
  storedMember('図面/空.txt', new Uint8Array()),
  storedMember('a.txt', utf8('一つ目')),
  storedMember('b.txt', utf8('二つ目')),
];

async function bytesOf(parts: Parameters<typeof createSealedDocument>[1]): Promise<Uint8Array> {
  return createSealedDocument('application/zip', parts).toBytes();
}

async function textsOf(archive: ZipArchive): Promise<Readonly<Record<string, string>>> {
  const texts: [string, string][] = [];
  for (const entry of archive.entries)
    texts.push([entry.name, new TextDecoder().decode(await readEntry(archive, entry))]);
  return Object.fromEntries(texts);
}

/** A member that only says it is large: its bytes are made when they are read. */
function largeMember(name: string, size: number): ZipMember {
  const data = { size, read: async (start: number, end: number) => new Uint8Array(end - start) };
  return { name, method: 'stored', crc32: 0, size, compressedSize: size, data };
}

/** An archive as other programs write it, with data descriptors and an extra field. */
async function foreignZip(): Promise<Uint8Array> {
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js');
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, dataDescriptor: true });
  for (const { name, data } of MEMBERS)
    await writer.add(name, new Uint8ArrayReader(await readAll(data)), { level: name === 'a.txt' ? 9 : 0 });
  return writer.close(utf8('a comment'));
}

describe('writeZip', () => {
  it('writes what is read again', async () => {
    const archive = await openZip(await bytesOf(writeZip(MEMBERS, 'コメント')));
    expect(await textsOf(archive)).toEqual({
      mimetype: 'application/vnd.etsi.asic-e+zip',
      '図面/空.txt': '',
      'a.txt': '一つ目',
      'b.txt': '二つ目',
    });
    expect(archive.comment).toBe('コメント');
    expect(archive.entries.every(({ extraFieldLength }) => extraFieldLength === 0)).toBe(true);
  });

  it('writes equal bytes for equal members, whatever the clock says', async () => {
    expect(await bytesOf(writeZip(MEMBERS))).toEqual(await bytesOf(writeZip(MEMBERS)));
    const { entries } = await openZip(await bytesOf(writeZip(MEMBERS)));
    expect(entries.map(({ modified }) => modified.getFullYear())).toEqual([1980, 1980, 1980, 1980]);
  });

  it('leaves members where they are', () => {
    const large = largeMember('large', 2 ** 30);
    expect(writeZip([large])).toContain(large.data);
  });

  it.each([0xffff_fffe, 0xffff_ffff, 2 ** 33])('writes members of %d bytes', async (size) => {
    const members = [storedMember('a', utf8('a')), largeMember('large', size), storedMember('b', utf8('b'))];
    const file = await openSealedDocument(createSealedDocument('application/zip', writeZip(members)));
    const limits = { entryBytes: 2 ** 40, totalBytes: 2 ** 40, memoryBytes: 10 };
    const archive = await openZip(file, { limits });
    expect(
      archive.entries.map((entry) => [entry.name, entry.size, entry.data.end - entry.data.start]),
    ).toEqual([
      ['a', 1, 1],
      ['large', size, size],
      ['b', 1, 1],
    ]);
    const last = archive.entries.at(-1);
    if (last === undefined) throw new Error('no entry');
    expect(await readEntry(archive, last)).toEqual(utf8('b'));
    // And again with the large member gone or the small one: offsets are in records of both widths.
    for (const removed of ['large', 'a']) {
      const updated = await updateZip(archive, { removed: new Set([removed]), added: [] });
      const again = await openZip(
        await openSealedDocument(createSealedDocument('application/zip', updated)),
        {
          limits,
        },
      );
      expect(again.entries.map(({ name }) => name)).toEqual(
        ['a', 'large', 'b'].filter((name) => name !== removed),
      );
    }
  });
});

describe('updateZip', () => {
  const received = [
    ['of ours', () => bytesOf(writeZip(MEMBERS, 'a comment'))],
    ['of others', foreignZip],
  ] as const;

  it.each(received)('keeps an archive %s in one piece when something is added', async (_, create) => {
    const bytes = await create();
    const archive = await openZip(bytes);
    const parts = await updateZip(archive, { added: [storedMember('c.txt', utf8('三'))] });
    const updated = await bytesOf(parts);
    expect(updated.subarray(0, archive.directory.start)).toEqual(bytes.subarray(0, archive.directory.start));
    const again = await openZip(updated);
    expect(await textsOf(again)).toMatchObject({ 'a.txt': '一つ目', 'b.txt': '二つ目', 'c.txt': '三' });
    expect(again.comment).toBe('a comment');
    for (const [at, { directoryRecord }] of archive.entries.entries()) {
      const record = again.entries[at]?.directoryRecord;
      expect(updated.subarray(record?.start, record?.end)).toEqual(
        bytes.subarray(directoryRecord.start, directoryRecord.end),
      );
    }
  });

  it.each(received)('copies the records of an archive %s as they are when one goes', async (_, create) => {
    const bytes = await create();
    const archive = await openZip(bytes);
    const updated = await bytesOf(await updateZip(archive, { removed: new Set(['図面/空.txt']), added: [] }));
    const again = await openZip(updated);
    expect(again.entries.map(({ name }) => name)).toEqual(['mimetype', 'a.txt', 'b.txt']);
    for (const { local, name } of again.entries) {
      const before = archive.entries.find((entry) => entry.name === name)?.local;
      expect(updated.subarray(local.start, local.end), name).toEqual(
        bytes.subarray(before?.start, before?.end),
      );
    }
    expect(await textsOf(again)).toMatchObject({ 'a.txt': '一つ目', 'b.txt': '二つ目' });
  });

  it.each(received)('renames a member of an archive %s without inflating it', async (_, create) => {
    const bytes = await create();
    const archive = await openZip(bytes);
    const entry = archive.entries.find(({ name }) => name === 'a.txt');
    if (entry === undefined) throw new Error('no entry');
    const added = [renamedMember(archive, entry, 'renamed.txt')];
    const updated = await bytesOf(await updateZip(archive, { removed: new Set(['a.txt']), added }));
    const again = await openZip(updated);
    expect(await textsOf(again)).toMatchObject({ 'renamed.txt': '一つ目', 'b.txt': '二つ目' });
    const renamed = again.entries.at(-1);
    expect(renamed?.method).toBe(entry.method);
    expect(updated.subarray(renamed?.data.start, renamed?.data.end)).toEqual(
      bytes.subarray(entry.data.start, entry.data.end),
    );
  });
});
