import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assertInput, listFiles, openInput, readSmallFile } from './files.ts';
import { openBench } from './test-bench.ts';

describe('files that are read', () => {
  it('are given whole, or opened at any place', async () => {
    using bench = openBench();
    const path = bench.write('a.txt', 'abcdef');
    expect(new TextDecoder().decode(await readSmallFile(path))).toBe('abcdef');
    await using document = await openInput(path);
    expect(new TextDecoder().decode(await document.read(2, 4))).toBe('cd');
  });

  it('are reported as absent', async () => {
    using bench = openBench();
    const absent = bench.path('absent');
    const inside = `${bench.write('file', '')}/inside`;
    for (const path of [absent, inside]) {
      const error = { code: 'INPUT_NOT_FOUND', message: `${path} does not exist` };
      await expect(readSmallFile(path)).rejects.toMatchObject(error);
      await expect(openInput(path)).rejects.toMatchObject(error);
      await expect(assertInput(path)).rejects.toMatchObject(error);
      await expect(listFiles(path)).rejects.toMatchObject(error);
    }
  });

  it('are no directories and no devices', async () => {
    using bench = openBench();
    for (const path of [bench.path(''), '/dev/null']) {
      await expect(openInput(path)).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
    }
    await expect(readSmallFile(bench.path(''))).rejects.toMatchObject({
      code: 'INPUT_UNUSABLE',
      message: expect.stringContaining('EISDIR'),
    });
  });

  it('are all files of a directory in order, without what lies deeper', async () => {
    using bench = openBench();
    const files = [bench.write('a.pem', ''), bench.write('b.pem', '')];
    mkdirSync(bench.path('deeper'));
    expect(await listFiles(bench.path(''))).toEqual(files);
    expect(await listFiles(files[1] ?? '')).toEqual([files[1]]);
  });
});
