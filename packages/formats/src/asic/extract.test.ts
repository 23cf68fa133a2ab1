import { readAll, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { type ExtractContentsOptions, extractContents } from './extract.ts';
import { buildTestArchive, type TestEntry } from './zip/test-archives.ts';

const INNER = buildTestArchive([{ name: 'folder/' }, { name: 'folder/a.txt', content: 'inner' }]);
const PACKAGE: TestEntry = { name: 'package.zip', content: INNER };

/** The documents of a container of this kind. */
const extract = (
  type: 'asic-s' | 'asic-e',
  entries: readonly TestEntry[],
  options?: ExtractContentsOptions,
) => {
  const mimetype = { name: 'mimetype', content: `application/vnd.etsi.${type}+zip` };
  return extractContents(buildTestArchive([mimetype, ...entries]), options);
};

const namesIn = async (...given: Parameters<typeof extract>): Promise<readonly string[]> =>
  (await extract(...given)).map(({ name }) => name);

describe('extractContents', () => {
  it('gives documents in their order, and neither directories nor what proves them', async () => {
    const entries = [{ name: 'b/' }, { name: 'b/1' }, { name: 'META-INF/signature001.p7s' }, { name: 'a' }];
    expect(await namesIn('asic-e', entries)).toEqual(['b/1', 'a']);
  });

  it('opens package.zip where it is the one document of ASiC-S', async () => {
    const [document, ...others] = await extract('asic-s', [PACKAGE]);
    expect(document?.name).toBe('folder/a.txt');
    expect(document && (await readAll(document.source))).toEqual(utf8('inner'));
    expect(others).toEqual([]);
  });

  it('opens no archive else', async () => {
    expect(await namesIn('asic-s', [PACKAGE], { unpack: false })).toEqual(['package.zip']);
    expect(await namesIn('asic-e', [PACKAGE])).toEqual(['package.zip']);
    expect(await namesIn('asic-s', [PACKAGE, { name: 'b' }])).toEqual(['package.zip', 'b']);
    expect(await namesIn('asic-s', [{ ...PACKAGE, name: 'other.zip' }])).toEqual(['other.zip']);
  });

  it('refuses a package.zip that is none, or leads out of its folder', async () => {
    for (const [content, code] of [
      [utf8('no archive'), 'ZIP_UNREADABLE'],
      [buildTestArchive([{ name: '../a' }]), 'ZIP_NAME_REFUSED'],
    ] as const)
      await expect(extract('asic-s', [{ ...PACKAGE, content }])).rejects.toMatchObject({ code });
  });

  it('tells that a document is damaged when it is read', async () => {
    const [sound, damaged] = await extract('asic-e', [
      { name: 'a', content: 'a' },
      { name: 'b', content: 'b', crc32: 1 },
    ]);
    if (sound === undefined || damaged === undefined) throw new Error('there are no documents');
    expect(await readAll(sound.source)).toEqual(utf8('a'));
    await expect(readAll(damaged.source)).rejects.toMatchObject({ code: 'ZIP_ENTRY_BROKEN' });
  });
});
