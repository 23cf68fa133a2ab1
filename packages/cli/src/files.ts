/**
 * Files in and out: coded errors for what cannot be read, and never a partial output.
 *
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readChunks, type SealedDocument } from '@eseal/core';
import { type FileDocument, openFile } from '@eseal/core/node';
import { CliError } from './errors.ts';

/** The system's code of an error, such as `ENOENT`. */
function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function inputError(path: string, cause: unknown): CliError {
  const code = systemCode(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new CliError('INPUT_NOT_FOUND', `${path} does not exist`, { cause });
  return new CliError('INPUT_UNUSABLE', `${path} cannot be read (${code || 'unknown reason'})`, { cause });
}

/** The whole of a small file: keys, certificates, images, fonts. */
export async function readSmallFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw inputError(path, cause);
  }
}

/** Opens a document to be sealed or verified. */
export async function openInput(path: string): Promise<FileDocument> {
  try {
    if ((await stat(path)).isDirectory()) throw new CliError('INPUT_UNUSABLE', `${path} is a directory`);
    return await openFile(path);
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw inputError(path, cause);
  }
}

/** Every file of a directory, or the file itself. */
export async function listFiles(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).sort();
    return names.map((name) => join(path, name));
  } catch (cause) {
    throw inputError(path, cause);
  }
}

/** Writes a sealed document beside its place, then renames it there: the file is whole or absent. */
export async function writeSealed(path: string, sealed: SealedDocument, input: string): Promise<void> {
  await assertReplaceable(path);
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await writeParts(temporary, sealed, input);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new CliError(
      'OUTPUT_FAILED',
      `${path} cannot be written (${systemCode(cause) || 'unknown reason'})`,
      { cause },
    );
  }
}

/** Refuses to rename over anything but a file, such as a directory or a device. */
async function assertReplaceable(path: string): Promise<void> {
  const present = await stat(path).catch(() => undefined);
  if (present !== undefined && !present.isFile())
    throw new CliError('OUTPUT_FAILED', `${path} is not a file`);
}

/** The received file is copied by the system where the sealed one begins with it. */
async function writeParts(path: string, sealed: SealedDocument, input: string): Promise<void> {
  const [first, ...rest] = sealed.parts;
  const appends =
    first !== undefined && !(first instanceof Uint8Array) && first.size === (await stat(input)).size;
  if (appends) await copyFile(input, path);
  const file = await open(path, appends ? 'a' : 'wx');
  try {
    for (const part of appends ? rest : sealed.parts) {
      for await (const chunk of readChunks(part)) await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file in lower-case hexadecimal digits. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
