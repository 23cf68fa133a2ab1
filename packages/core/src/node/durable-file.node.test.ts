import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../util/bytes.ts';
import { syncDirectory, writeDurably } from './durable-file.ts';

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eseal-durable-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeDurably', () => {
  it('writes the parts one after the other, in place of what was there, and gives their digest', async () => {
    const path = join(folder, 'file');
    await writeDurably(path, { parts: [utf8('longer than what follows')] });
    const digest = await writeDurably(path, { parts: [utf8('a'), new Blob(['b']), utf8('c')] });
    expect([digest, readFileSync(path, 'utf8')]).toEqual([ABC, 'abc']);
  });

  it('makes no folder that is not there', async () => {
    const absent = join(folder, 'absent', 'file');
    await expect(writeDurably(absent, { parts: [] })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('syncDirectory', () => {
  it.skipIf(process.platform === 'win32')(
    'takes a directory (Windows opens none), and nothing that is not there',
    async () => {
      expect(await syncDirectory(folder)).toBeUndefined();
      await expect(syncDirectory(join(folder, 'absent'))).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );
});
