/**
 * Documents that stand beside their seals, as `--content` and `--content-digest` name them.
 *
 * @module
 */
import { basename } from 'node:path';
import type { DetachedContent } from '@eseal/core/container';
import type { FileDocument } from '@eseal/core/node';
import type { Command } from 'commander';
import { parseContentDigest } from './content-digest.ts';
import { openInput } from './files.ts';

/** Options that name documents. */
export interface ContentOptions {
  readonly content?: readonly string[];
  readonly contentDigest?: readonly string[];
}

/** Adds the options to a command. */
export function addContentOptions(command: Command): Command {
  return command
    .option('--content <file...>', 'documents that detached seals belong to, found by their file names')
    .option('--content-digest <digest...>', 'ALGORITHM:HEX of such a document, or NAME=ALGORITHM:HEX');
}

/** Documents beside seals, open until they are disposed of. */
export interface OpenContents extends AsyncDisposable {
  readonly contents: readonly DetachedContent[];
}

/** Opens the documents. */
export async function openContents({
  content = [],
  contentDigest = [],
}: ContentOptions): Promise<OpenContents> {
  const digests = contentDigest.map(parseContentDigest);
  const { files, [Symbol.asyncDispose]: close } = await openFiles(content);
  const documents = files.map(({ path, file }) => ({ name: basename(path), source: file }));
  return { contents: [...digests, ...documents], [Symbol.asyncDispose]: close };
}

/** Files, open until they are disposed of. */
export interface OpenFiles extends AsyncDisposable {
  readonly files: readonly { readonly path: string; readonly file: FileDocument }[];
}

/** Opens all files or none. */
export async function openFiles(paths: readonly string[]): Promise<OpenFiles> {
  const files: { readonly path: string; readonly file: FileDocument }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(files.map(({ file }) => file.close()));
  };
  try {
    for (const path of paths) files.push({ path, file: await openInput(path) });
    return { files, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
