/**
 * Sealed files: each is whole or absent, and never takes the place of what was sealed.
 *
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isEsealError, readChunks, type SealedDocument } from '@eseal/core';
import { CliError } from './errors.ts';
import { systemCode } from './files.ts';

/** A document and where its sealed form goes. */
export interface InputAndOutput {
  readonly input: string;
  readonly output: string;
}

/** Makes a directory for outputs, unless it is there. */
export async function makeDirectory(path: string): Promise<void> {
  try {
    if (!(await isDirectory(path))) await mkdir(path);
  } catch (cause) {
    const misplaced = ['EEXIST', 'ENOENT', 'ENOTDIR'].includes(systemCode(cause));
    if (misplaced) throw new CliError('USAGE', `${path} cannot be made a directory`, { cause });
    throw outputError(path, cause);
  }
}

async function isDirectory(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

/**
 * Refuses outputs that cannot be written, before a key is used or a timestamp asked for.
 *
 * @throws CliError `USAGE` for outputs that are no files, are one another or an input; `OUTPUT_FAILED` for directories
 * that cannot be written
 * @param others - further files that are read
 */
export async function assertOutputs(
  files: readonly InputAndOutput[],
  others: readonly string[] = [],
): Promise<void> {
  const inputs = [...files.map(({ input }) => input), ...others];
  const taken = new Set(await Promise.all(inputs.map((input) => realpath(input))));
  for (const { output } of files) {
    const target = await resolveOutput(output);
    if (taken.has(target))
      throw new CliError('USAGE', `${output} is an input, or the output of another input`);
    taken.add(target);
    try {
      await access(dirname(target), constants.W_OK | constants.X_OK);
    } catch (cause) {
      throw outputError(output, cause);
    }
  }
}

/** Where an output is, links followed. */
async function resolveOutput(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    const directory = dirname(path);
    if (!(await isDirectory(directory))) throw new CliError('USAGE', `${directory} is no directory`);
    return join(await realpath(directory), basename(path));
  }
  if (!found.isFile()) throw new CliError('USAGE', `${path} is not a file`);
  return realpath(path);
}

/**
 * Writes a sealed document beside its place, then renames it there.
 *
 * @throws CliError `OUTPUT_FAILED`; nothing is left of it then
 */
export async function writeSealed(path: string, sealed: SealedDocument): Promise<void> {
  const target = await resolveOutput(path);
  const unfinished = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await writeParts(unfinished, sealed);
    await rename(unfinished, target);
  } catch (cause) {
    await rm(unfinished, { force: true });
    // The parts are read while they are written: what the input lacks is not the output's fault.
    throw isEsealError(cause) ? cause : outputError(path, cause);
  }
}

async function writeParts(path: string, { parts }: SealedDocument): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for (const part of parts) {
      for await (const chunk of readChunks(part)) await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

function outputError(path: string, cause: unknown): CliError {
  return new CliError('OUTPUT_FAILED', `${path} cannot be written (${systemCode(cause)})`, { cause });
}

/** SHA-256 of a file in lower-case hexadecimal digits. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
