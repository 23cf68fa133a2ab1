/**
 * Files that are read, with coded errors for what cannot be.
 *
 * @module
 */
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileDocument, openFile } from '@eseal/core/node';
import { CliError } from './errors.ts';

/** The system's code of an error, such as `ENOENT`. */
export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown reason';
}

function inputError(path: string, cause: unknown): CliError {
  const code = systemCode(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new CliError('INPUT_NOT_FOUND', `${path} does not exist`, { cause });
  return new CliError('INPUT_UNUSABLE', `${path} cannot be read (${code})`, { cause });
}

/** The whole of a small file: keys, certificates, images, fonts. */
export async function readSmallFile(path: string): Promise<Uint8Array> {
  try {
    const buffer = await readFile(path);
    // Not a Buffer, whose `slice` is not that of a Uint8Array.
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
  } catch (cause) {
    throw inputError(path, cause);
  }
}

/**
 * Opens a document to be sealed or verified.
 *
 * @throws CliError `INPUT_NOT_FOUND`, or `INPUT_UNUSABLE` for what is no file: its size must be known
 */
export async function openInput(path: string): Promise<FileDocument> {
  await assertInput(path);
  try {
    return await openFile(path);
  } catch (cause) {
    throw inputError(path, cause);
  }
}

/** Refuses what is not there or no file, so that nothing is begun in vain. */
export async function assertInput(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw inputError(path, cause);
  });
  if (!found.isFile()) throw new CliError('INPUT_UNUSABLE', `${path} is not a file`);
}

/** Every file of a directory, or the file itself. */
export async function listFiles(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(path, entry.name))
      .sort();
  } catch (cause) {
    throw inputError(path, cause);
  }
}

/** Every file of a directory and of those below it, hidden ones aside, or the file itself. */
export async function findFiles(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    const found: string[] = [];
    for (const { name } of entries.filter((entry) => isVisible(entry)).sort(byName))
      found.push(...(await findFiles(join(path, name))));
    return found;
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw inputError(path, cause);
  }
}

/** Links are not followed: they may lead back. */
function isVisible(entry: Dirent): boolean {
  return !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory());
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
