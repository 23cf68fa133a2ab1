import { describe, expect, it } from 'vitest';
import { openByteSource } from './byte-source.ts';
import { parseObject } from './parser.ts';
import { latin1 } from './test-documents.ts';

/** A file that counts what is read of it. */
function countingFile(bytes: Uint8Array) {
  const file = {
    size: bytes.length,
    bytesRead: 0,
    read: async (start: number, end: number) => {
      file.bytesRead += end - start;
      return bytes.slice(start, end);
    },
  };
  return file;
}

const array = (length: number) => `[${'7 '.repeat(length)}]`;

describe('a document on disk', () => {
  it('is read in windows that grow until an object lies within them', async () => {
    const file = countingFile(latin1(`${array(40_000)}${' '.repeat(1_000_000)}`));
    const source = await openByteSource(file);
    const parsed = await source.scan(0, parseObject);
    expect(parsed.kind === 'array' && parsed.items.length).toBe(40_000);
    expect(file.bytesRead).toBeLessThan(400_000);
  });

  it('is not read further for what is wrong at the beginning', async () => {
    const file = countingFile(latin1(`)${' '.repeat(1_000_000)}`));
    const source = await openByteSource(file);
    await expect((async () => source.scan(0, parseObject))()).rejects.toMatchObject({ code: 'PDF_SYNTAX' });
    expect(file.bytesRead).toBeLessThan(5000);
  });

  it.each([4090, 4094, 4095, 4096, 4097])(
    'has no token cut in two at the end of a window: %s',
    async (before) => {
      const source = await openByteSource(
        countingFile(latin1(`[${' '.repeat(before - 1)}12345 0 R]${' '.repeat(9000)}`)),
      );
      expect(await source.scan(0, parseObject)).toMatchObject({ items: [{ kind: 'reference', id: 12_345 }] });
    },
  );

  it('ends where it ends', async () => {
    const source = await openByteSource(countingFile(latin1('[1 2')));
    await expect((async () => source.scan(0, parseObject))()).rejects.toMatchObject({ code: 'PDF_SYNTAX' });
    await expect((async () => source.scan(100, parseObject))()).rejects.toMatchObject({ code: 'PDF_SYNTAX' });
  });
});

describe('a document in memory', () => {
  it('is looked at where it is, at once', async () => {
    const bytes = latin1('(abc) (def)');
    const source = await openByteSource(bytes);
    expect(source.document).toBe(bytes);
    expect(source.read(1, 4)).toBeInstanceOf(Uint8Array);
    expect(source.scan(6, parseObject)).toMatchObject({ kind: 'string', bytes: latin1('def') });
  });
});
