import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { openEntry, readEntry } from './content.ts';
import { type OpenZipOptions, openZip } from './read.ts';
import { buildTestArchive, deflated, type TestEntry } from './test-archives.ts';

const CONTENT = utf8('0123456789');
const STORED: TestEntry = { name: 'a', content: CONTENT };

async function openOnly(given: TestEntry, options?: OpenZipOptions) {
  const archive = await openZip(buildTestArchive([given]), options);
  const [entry] = archive.entries;
  if (entry === undefined) throw new Error('there is no entry');
  return { archive, entry };
}

const kinds = async (): Promise<readonly TestEntry[]> => [STORED, await deflated('a', CONTENT)];

describe('readEntry', () => {
  it('gives the content, stored or deflated', async () => {
    for (const kind of await kinds()) {
      const { archive, entry } = await openOnly(kind);
      expect(await readEntry(archive, entry)).toEqual(CONTENT);
    }
  });

  it('reads as much as memory may take, and no byte more', async () => {
    const enough = await openOnly(STORED, { limits: { memoryBytes: CONTENT.length } });
    expect(await readEntry(enough.archive, enough.entry)).toEqual(CONTENT);
    const small = await openOnly(STORED, { limits: { memoryBytes: CONTENT.length - 1 } });
    await expect(readEntry(small.archive, small.entry)).rejects.toMatchObject({
      code: 'ZIP_LIMIT_EXCEEDED',
    });
  });
});

describe('openEntry', () => {
  it('gives what was asked for, nothing where nothing was', async () => {
    for (const kind of await kinds()) {
      const { archive, entry } = await openOnly(kind);
      const content = openEntry(archive, entry);
      expect(await content.read(3, 5)).toEqual(utf8('34'));
      expect(await content.read(2, 2)).toEqual(new Uint8Array());
      expect(await content.read(1, 10)).toEqual(utf8('123456789'));
    }
  });

  it('has no bytes outside of the entry, though the archive goes on', async () => {
    for (const kind of await kinds()) {
      const { archive, entry } = await openOnly(kind);
      const content = openEntry(archive, entry);
      for (const [start, end] of [
        [-1, 1],
        [0, 11],
        [5, 4],
      ] as const)
        await expect(content.read(start, end)).rejects.toBeInstanceOf(RangeError);
    }
  });

  it('tells a wrong checksum to whoever reads all of it in pieces', async () => {
    for (const kind of await kinds()) {
      const { archive, entry } = await openOnly({ ...kind, crc32: 1 });
      const content = openEntry(archive, entry);
      const readInPieces = async () => [await content.read(0, 5), await content.read(5, 10)];
      await expect(readInPieces()).rejects.toMatchObject({ code: 'ZIP_ENTRY_BROKEN' });
    }
  });

  it('cannot tell it to whoever reads a part of what is stored', async () => {
    const { archive, entry } = await openOnly({ ...STORED, crc32: 1 });
    expect(await openEntry(archive, entry).read(5, 10)).toEqual(utf8('56789'));
  });

  it('fails again, and says why, when it is read after it failed', async () => {
    const longer = { ...(await deflated('a', CONTENT)), size: CONTENT.length + 1 };
    const { archive, entry } = await openOnly(longer);
    const content = openEntry(archive, entry);
    for (const _ of ['first', 'second'])
      await expect(content.read(0, longer.size)).rejects.toMatchObject({ code: 'ZIP_ENTRY_BROKEN' });
  });
});
