import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Bench, openBench } from '../../test-bench.ts';
import { readList } from './read-list.ts';

const list = (bench: Bench, path: string) => readList(path, bench.path('out'));

/** A folder with `a.pdf` and `sub/b.xml`, and a file beside it. */
function folderOfTwo(bench: Bench): void {
  mkdirSync(bench.path('in/sub'), { recursive: true });
  bench.write('in/a.pdf', 'a');
  bench.write('in/sub/b.xml', 'b');
  bench.write('secret.pdf', 'secret');
}

describe('a folder as a list', () => {
  it('names its files by their paths in one Unicode form, in order', async () => {
    using bench = openBench();
    folderOfTwo(bench);
    bench.write('in/.hidden', '');
    bench.write(`in/${'が'.normalize('NFD')}.pdf`, '');
    symlinkSync(bench.path('secret.pdf'), bench.path('in/link.pdf'));
    expect(await list(bench, bench.path('in'))).toMatchObject([
      { id: 'a.pdf', place: 'a.pdf', name: 'a.pdf', mediaType: 'application/pdf' },
      { id: 'sub/b.xml', place: 'sub/b.xml', name: 'b.xml', mediaType: 'application/xml' },
      { id: 'が.pdf'.normalize('NFC'), place: 'が.pdf'.normalize('NFD') },
    ]);
  });

  it('refuses two files whose names differ in their Unicode form only', async () => {
    using bench = openBench();
    mkdirSync(bench.path('in'));
    for (const form of ['NFC', 'NFD']) bench.write(`in/${'が'.normalize(form)}.pdf`, '');
    await expect(list(bench, bench.path('in'))).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
  });
});

describe('a list in a file', () => {
  const rows = [
    { id: 'INV-1', path: 'in/a.pdf' },
    {
      id: 'INV-2',
      path: './in/sub/b.xml',
      name: '請求書, "2".xml',
      mediaType: 'text/xml',
      digest: 'A'.repeat(64),
    },
  ];
  const csv = `id,path,name,mediaType,digest\r\nINV-1,in/a.pdf,,,\r\n\r\nINV-2,./in/sub/b.xml,"請求書, ""2"".xml",text/xml,${'A'.repeat(64)}\r\n`;

  it.each([
    ['list.csv', csv],
    ['list.csv', `\ufeff${csv}`],
    ['list.json', JSON.stringify(rows)],
    ['list.json', JSON.stringify({ documents: rows })],
  ])('is read from %s: %#', async (name, text) => {
    using bench = openBench();
    folderOfTwo(bench);
    expect(await list(bench, bench.write(name, text))).toEqual([
      {
        id: 'INV-1',
        path: bench.path('in/a.pdf'),
        place: 'in/a.pdf',
        name: 'a.pdf',
        mediaType: 'application/pdf',
      },
      {
        id: 'INV-2',
        path: bench.path('in/sub/b.xml'),
        place: 'in/sub/b.xml',
        name: '請求書, "2".xml',
        mediaType: 'text/xml',
        digest: 'a'.repeat(64),
      },
    ]);
  });

  it('takes links that stay inside, and nothing that leads out', async () => {
    using bench = openBench();
    folderOfTwo(bench);
    mkdirSync(bench.path('lists'));
    bench.write('lists/a.pdf', 'a');
    symlinkSync(bench.path('lists/a.pdf'), bench.path('lists/inside.pdf'));
    symlinkSync(bench.path('secret.pdf'), bench.path('lists/outside.pdf'));
    symlinkSync(bench.path('in'), bench.path('lists/folder'));
    const read = (path: string) =>
      list(bench, bench.write('lists/list.json', JSON.stringify([{ id: 'a', path }])));
    expect(await read('inside.pdf')).toHaveLength(1);
    const outside = [
      'outside.pdf',
      'folder/a.pdf',
      '../secret.pdf',
      bench.path('secret.pdf'),
      'a/../../secret.pdf',
      '..\\secret.pdf',
      '.',
      'folder',
    ];
    for (const path of outside)
      await expect(read(path), path).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
    await expect(read('absent.pdf')).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
  });

  it.each([
    ['list.csv', 'id,name\na,b'],
    ['list.csv', 'id,path,colour\na,in/a.pdf,red'],
    ['list.csv', 'id,path,path\na,in/a.pdf,in/a.pdf'],
    ['list.csv', 'id,path\na,in/a.pdf,more'],
    ['list.csv', 'id,path\n,in/a.pdf'],
    ['list.csv', 'id,path\na,in/a.pdf\na,in/sub/b.xml'],
    ['list.csv', 'id,path\n"a,in/a.pdf'],
    ['list.csv', `id,path\n${'a'.repeat(2 ** 17)},in/a.pdf`],
    ['list.json', '{'],
    ['list.json', '{"files":[]}'],
    ['list.json', '[1]'],
    ['list.json', '[{"id":"a"}]'],
    ['list.json', '[{"id":1,"path":"in/a.pdf"}]'],
    ['list.json', '[{"id":"a","path":"in/a.pdf","out":"x"}]'],
  ])('is refused when it is unsound: %s %#', async (name, text) => {
    using bench = openBench();
    folderOfTwo(bench);
    await expect(list(bench, bench.write(name, text))).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
  });

  it('is UTF-8 and nothing else', async () => {
    using bench = openBench();
    folderOfTwo(bench);
    // 請求書 in Shift_JIS.
    const name = Uint8Array.of(0x90, 0xbf, 0x8b, 0x81, 0x8f, 0x91);
    const path = bench.write(
      'list.csv',
      Uint8Array.from([...new TextEncoder().encode('id,path\n'), ...name]),
    );
    await expect(list(bench, path)).rejects.toMatchObject({
      code: 'INPUT_UNUSABLE',
      message: expect.stringContaining('UTF-8'),
    });
  });
});
