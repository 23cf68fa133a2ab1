import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../util/bytes.ts';
import { createFolderCache } from './folder-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eseal-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('createFolderCache', () => {
  it('keeps bytes by any text, in a folder that it makes', async () => {
    const inside = join(folder, 'made', 'later');
    const cache = createFolderCache(inside);
    expect(await cache.get('https://list.example/jp.xml')).toBeUndefined();
    const keys = ['https://list.example/jp.xml', '../../escape', '日本', '', '\0', 'x'.repeat(10_000)];
    for (const key of keys) await cache.put(key, utf8(`value of ${key}`));
    for (const key of keys) expect(await cache.get(key)).toEqual(utf8(`value of ${key}`));
    expect(readdirSync(inside).filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
  });

  it('replaces what was there, for others who use the folder too', async () => {
    const [one, other] = [createFolderCache(folder), createFolderCache(folder)];
    await one.put('key', utf8('first'));
    await other.put('key', utf8('second'));
    expect(await one.get('key')).toEqual(utf8('second'));
    const values = Array.from({ length: 8 }, (_, at) => utf8(`${at}`.repeat(100_000)));
    await Promise.all(values.map((value, at) => (at % 2 === 0 ? one : other).put('key', value)));
    expect(values).toContainEqual(await one.get('key'));
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('leaves nothing behind when it cannot write, and what was there as it was', async () => {
    const cache = createFolderCache(folder);
    await cache.put('key', utf8('first'));
    const [name = ''] = readdirSync(folder);
    rmSync(join(folder, name));
    // A directory cannot be replaced by a file.
    mkdirSync(join(folder, name));
    await expect(cache.put('key', utf8('second'))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([name]);
    await expect(cache.get('key')).rejects.toThrow(/EISDIR/);
  });
});
