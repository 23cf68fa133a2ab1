/**
 * Files of others that inputs are made from. Without them fuzzing goes on with what the SDK makes itself.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CORPUS = join(import.meta.dirname, '../../shared/corpus');

/** Longest file that is taken: a change in a longer one rarely hits anything. */
const MAX_LENGTH = 60_000;

/** Whether the corpus is there. */
const corpusPresent: boolean = existsSync(CORPUS);

if (!corpusPresent) console.warn('../shared/corpus is missing: only what the SDK makes itself is fuzzed');

/** Files of a folder of the corpus, those below it too, whose paths match; in the order of their names. */
export function corpusFiles(folder: string, pattern: RegExp): readonly Uint8Array[] {
  const directory = join(CORPUS, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= MAX_LENGTH)
    .map((path) => new Uint8Array(readFileSync(path)));
}
