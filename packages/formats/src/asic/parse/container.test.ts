import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { buildAsicManifest, buildOdfManifest, MIME_TYPES } from '../manifest.ts';
import type { ZipEntry } from '../zip/entry.ts';
import type { OpenZipOptions } from '../zip/read.ts';
import { buildTestArchive, type TestEntry } from '../zip/test-archives.ts';
import { openAsicContainer } from './container.ts';

const EXTENDED = 'application/vnd.etsi.asic-e+zip';
const MIMETYPE: TestEntry = { name: 'mimetype', content: EXTENDED };
const MANIFEST = buildAsicManifest({
  seal: { name: 'META-INF/signature001.p7s', mimeType: MIME_TYPES.cades },
  digestAlgorithm: 'SHA-256',
  references: [],
});

const open = (entries: readonly TestEntry[], options?: OpenZipOptions) =>
  openAsicContainer(buildTestArchive(entries), options);
const namesOf = (entries: readonly ZipEntry[]): readonly string[] => entries.map(({ name }) => name);
const filesOf = (files: readonly { readonly entry: ZipEntry }[]): readonly string[] =>
  namesOf(files.map(({ entry }) => entry));

describe('openAsicContainer', () => {
  it('sorts entries by what they are, wherever they stand', async () => {
    const container = await open([
      { name: 'META-INF/timestamp001.tst', content: 'token' },
      { name: 'META-INF/signatures.xml', content: 'xml' },
      { name: 'META-INF/signature001.p7s', content: 'cms' },
      { name: 'META-INF/ASiCArchiveManifest.xml', content: MANIFEST },
      { name: 'META-INF/ASiCManifest.xml', content: MANIFEST },
      { name: 'META-INF/container.xml' },
      { name: 'META-INF/evidencerecord.ers' },
      { name: 'folder/' },
      { name: 'folder/a.txt' },
      MIMETYPE,
    ]);
    expect(container).toMatchObject({ kind: 'asic-e', kindBy: 'mimetype', mimetype: EXTENDED });
    expect(namesOf(container.documents)).toEqual(['folder/a.txt']);
    expect(container.signatures).toMatchObject([
      { format: 'cades', bytes: utf8('cms') },
      { format: 'xades', bytes: utf8('xml') },
    ]);
    expect(container.timestamps).toMatchObject([{ bytes: utf8('token') }]);
    expect(container.manifests.map(({ kind }) => kind)).toEqual(['asic-manifest', 'archive-manifest']);
    expect(namesOf(container.others)).toEqual(['META-INF/evidencerecord.ers', 'META-INF/container.xml']);
    expect(namesOf(container.ofKind('directory', 'mimetype'))).toEqual(['folder/', 'mimetype']);
    expect(container.ofKind('odf-manifest')).toEqual([]);
  });

  it('keeps apart what should be a manifest and is none', async () => {
    const { manifests, unreadableManifests } = await open([
      MIMETYPE,
      { name: 'META-INF/ASiCManifest.xml', content: MANIFEST },
      { name: 'META-INF/ASiCManifest002.xml', content: '<broken' },
    ]);
    expect(filesOf(manifests)).toEqual(['META-INF/ASiCManifest.xml']);
    expect(filesOf(unreadableManifests)).toEqual(['META-INF/ASiCManifest002.xml']);
  });

  it('has the list of OpenDocument where it can be read', async () => {
    const list = (content: string | Uint8Array) => [MIMETYPE, { name: 'META-INF/manifest.xml', content }];
    const { odfManifest } = await open(list(buildOdfManifest(EXTENDED, [{ name: 'a.txt' }])));
    expect(odfManifest?.files.map(({ path }) => path)).toEqual(['a.txt']);
    expect((await open(list('<broken'))).odfManifest).toBeUndefined();
    expect((await open([MIMETYPE])).odfManifest).toBeUndefined();
  });

  it('reads a media type as it stands, but none that is too long for one', async () => {
    const mimetypeOf = async (content: string) => {
      const seal = { name: 'META-INF/signature.p7s' };
      return (await open([{ name: 'mimetype', content }, seal])).mimetype;
    };
    expect(await mimetypeOf(` ${EXTENDED}\n`)).toBe(` ${EXTENDED}\n`);
    expect(await mimetypeOf('x'.repeat(256))).toHaveLength(256);
    expect(await mimetypeOf('x'.repeat(257))).toBe('');
  });

  it('refuses an archive in which nothing says that it is a container', async () => {
    await expect(open([{ name: 'a.txt' }])).rejects.toMatchObject({ code: 'ASIC_STRUCTURE_INVALID' });
    await expect(open([{ name: 'a.txt' }, { name: 'META-INF/signature.p7s' }])).resolves.toBeDefined();
  });

  it('holds seals to the budget of what is read into memory, and documents not', async () => {
    const limits = { memoryBytes: 100 };
    const large = 'x'.repeat(101);
    await expect(open([MIMETYPE, { name: 'a.txt', content: large }], { limits })).resolves.toBeDefined();
    await expect(
      open([MIMETYPE, { name: 'META-INF/signature001.p7s', content: large }], { limits }),
    ).rejects.toMatchObject({ code: 'ZIP_LIMIT_EXCEEDED' });
  });
});
