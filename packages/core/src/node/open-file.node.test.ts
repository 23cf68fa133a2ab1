import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestBytes, digestDocument } from '../crypto/digest.ts';
import { passChunks } from '../document/source.ts';
import { openFile } from './open-file.ts';

describe('a file as a document', () => {
  const content = new Uint8Array(3_000_000).map((_, at) => at * 17);
  let folder = '';
  let path = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'eseal-file-'));
    path = join(folder, '請求書.bin');
    writeFileSync(path, content);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read at any place', async () => {
    await using file = await openFile(path);
    expect(file.size).toBe(content.length);
    expect(await file.read(2_999_990, 3_000_000)).toEqual(content.subarray(2_999_990));
    expect(await file.read(5, 5)).toHaveLength(0);
    const pieces = await Promise.all([1, 2, 3].map((at) => file.read(at * 1000, at * 1000 + 10)));
    expect(pieces).toEqual([1, 2, 3].map((at) => content.subarray(at * 1000, at * 1000 + 10)));
  });

  it('is digested without being held in memory', async () => {
    await using file = await openFile(path);
    const { digest, size } = await digestDocument('SHA-256', file);
    expect([size, Buffer.compare(digest, await digestBytes('SHA-256', content))]).toEqual([
      content.length,
      0,
    ]);
  });

  it('is passed through one array', async () => {
    await using file = await openFile(path);
    const arrays = new Set<ArrayBufferLike>();
    let digested = 0;
    for await (const chunk of passChunks(file)) {
      expect(Buffer.compare(chunk, content.subarray(digested, digested + chunk.length))).toBe(0);
      arrays.add(chunk.buffer);
      digested += chunk.length;
    }
    expect([digested, arrays.size]).toEqual([content.length, 1]);
  });

  it('is not read beyond its end', async () => {
    await using file = await openFile(path);
    await expect(file.read(2_999_990, 3_000_001)).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
  });

  it('that becomes shorter while it is read is noticed', async () => {
    const other = join(folder, 'shrinking');
    writeFileSync(other, content);
    await using file = await openFile(other);
    truncateSync(other, 10);
    await expect(file.read(0, 100)).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
    await expect(digestDocument('SHA-256', file)).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
  });

  it('is closed by close, and by the end of its block', async () => {
    const file = await openFile(path);
    await file.close();
    await expect(file.read(0, 1)).rejects.toThrow();
  });

  it('that does not exist is the platform’s error', async () => {
    await expect(openFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
