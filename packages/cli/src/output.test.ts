import { createHash } from 'node:crypto';
import { chmodSync, statSync, symlinkSync } from 'node:fs';
import { CoreError, createSealedDocument, utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { openInput } from './files.ts';
import { assertOutputs, makeDirectory, sha256OfFile, writeSealed } from './output.ts';
import { openBench } from './test-bench.ts';

const sealed = (...parts: string[]) => createSealedDocument('text/plain', parts.map(utf8));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('writeSealed', () => {
  it('writes the parts in order and leaves nothing beside them', async () => {
    using bench = openBench();
    const input = bench.write('input', 'received');
    chmodSync(input, 0o400);
    await using document = await openInput(input);
    await writeSealed(bench.path('out'), createSealedDocument('text/plain', [document, utf8(' + seal')]));
    expect(text(bench.read('out'))).toBe('received + seal');
    expect(bench.list()).toEqual(['input', 'out']);
    // The permissions of a new file, not those of the input.
    expect(statSync(bench.path('out')).mode & 0o200).toBe(0o200);
  });

  it('replaces a file as a whole, and the file that a link leads to', async () => {
    using bench = openBench();
    bench.write('out', 'older and longer');
    symlinkSync(bench.path('out'), bench.path('link'));
    await writeSealed(bench.path('link'), sealed('new'));
    expect(text(bench.read('out'))).toBe('new');
    expect(bench.list()).toEqual(['link', 'out']);
  });

  it('leaves what was there when a part cannot be read, and says that instead', async () => {
    using bench = openBench();
    bench.write('out', 'older');
    const broken = {
      size: 3,
      read: () => Promise.reject(new CoreError('DOCUMENT_CHANGED', 'became shorter')),
    };
    const document = createSealedDocument('text/plain', [utf8('begun'), broken]);
    await expect(writeSealed(bench.path('out'), document)).rejects.toMatchObject({
      code: 'DOCUMENT_CHANGED',
    });
    expect(text(bench.read('out'))).toBe('older');
    expect(bench.list()).toEqual(['out']);
  });

  it('is refused for directories and devices', async () => {
    using bench = openBench();
    const usage = { code: 'USAGE', message: expect.stringContaining('is not a file') };
    await expect(writeSealed(bench.path(''), sealed('x'))).rejects.toMatchObject(usage);
    await expect(writeSealed('/dev/null', sealed('x'))).rejects.toMatchObject(usage);
    expect(bench.list()).toEqual([]);
  });

  it('fails where nothing can be written', async () => {
    await expect(writeSealed('/proc/eseal', sealed('x'))).rejects.toMatchObject({
      code: 'OUTPUT_FAILED',
      message: expect.stringMatching(/^\/proc\/eseal cannot be written \(E[A-Z]+\)$/),
    });
  });
});

describe('assertOutputs', () => {
  it('accepts new files and files that are there', async () => {
    using bench = openBench();
    const input = bench.write('a', '');
    await assertOutputs([
      { input, output: bench.path('new') },
      { input, output: bench.write('there', '') },
    ]);
    expect(bench.list()).toEqual(['a', 'there']);
  });

  it('refuses to replace an input, by whatever name', async () => {
    using bench = openBench();
    const input = bench.write('a', '');
    const other = bench.write('b', '');
    symlinkSync(input, bench.path('link'));
    for (const output of [input, bench.path('link'), `${bench.path('')}/./a`])
      await expect(
        assertOutputs([
          { input: other, output: bench.path('c') },
          { input, output },
        ]),
      ).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('is an input') });
  });

  it('refuses two outputs of one name', async () => {
    using bench = openBench();
    const output = bench.path('out');
    const files = [
      { input: bench.write('a', ''), output },
      { input: bench.write('b', ''), output },
    ];
    await expect(assertOutputs(files)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses outputs that are no files, and directories that are not there', async () => {
    using bench = openBench();
    const input = bench.write('a', '');
    for (const output of [bench.path(''), '/dev/null', bench.path('absent/out'), `${input}/out`])
      await expect(assertOutputs([{ input, output }])).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('makeDirectory', () => {
  it('makes a directory, and accepts one that is there', async () => {
    using bench = openBench();
    await makeDirectory(bench.path('a'));
    await makeDirectory(bench.path('a'));
    expect(bench.list()).toEqual(['a']);
    expect(statSync(bench.path('a')).isDirectory()).toBe(true);
  });

  it('is refused where there is a file, or nothing to make it in', async () => {
    using bench = openBench();
    const file = bench.write('file', '');
    for (const path of [file, `${file}/below`, bench.path('absent/below'), '/proc/eseal'])
      await expect(makeDirectory(path)).rejects.toMatchObject({ code: 'USAGE' });
    expect(bench.list()).toEqual(['file']);
  });
});

describe('sha256OfFile', () => {
  it('is the digest in lower-case digits', async () => {
    using bench = openBench();
    const expected = createHash('sha256').update('abc').digest('hex');
    expect(await sha256OfFile(bench.write('a', 'abc'))).toBe(expected);
  });
});
