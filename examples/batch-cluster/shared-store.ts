/**
 * A folder that many processes publish into, and the first one wins: what is published is never replaced. A lock could not promise
 * that: its holder may pause, lose it and go on. A name in a file system can only be made once (link of POSIX.1, which object
 * stores have as conditional writes), whoever is alive, awake or connected.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SealedDocument } from '@eseal/core';

/** What is written whole, where nobody takes it for finished. */
export interface StagedFile {
  readonly name: string;
  readonly path: string;
  /** SHA-256 in hexadecimal digits. */
  readonly digest: string;
}

/** A shared folder. Each step is durable before it resolves. */
export interface SharedStore {
  /** SHA-256 of what is published under a name. */
  find(name: string): Promise<string | undefined>;
  /** Writes a document under a name that no other process, and no other attempt, uses. */
  stage(name: string, document: SealedDocument): Promise<StagedFile>;
  /** Publishes what is staged, unless something is published under its name already; what is staged is gone either way. */
  publish(staged: StagedFile): Promise<'published' | 'late'>;
}

/** Opens a folder on a file system that has links: a local one, or NFS. */
export function openSharedStore(folder: string): SharedStore {
  // Directories whose own names are known to be on the disk: whoever made them may have died before that.
  const durable = new Set<string>();
  return {
    find: (name) => digestOf(join(folder, name)),
    async stage(name, document) {
      const path = join(folder, `${name}.${randomUUID()}.staged`);
      await mkdir(dirname(path), { recursive: true });
      return { name, path, digest: await write(path, document) };
    },
    async publish({ name, path }) {
      const target = join(folder, name);
      const isFirst = await linkOnce(path, target);
      await syncDirectory(dirname(target));
      if (!durable.has(dirname(target))) await syncDirectory(dirname(dirname(target)));
      durable.add(dirname(target));
      await rm(path);
      return isFirst ? 'published' : 'late';
    },
  };
}

async function write(path: string, document: SealedDocument): Promise<string> {
  const bytes = await document.toBytes();
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return createHash('sha256').update(bytes).digest('hex');
}

async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Makes the names in a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}

async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
