import { concatBytes, equalBytes, utf8 } from '@eseal/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FormatsError } from '../../errors.ts';
import { SOON, startStopwatch } from '../../test-stopwatch.ts';
import { openEntry, readEntry } from './content.ts';
import type { ZipArchive } from './entry.ts';
import { type OpenZipOptions, openZip } from './read.ts';
import { buildTestArchive, deflated, type TestArchiveOptions, type TestEntry } from './test-archives.ts';

const A: TestEntry = { name: 'a.txt', content: 'first' };
const B: TestEntry = { name: 'b.txt', content: 'second' };
const ZEROS = new Uint8Array(3_000_000);

/** The code that an archive is refused with, at once. */
async function refusal(archive: Uint8Array, options?: OpenZipOptions): Promise<string> {
  const elapsed = startStopwatch();
  const error: unknown = await openZip(archive, options).catch((caught: unknown) => caught);
  expect(elapsed()).toBeLessThan(SOON / 10);
  if (!(error instanceof FormatsError)) throw new Error('the archive was not refused', { cause: error });
  return error.code;
}

async function contentOf(archive: ZipArchive, name: string): Promise<Uint8Array> {
  const entry = archive.entries.find((one) => one.name === name);
  if (entry === undefined) throw new Error(`there is no ${name}`);
  return readEntry(archive, entry);
}

// The reader of others is loaded on first use, which says nothing about how fast it refuses.
beforeAll(async () => {
  await openZip(buildTestArchive([A]));
});

describe('openZip', () => {
  it('finds entries, stored, deflated and with sizes after their data', async () => {
    const archive = await openZip(
      buildTestArchive([
        { name: 'folder/' },
        A,
        await deflated('zeros', ZEROS.subarray(0, 1000)),
        { ...B, descriptor: {} },
        { name: 'c.txt', content: 'third', descriptor: { withoutSignature: true } },
      ]),
    );
    expect(archive.entries.map(({ name, method, isDirectory }) => [name, method, isDirectory])).toEqual([
      ['folder/', 'stored', true],
      ['a.txt', 'stored', false],
      ['zeros', 'deflated', false],
      ['b.txt', 'stored', false],
      ['c.txt', 'stored', false],
    ]);
    expect(await contentOf(archive, 'a.txt')).toEqual(utf8('first'));
    expect(equalBytes(await contentOf(archive, 'zeros'), ZEROS.subarray(0, 1000))).toBe(true);
    expect(await contentOf(archive, 'c.txt')).toEqual(utf8('third'));
  });

  it('tells where local records and records of the directory stand', async () => {
    const bytes = buildTestArchive([A, { ...B, descriptor: {} }], { comment: 'mimetype=text/plain' });
    const { comment, directory, entries } = await openZip(bytes);
    expect(comment).toBe('mimetype=text/plain');
    expect(entries.map(({ local }) => local.start)).toEqual([0, entries[0]?.local.end]);
    expect(entries.at(-1)?.local.end).toBe(directory.start);
    expect(entries.map(({ directoryRecord }) => directoryRecord.start)[0]).toBe(directory.start);
    expect(entries.at(-1)?.directoryRecord.end).toBe(directory.end);
    const [first] = entries;
    expect(bytes.subarray(first?.data.start, first?.data.end)).toEqual(utf8('first'));
  });

  it('reads an archive with no entries', async () => {
    expect((await openZip(buildTestArchive([]))).entries).toEqual([]);
  });
});

/** Archives that two readers would read differently, or that are broken. */
const REFUSED: readonly {
  readonly what: string;
  readonly code: string;
  readonly entries: readonly TestEntry[];
  readonly options?: TestArchiveOptions;
}[] = [
  { what: 'Z2: two entries of one name', code: 'ZIP_AMBIGUOUS', entries: [A, { ...A, content: 'other' }] },
  { what: 'Z2: names that differ in case only', code: 'ZIP_AMBIGUOUS', entries: [A, { name: 'A.TXT' }] },
  {
    what: 'Z2: names that differ in Unicode form only',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ name: 'が' }, { name: 'か\u3099' }],
  },
  {
    what: 'Z2: a file where another has its folder',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ name: 'x/y' }, { name: 'X' }],
  },
  { what: 'Z2: a file where a folder is', code: 'ZIP_AMBIGUOUS', entries: [{ name: 'x/' }, { name: 'x' }] },
  {
    what: 'Z2: another name in the local header',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...A, local: { name: 'z.txt' } }],
  },
  {
    what: 'Z2: another size in the local header',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...A, local: { size: 4 } }],
  },
  {
    what: 'Z2: another checksum in the local header',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...A, local: { crc32: 4 } }],
  },
  {
    what: 'Z2: another method in the local header',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...A, local: { method: 8 } }],
  },
  {
    what: 'Z2: other flags in the local header',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...A, local: { flags: 0 } }],
  },
  {
    what: 'Z2: no sizes in a local header',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...A, local: { crc32: 0, compressedSize: 0, size: 0 } }],
  },
  {
    what: 'Z9: other sizes after the data',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...A, descriptor: { size: 4 } }],
  },
  {
    what: 'Z1: two entries on one local header',
    code: 'ZIP_AMBIGUOUS',
    entries: [A, { ...A, name: 'b', offsetOf: 0 }],
  },
  {
    what: 'Z1: entries that overlap',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...A, compressedSize: 80, size: 80, data: new Uint8Array(5) }, B],
  },
  {
    what: 'Z8: an entry that the directory hides',
    code: 'ZIP_AMBIGUOUS',
    entries: [A, { ...B, hidden: true }],
  },
  {
    what: 'Z8: a hidden entry before all others',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ ...B, hidden: true }, A],
  },
  {
    what: 'Z8: bytes between entries',
    code: 'ZIP_AMBIGUOUS',
    entries: [A, { ...B, before: utf8('%PDF-') }],
  },
  {
    what: 'Z8: bytes before',
    code: 'ZIP_AMBIGUOUS',
    entries: [A],
    options: { prefix: utf8('PK\u0003\u0004%PDF-1.7') },
  },
  {
    what: 'Z8: bytes before the directory',
    code: 'ZIP_AMBIGUOUS',
    entries: [A],
    options: { beforeDirectory: utf8('hidden') },
  },
  {
    what: 'Z8: bytes after the directory',
    code: 'ZIP_AMBIGUOUS',
    entries: [A],
    options: { afterDirectory: utf8('hidden') },
  },
  { what: 'Z8: bytes after', code: 'ZIP_AMBIGUOUS', entries: [A], options: { suffix: utf8('appended') } },
  {
    what: 'Z8: a comment that is cut',
    code: 'ZIP_AMBIGUOUS',
    entries: [A],
    options: { comment: 'cut', declaredComment: 9 },
  },
  {
    what: 'Z2: fewer entries than the directory has',
    code: 'ZIP_AMBIGUOUS',
    entries: [A, B],
    options: { declaredEntries: 1 },
  },
  {
    what: 'Z2: more entries than the directory has',
    code: 'ZIP_UNREADABLE',
    entries: [A, B],
    options: { declaredEntries: 3 },
  },
  { what: 'Z3: a way out of the folder', code: 'ZIP_NAME_REFUSED', entries: [{ name: '../a.txt' }] },
  { what: 'Z3: a way out from within', code: 'ZIP_NAME_REFUSED', entries: [{ name: 'x/../../a.txt' }] },
  { what: 'Z3: an absolute name', code: 'ZIP_NAME_REFUSED', entries: [{ name: '/etc/passwd' }] },
  { what: 'Z3: a drive', code: 'ZIP_NAME_REFUSED', entries: [{ name: 'C:a.txt' }] },
  { what: 'Z3: a backslash', code: 'ZIP_NAME_REFUSED', entries: [{ name: '..\\a.txt' }] },
  { what: 'Z3: a NUL', code: 'ZIP_NAME_REFUSED', entries: [{ name: 'a.txt\0.exe' }] },
  { what: 'Z3: a line end', code: 'ZIP_NAME_REFUSED', entries: [{ name: 'a\r\nb' }] },
  { what: 'Z3: an empty name', code: 'ZIP_NAME_REFUSED', entries: [{ name: '' }] },
  { what: 'Z3: an empty segment', code: 'ZIP_NAME_REFUSED', entries: [{ name: 'a//b' }] },
  {
    what: 'Z3: a name that says it is UTF-8 and is not',
    code: 'ZIP_NAME_REFUSED',
    entries: [{ name: Uint8Array.of(0x83, 0x65) }],
  },
  {
    what: 'Z3: a name longer than paths are',
    code: 'ZIP_NAME_REFUSED',
    entries: [{ name: 'x'.repeat(4097) }],
  },
  {
    what: 'Z3: a name in too many folders',
    code: 'ZIP_NAME_REFUSED',
    entries: [{ name: 'x/'.repeat(30_000) }],
  },
  {
    what: 'Z3: a symbolic link',
    code: 'ZIP_UNSUPPORTED',
    entries: [{ ...A, externalAttributes: 0xa1ff0000 }],
  },
  { what: 'Z9: an encrypted entry', code: 'ZIP_UNSUPPORTED', entries: [{ ...A, flags: 0x0801 }] },
  { what: 'Z9: an unknown method', code: 'ZIP_UNSUPPORTED', entries: [{ ...A, method: 12 }] },
  { what: 'Z9: a stored entry of two sizes', code: 'ZIP_AMBIGUOUS', entries: [{ ...A, size: 4 }] },
  {
    what: 'Z4: a directory with a content',
    code: 'ZIP_AMBIGUOUS',
    entries: [{ name: 'x/', content: 'hidden' }],
  },
];

describe('openZip refuses', () => {
  it.each(REFUSED)('$what', async ({ code, entries, options }) => {
    expect(await refusal(buildTestArchive(entries, options))).toBe(code);
  });

  it('what is no archive, or only a part of one', async () => {
    const archive = buildTestArchive([A, B]);
    for (const end of [0, 10, archive.length - 30, archive.length - 1])
      expect(['ZIP_UNREADABLE', 'ZIP_AMBIGUOUS']).toContain(await refusal(archive.subarray(0, end)));
  });

  it('Z8: an archive whose comment is an archive of its own', async () => {
    const inner = buildTestArchive([B]);
    expect(await refusal(buildTestArchive([A], { comment: inner }))).toBe('ZIP_AMBIGUOUS');
  });
});

describe('the budgets of an archive', () => {
  it('Z1: refuse what declares too much before anything is inflated', async () => {
    const bomb = buildTestArchive([await deflated('zeros', ZEROS)]);
    expect(await refusal(bomb)).toBe('ZIP_LIMIT_EXCEEDED');
    expect(await refusal(bomb, { limits: { maxCompressionRatio: 1e6, totalBytes: 1e6 } })).toBe(
      'ZIP_LIMIT_EXCEEDED',
    );
    expect(await refusal(bomb, { limits: { maxCompressionRatio: 1e6, entryBytes: 1e6 } })).toBe(
      'ZIP_LIMIT_EXCEEDED',
    );
    const { entries } = await openZip(bomb, { limits: { maxCompressionRatio: 1e6 } });
    expect(entries).toHaveLength(1);
  });

  it('Z1: refuse too many entries and too long a directory', async () => {
    const many = Array.from({ length: 1001 }, (_, at) => ({ name: `${at}` }));
    expect(await refusal(buildTestArchive(many))).toBe('ZIP_LIMIT_EXCEEDED');
    expect((await openZip(buildTestArchive(many.slice(1)))).entries).toHaveLength(1000);
    const long = many.slice(1).map(({ name }) => ({ name: name.padStart(100, '0') }));
    expect(await refusal(buildTestArchive(long), { limits: { directoryBytes: 70_000 } })).toBe(
      'ZIP_LIMIT_EXCEEDED',
    );
  });

  it('Z1: hold while an entry is inflated that says it is small', async () => {
    const liar = { ...(await deflated('zeros', ZEROS)), size: 1000 };
    const archive = await openZip(buildTestArchive([liar]));
    await expect(contentOf(archive, 'zeros')).rejects.toMatchObject({ code: 'ZIP_ENTRY_BROKEN' });
  });

  it('keep large entries out of memory', async () => {
    const archive = await openZip(buildTestArchive([A]), { limits: { memoryBytes: 4 } });
    await expect(contentOf(archive, 'a.txt')).rejects.toMatchObject({ code: 'ZIP_LIMIT_EXCEEDED' });
  });
});

describe('the content of an entry', () => {
  it('is refused when its checksum is wrong, stored or deflated', async () => {
    const entries = [
      { ...A, crc32: 1 },
      { ...(await deflated('z', ZEROS.subarray(0, 99))), crc32: 1 },
    ];
    const archive = await openZip(buildTestArchive(entries));
    for (const name of ['a.txt', 'z'])
      await expect(contentOf(archive, name)).rejects.toMatchObject({ code: 'ZIP_ENTRY_BROKEN' });
  });

  it('is refused when it does not inflate, or is shorter than it says', async () => {
    const short = { ...(await deflated('short', utf8('short'))), size: 9 };
    const wrong = { ...(await deflated('wrong', utf8('wrong'))), data: new Uint8Array(9).fill(0xff) };
    const archive = await openZip(buildTestArchive([short, wrong]));
    for (const name of ['short', 'wrong'])
      await expect(contentOf(archive, name)).rejects.toMatchObject({ code: 'ZIP_ENTRY_BROKEN' });
  });

  it('is read by position, forwards, backwards and at once', async () => {
    const content = Uint8Array.from({ length: 200_000 }, (_, at) => (at * at) >>> 8);
    const archive = await openZip(
      buildTestArchive([{ name: 'stored', content }, await deflated('deflated', content)]),
    );
    for (const entry of archive.entries) {
      const source = openEntry(archive, entry);
      const ranges = [
        [0, 10],
        [100_000, 200_000],
        [5, 50_000],
        [0, 200_000],
        [7, 7],
      ] as const;
      const read = await Promise.all(ranges.map(([start, end]) => source.read(start, end)));
      const isSame = ([start, end]: readonly [number, number], at: number): boolean =>
        equalBytes(read[at] ?? new Uint8Array(1), content.subarray(start, end));
      expect(ranges.map(isSame)).toEqual(ranges.map(() => true));
      await expect(source.read(0, 200_001)).rejects.toBeInstanceOf(RangeError);
    }
  });

  it('of a stored entry is read where it stands: a gigabyte takes no memory', async () => {
    const { entries } = await openZip(buildTestArchive([A, B]));
    const [, second] = entries;
    const bytes = buildTestArchive([A, B]);
    const reads: (readonly [number, number])[] = [];
    const read = async (start: number, end: number) => {
      reads.push([start, end]);
      return bytes.subarray(start, end);
    };
    const archive = await openZip({ size: bytes.length, read });
    const [, entry] = archive.entries;
    if (entry === undefined || second === undefined) throw new Error('there is no second entry');
    reads.length = 0;
    await openEntry(archive, entry).read(1, 4);
    expect(reads).toEqual([[second.data.start + 1, second.data.start + 4]]);
  });
});

describe('names without UTF-8', () => {
  const unmarked = (...bytes: number[]): TestEntry => ({ name: Uint8Array.from(bytes), flags: 0 });

  it('are UTF-8 where they can be, and ASCII but one name', async () => {
    const { entries } = await openZip(
      buildTestArchive([
        { name: '請求書.pdf', flags: 0 },
        { ...A, flags: 0 },
      ]),
    );
    expect(entries.map(({ name, otherNames }) => [name, otherNames])).toEqual([
      ['請求書.pdf', []],
      ['a.txt', []],
    ]);
  });

  it('are CP932 where they can be, and may be others', async () => {
    const { entries } = await openZip(buildTestArchive([unmarked(0x90, 0xbf, 0x8b, 0x81, 0x8f, 0x91)]));
    expect(entries[0]?.name).toBe('請求書');
    expect(entries[0]?.otherNames).toEqual(['É┐ïüÅæ', 'É┐őüĆĹ']);
  });

  it('are of old code pages else', async () => {
    const { entries } = await openZip(buildTestArchive([unmarked(0x81, 0x2e, 0x74)]));
    expect(entries[0]?.name).toBe('ü.t');
    const central = await openZip(buildTestArchive([unmarked(0x9f, 0xff)]));
    expect(central.entries[0]?.otherNames).toContain('č\u00a0');
  });
});

describe('archives with a wrong byte', () => {
  it('are read or refused, never anything else', async () => {
    const archive = buildTestArchive(
      [A, await deflated('zeros', ZEROS.subarray(0, 500)), { ...B, descriptor: {} }],
      { comment: 'mimetype=x' },
    );
    const anywhere = fc.nat(archive.length - 1);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anywhere, fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const changed = Uint8Array.from(archive);
          for (const [at, value] of changes) changed[at] = value;
          try {
            const opened = await openZip(changed);
            for (const entry of opened.entries) if (!entry.isDirectory) await readEntry(opened, entry);
          } catch (error) {
            expect(error).toBeInstanceOf(FormatsError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are refused when they are cut or put together', async () => {
    const archive = buildTestArchive([A, B]);
    await fc.assert(
      fc.asyncProperty(fc.nat(archive.length), fc.nat(archive.length), async (from, to) => {
        const parts = concatBytes([archive.subarray(0, from), archive.subarray(to)]);
        if (parts.length === archive.length && from === to) return;
        const error: unknown = await openZip(parts).catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(FormatsError);
      }),
      { numRuns: 200 },
    );
  });
});
