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
  const opened: FileDocument[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((file) => file.close()));
  };
  try {
    const contents: DetachedContent[] = contentDigest.map(parseContentDigest);
    for (const path of content) {
      const source = await openInput(path);
      opened.push(source);
      contents.push({ name: basename(path), source });
    }
    return { contents, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}
