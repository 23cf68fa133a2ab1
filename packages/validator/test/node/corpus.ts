/**
 * Public test data of others beside the repository, and what is known to differ from it.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the folders of public test data are. */
export const CORPORA: string = join(import.meta.dirname, '../../../../../shared/corpus');

/** One folder of the corpus. */
export interface Corpus<Case> {
  readonly present: boolean;
  readonly cases: readonly Case[];
  /** Where a file of it is. */
  path(file: string): string;
  read(file: string): Uint8Array;
}

/** A folder of the corpus; one that is missing is said so loudly. */
export function openCorpus<Case>(name: string): Corpus<Case> {
  const folder = join(CORPORA, name);
  const present = existsSync(folder);
  if (!present) console.warn(`../shared/corpus/${name} is missing: the validator is not held against it`);
  return {
    present,
    cases: present ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).cases : [],
    path: (file) => join(folder, file),
    read: (file) => new Uint8Array(readFileSync(join(folder, file))),
  };
}

/** The list of exceptions of this name. */
export function readExceptions<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'vectors', `${name}.json`), 'utf8'));
}
