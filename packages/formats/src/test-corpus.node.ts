/**
 * The files of others that tests read, which stand beside the repository.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { utf8 } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';

/** Kinds of files that there are. */
export type CorpusName = 'asic' | 'cades' | 'pades' | 'pdf' | 'trusted-lists' | 'xades';

/** A file with what its source says of it. */
export interface CorpusCase<Expect extends object = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly file: string;
  readonly detached?: readonly string[];
  readonly detachedNames?: readonly (string | null)[];
  readonly detachedDigests?: readonly { readonly alg: DigestAlgorithm; readonly valueBase64: string }[];
  readonly config?: {
    readonly detachedGenerated?: {
      readonly count: number;
      readonly name: string;
      readonly content: string;
      readonly firstIndex: number;
    };
  };
  readonly expect: Expect;
}

/** One kind of files. */
export interface Corpus<Expect extends object> {
  /** Whether it is there. */
  readonly present: boolean;
  /** All cases; none where it is missing. */
  readonly cases: readonly CorpusCase<Expect>[];
  /** A file of a case. */
  read(file: string): Uint8Array;
  /** The case with an id. */
  find(id: string): CorpusCase<Expect>;
  /** What stands beside the file of a case. */
  contentsOf(one: CorpusCase<Expect>): readonly DetachedContent[];
}

const FOLDER = join(import.meta.dirname, '../../../../shared/corpus');

/**
 * Opens one kind of files; where it is missing a warning says what is not tested.
 *
 * @param untested - what is not tested without it
 */
export function openCorpus<Expect extends object>(name: CorpusName, untested: string): Corpus<Expect> {
  const folder = join(FOLDER, name);
  const present = existsSync(folder);
  if (!present) console.warn(`../shared/corpus/${name} is missing: ${untested}`);
  const read = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, file)));
  const cases: readonly CorpusCase<Expect>[] = present
    ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).cases
    : [];
  return {
    present,
    cases,
    read,
    find: (id) => {
      const found = cases.find((one) => one.id === id);
      if (found === undefined) throw new RangeError(`there is no case ${id}`);
      return found;
    },
    contentsOf: (one) => contentsOf(one, read),
  };
}

function contentsOf(
  { config, detached = [], detachedDigests = [], detachedNames }: CorpusCase<object>,
  read: (file: string) => Uint8Array,
): readonly DetachedContent[] {
  const generated = config?.detachedGenerated;
  return [
    ...detached.map((file, at) => {
      const name = detachedNames === undefined ? basename(file) : detachedNames[at];
      return { source: read(file), ...(typeof name === 'string' && { name }) };
    }),
    ...detachedDigests.map(({ alg, valueBase64 }) => ({
      source: { algorithm: alg, digest: new Uint8Array(Buffer.from(valueBase64, 'base64')) },
    })),
    ...Array.from({ length: generated?.count ?? 0 }, (_, at) => {
      const spell = (text = ''): string => text.replace('{i}', String(at + (generated?.firstIndex ?? 0)));
      return { name: spell(generated?.name), source: utf8(spell(generated?.content)) };
    }),
  ];
}
