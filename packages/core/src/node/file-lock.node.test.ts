import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFile } from './file-lock.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'eseal-lock-'));
  path = join(folder, 'journal.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const inUse = { code: 'JOURNAL_IN_USE', message: expect.stringContaining('journal.lock') };
const holder = (fields: object) =>
  JSON.stringify({ pid: process.pid, host: hostname(), started: performance.timeOrigin, ...fields });

describe('a lock', () => {
  it('is held by one at a time, and leaves nothing behind', async () => {
    const first = await lockFile(path);
    await expect(lockFile(path)).rejects.toMatchObject(inUse);
    await first.release();
    await (await lockFile(path)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says who holds it', async () => {
    await lockFile(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
  });

  it('is refused while another process that runs holds it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 60000)']);
    await once(child, 'spawn');
    writeFileSync(path, holder({ pid: child.pid }));
    await expect(lockFile(path)).rejects.toMatchObject(inUse);
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    await (await lockFile(path)).release();
  });

  it('is taken over from a process that ended, also when its number is ours now', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const dead of [{ pid }, { started: performance.timeOrigin - 3_600_000 }]) {
      writeFileSync(path, holder(dead));
      const lock = await lockFile(path);
      await expect(lockFile(path)).rejects.toMatchObject(inUse);
      await lock.release();
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is one for all who take it over at once', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(path, holder({ pid }));
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFile(path)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['another machine', holder({ host: 'elsewhere.example' })],
    ['nobody knows whom', 'no holder'],
    ['half a holder', '{"pid":1}'],
  ])('of %s is never taken over', async (_, text) => {
    writeFileSync(path, text);
    await expect(lockFile(path)).rejects.toMatchObject(inUse);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('that another took over is left to him', async () => {
    const lock = await lockFile(path);
    writeFileSync(path, holder({ host: 'elsewhere.example' }));
    await lock.release();
    expect(readdirSync(folder)).toEqual(['journal.lock']);
  });

  it('that cannot be made says so', async () => {
    await expect(lockFile(join(folder, 'none', 'journal.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
