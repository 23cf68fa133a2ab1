/** Where examples write: `example-output` in the current directory, or the directory named as first argument. */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The directory, made when it is not there. */
export async function outputDirectory(): Promise<string> {
  const directory = resolve(process.argv[2] ?? 'example-output');
  await mkdir(directory, { recursive: true });
  return directory;
}
