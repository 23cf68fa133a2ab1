import { describe, expect, it } from 'vitest';
import { buildAsicManifest, buildOdfManifest, MIME_TYPES } from '../manifest.ts';
import { openZip } from '../zip/read.ts';
import { buildTestArchive, type TestEntry } from '../zip/test-archives.ts';
import { settleNames } from './settle-names.ts';

/** 請求書 in CP932, not said to be, and what the bytes are in CP437. */
const UNMARKED: TestEntry = { name: Uint8Array.of(0x90, 0xbf, 0x8b, 0x81, 0x8f, 0x91), flags: 0 };
const OTHER_READING = 'É┐ïüÅæ';

const asicManifest = (name: string): TestEntry => ({
  name: 'META-INF/ASiCManifest.xml',
  content: buildAsicManifest({
    seal: { name: 'META-INF/signature001.p7s', mimeType: MIME_TYPES.cades },
    digestAlgorithm: 'SHA-256',
    references: [{ name, mimeType: undefined, digest: new Uint8Array(32) }],
  }),
});

const odfManifest = (name: string): TestEntry => ({
  name: 'META-INF/manifest.xml',
  content: buildOdfManifest('application/vnd.etsi.asic-e+zip', [{ name }]),
});

const settle = async (...entries: readonly TestEntry[]) =>
  settleNames(await openZip(buildTestArchive(entries)));

const firstOf = async (...entries: readonly TestEntry[]) => (await settle(...entries)).entries[0];

describe('a name whose encoding nobody tells', () => {
  it.each([
    ['ASiC', asicManifest],
    ['OpenDocument', odfManifest],
  ])('is what a manifest of %s names', async (_, manifest) => {
    const entry = await firstOf(UNMARKED, manifest(OTHER_READING));
    expect(entry?.name).toBe(OTHER_READING);
    expect(entry?.otherNames).toContain('請求書');
    expect(entry?.otherNames).not.toContain(OTHER_READING);
  });

  it('stays the likeliest when manifests name it so, or something else, or cannot be read', async () => {
    for (const manifest of [
      asicManifest('請求書'),
      asicManifest('other'),
      { ...asicManifest('other'), content: '<no manifest' },
    ])
      expect((await firstOf(UNMARKED, manifest))?.name).toBe('請求書');
    expect((await firstOf(UNMARKED))?.name).toBe('請求書');
  });

  it('is refused when it is then the name of another entry', async () => {
    const other = { name: OTHER_READING };
    expect((await settle(UNMARKED, other)).entries).toHaveLength(2);
    await expect(settle(UNMARKED, other, asicManifest(OTHER_READING))).rejects.toMatchObject({
      code: 'ZIP_AMBIGUOUS',
    });
  });

  it('is refused when it is then no safe one', async () => {
    // 表 in CP932 ends with the byte of a backslash.
    const table: TestEntry = { name: Uint8Array.of(0x95, 0x5c), flags: 0 };
    expect((await firstOf(table, odfManifest('表')))?.name).toBe('表');
    await expect(settle(table, odfManifest('ò\\'))).rejects.toMatchObject({ code: 'ZIP_NAME_REFUSED' });
  });
});

describe('an archive that says how its names are encoded', () => {
  it('is given back as it is', async () => {
    const marked = await openZip(buildTestArchive([{ name: '請求書' }, asicManifest(OTHER_READING)]));
    expect(await settleNames(marked)).toBe(marked);
    const unmarked = await openZip(buildTestArchive([UNMARKED, asicManifest(OTHER_READING)]));
    expect(await settleNames(unmarked)).not.toBe(unmarked);
  });
});
