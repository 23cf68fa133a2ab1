import { describe, expect, it } from 'vitest';
import { type AsicEntryKind, kindOfEntry } from '../vocabulary.ts';
import type { ZipEntry } from '../zip/entry.ts';
import { openZip } from '../zip/read.ts';
import { buildTestArchive } from '../zip/test-archives.ts';
import { decideKind, rootDocuments } from './container-kind.ts';

const SIMPLE = 'application/vnd.etsi.asic-s+zip';
const EXTENDED = 'application/vnd.etsi.asic-e+zip';

async function entriesOf(names: readonly string[]): Promise<readonly ZipEntry[]> {
  return (await openZip(buildTestArchive(names.map((name) => ({ name }))))).entries;
}

/** The kind of a container with these entries. */
async function decide(names: readonly string[], mimetype?: string, comment = '') {
  const entries = new Map<AsicEntryKind, ZipEntry[]>();
  for (const entry of await entriesOf(names)) {
    const kind = kindOfEntry(entry.name);
    entries.set(kind, [...(entries.get(kind) ?? []), entry]);
  }
  return decideKind({ mimetype, comment, entries });
}

describe('decideKind', () => {
  it('believes the media type before the comment, and the comment before the content', async () => {
    const names = ['a.txt', 'META-INF/signature.p7s'];
    const comment = `mimetype=${EXTENDED}`;
    expect(await decide(names, SIMPLE, comment)).toEqual({ kind: 'asic-s', kindBy: 'mimetype' });
    expect(await decide(names, undefined, comment)).toEqual({ kind: 'asic-e', kindBy: 'comment' });
    expect(await decide(names)).toEqual({ kind: 'asic-s', kindBy: 'content' });
  });

  it('reads a comment with its prefix only', async () => {
    expect(await decide([], undefined, `mimetype=${SIMPLE}`)).toEqual({ kind: 'asic-s', kindBy: 'comment' });
    expect(await decide([], undefined, SIMPLE)).toBeUndefined();
  });

  it.each([
    'application/vnd.oasis.opendocument.spreadsheet',
    'application/vnd.bdoc-1.0',
    'application/epub+zip',
    ` ${EXTENDED}\r\n`,
  ])('takes %j for ASiC-E', async (mimetype) => {
    expect(await decide([], mimetype)).toEqual({ kind: 'asic-e', kindBy: 'mimetype' });
  });

  it.each(['', 'application/zip', EXTENDED.toUpperCase(), `${EXTENDED};a=b`, `x-${SIMPLE}`])(
    'takes %j for none without a seal',
    async (mimetype) => {
      expect(await decide(['a.txt'], mimetype)).toBeUndefined();
    },
  );

  it.each([
    [['a.txt', 'META-INF/signature.p7s'], 'asic-s'],
    [['a.txt', 'META-INF/signatures.xml'], 'asic-s'],
    [['a.txt', 'META-INF/timestamp.tst'], 'asic-s'],
    [['a.txt', 'folder/b.txt', 'META-INF/signature.p7s'], 'asic-s'],
    [['a.txt', 'b.txt', 'META-INF/signature.p7s'], 'asic-e'],
    [['a.txt', 'META-INF/signature001.p7s'], 'asic-e'],
    [['a.txt', 'META-INF/signature.p7s', 'META-INF/ASiCManifest.xml'], 'asic-e'],
    [['META-INF/signature.p7s'], 'asic-e'],
  ] as const)('tells by the content that %j is %s', async (names, kind) => {
    expect(await decide(names)).toEqual({ kind, kindBy: 'content' });
  });

  it('lets a media type that nobody knows stand for ASiC-S whatever its seal is named', async () => {
    const names = ['a.txt', 'META-INF/signatures0.xml'];
    expect(await decide(names, 'application/vnd.example')).toEqual({ kind: 'asic-s', kindBy: 'content' });
    expect(await decide(names)).toEqual({ kind: 'asic-e', kindBy: 'content' });
  });

  it('finds no container where nothing is sealed', async () => {
    expect(await decide(['a.txt', 'META-INF/container.xml'])).toBeUndefined();
  });
});

describe('rootDocuments', () => {
  it('are those in no folder', async () => {
    const documents = await entriesOf(['a.txt', 'folder/b.txt']);
    expect(rootDocuments(documents).map(({ name }) => name)).toEqual(['a.txt']);
    expect(rootDocuments(documents.slice(1))).toEqual([]);
  });
});
