/**
 * A folder that a batch puts its documents into, each whole or absent.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { OutputStore } from '../batch/journal.ts';
import { CoreError } from '../errors.ts';
import { syncDirectory, writeDurably } from './durable-file.ts';
import { createGroupCommit } from './group-commit.ts';

/** Options of {@link createFolderStore}. */
export interface FolderStoreOptions {
  /** Path below the folder for an id, with `/` between its parts. Default the id itself. */
  readonly pathOf?: (id: string) => string;
}

/**
 * A store of files: the id of a document is its path below the folder. What is staged stands beside it, as `.NAME.staged`.
 * The folder may be the one that the documents are read from: each raised one then takes the place of the one received.
 *
 * Its methods throw CoreError `INVALID_ARGUMENT` for an id that leads out of the folder, or to the place of another that is being
 * put there; else the platform's errors.
 */
export function createFolderStore(
  folder: string,
  { pathOf = (id) => id }: FolderStoreOptions = {},
): OutputStore {
  const published = (id: string): string => join(folder, assertRelative(pathOf(id)));
  // By their paths: what is being staged, until it is published or staging failed.
  const under = new Map<string, string>();
  const claim = (path: string, id: string): void => {
    const other = under.get(path) ?? id;
    if (other !== id)
      throw new CoreError('INVALID_ARGUMENT', `${other} and ${id} have one place in the folder`);
    under.set(path, id);
  };
  const staged = (id: string): string => join(dirname(published(id)), `.${basename(published(id))}.staged`);
  const directories = openDirectories();
  return {
    async look(id) {
      const [stagedDigest, publishedDigest] = await Promise.all([
        digestOf(staged(id)),
        digestOf(published(id)),
      ]);
      return {
        ...(stagedDigest !== undefined && { staged: stagedDigest }),
        ...(publishedDigest !== undefined && { published: publishedDigest }),
      };
    },
    async stage(id, document) {
      const path = staged(id);
      claim(path, id);
      try {
        await directories.make(dirname(path));
        const digest = await writeDurably(path, document);
        await directories.sync(dirname(path));
        return digest;
      } catch (error) {
        under.delete(path);
        throw error;
      }
    },
    async publish(id) {
      const path = staged(id);
      await rename(path, published(id));
      under.delete(path);
      await directories.sync(dirname(path));
    },
  };
}

/** Folders whose new names are made durable, once for all that wait for it. */
function openDirectories() {
  const commits = new Map<string, () => Promise<void>>();
  const sync = (path: string): Promise<void> => {
    const commit = commits.get(path) ?? createGroupCommit(() => syncDirectory(path));
    commits.set(path, commit);
    return commit();
  };
  return {
    sync,
    async make(path: string): Promise<void> {
      if (commits.has(path)) return;
      const first = await mkdir(path, { recursive: true });
      // Each new folder is a name in the one above it.
      for (let made = path; first !== undefined && made.length >= first.length; made = dirname(made))
        await sync(dirname(made));
    },
  };
}

function assertRelative(id: string): string {
  const isUnsafe = /[\\:\0]/.test(id) || id.split('/').some((part) => ['', '.', '..'].includes(part));
  if (isUnsafe) throw new CoreError('INVALID_ARGUMENT', `${id} is no path below a folder`);
  if (/(?:^|\/)\.[^/]*\.staged$/i.test(id))
    throw new CoreError('INVALID_ARGUMENT', `${id} has the name of what is staged for another`);
  return id;
}

/** SHA-256 of a file; `undefined` when it is not there. */
async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
