import { readAll, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { openZip } from '../zip/read.ts';
import { buildTestArchive, type TestEntry } from '../zip/test-archives.ts';
import { openFileLookup } from './file-lookup.ts';

const lookupIn = async (...entries: readonly TestEntry[]) =>
  openFileLookup(await openZip(buildTestArchive(entries)));

/** 請求書 in CP932, not said to be. */
const UNMARKED: TestEntry = { name: Uint8Array.of(0x90, 0xbf, 0x8b, 0x81, 0x8f, 0x91), flags: 0 };
/** 請求書 in CP932, read as CP437. */
const OTHER_READING = 'É┐ïüÅæ';

describe('a file', () => {
  it('is found by its name, escaped or not', async () => {
    const { find } = await lookupIn({ name: 'folder/請求書 1.txt' });
    expect(find('folder/請求書 1.txt')?.name).toBe('folder/請求書 1.txt');
    expect(find('folder/%E8%AB%8B%E6%B1%82%E6%9B%B8%201.txt')?.name).toBe('folder/請求書 1.txt');
  });

  it.each(['A.TXT', 'folder/a.txt', '/a.txt', './a.txt', '../a.txt', 'file:a.txt', 'a%2Etxt%00', ''])(
    'is not found by %j',
    async (uri) => {
      const { find } = await lookupIn({ name: 'a.txt' });
      expect(find('a.txt')).toBeDefined();
      expect(find(uri)).toBeUndefined();
    },
  );

  it('has its escapes resolved once, so that a name with a percent sign is no other', async () => {
    const { find } = await lookupIn({ name: 'a%20b' }, { name: 'c' });
    expect(find('a%2520b')?.name).toBe('a%20b');
    expect(find('a%20b')).toBeUndefined();
  });

  it('is found by its name in either form of Unicode', async () => {
    for (const name of ['が', 'か\u3099']) {
      const { find } = await lookupIn({ name });
      expect([find('が')?.name, find('か\u3099')?.name]).toEqual([name, name]);
      expect(find('か')).toBeUndefined();
    }
  });

  it('is found by what else its bytes spell when the archive does not say', async () => {
    const { find } = await lookupIn(UNMARKED);
    expect([find('請求書')?.name, find(OTHER_READING)?.name]).toEqual(['請求書', '請求書']);
    const marked = await lookupIn({ name: '請求書' });
    expect(marked.find(OTHER_READING)).toBeUndefined();
  });

  it('is not found by another reading that is the name of a file', async () => {
    const { find } = await lookupIn(UNMARKED, { name: OTHER_READING, content: 'itself' });
    expect(find(OTHER_READING)?.size).toBe(6);
  });

  it('is no directory', async () => {
    const { contents, find } = await lookupIn({ name: 'folder/' }, { name: 'folder/a' });
    expect(find('folder/')).toBeUndefined();
    expect(contents.map(({ name }) => name)).toEqual(['folder/a']);
  });
});

describe('the content of a file', () => {
  it('is one object however often it is opened, and another for another file', async () => {
    const { find, open } = await lookupIn({ name: 'a', content: 'first' }, { name: 'b', content: 'first' });
    const [a, b] = [find('a'), find('b')];
    if (a === undefined || b === undefined) throw new Error('there are no files');
    expect(open(a)).toBe(open(a));
    expect(open(a)).not.toBe(open(b));
    expect(await readAll(open(a))).toEqual(utf8('first'));
  });

  it('is offered to seals in XML by name only, under each of its names', async () => {
    const { contents } = await lookupIn({ name: 'が' });
    expect(contents.map(({ name }) => name)).toEqual(['が', 'か\u3099']);
    expect(contents.every(({ onlyByName }) => onlyByName === true)).toBe(true);
    expect(new Set(contents.map((one) => ('source' in one ? one.source : undefined))).size).toBe(1);
  });
});
