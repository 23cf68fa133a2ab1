/**
 * A folder that keeps bytes by texts, each whole or as it was before.
 *
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory, writeDurably } from './durable-file.ts';

/** Keeps bytes by texts. */
export interface FolderCache {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
}

/**
 * A cache of files, whose names are digests of the keys. Several processes may use one folder: each file is one that some
 * of them wrote. Its methods throw the platform's errors.
 */
export function createFolderCache(folder: string): FolderCache {
  const nameOf = (key: string): string => createHash('sha256').update(key).digest('hex');
  return {
    async get(key) {
      try {
        return Uint8Array.from(await readFile(join(folder, nameOf(key))));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async put(key, bytes) {
      const name = nameOf(key);
      const unfinished = join(folder, `.${name}.${randomBytes(6).toString('hex')}.part`);
      await mkdir(folder, { recursive: true });
      try {
        await writeDurably(unfinished, { parts: [bytes] });
        await rename(unfinished, join(folder, name));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      await syncDirectory(folder);
    },
  };
}
