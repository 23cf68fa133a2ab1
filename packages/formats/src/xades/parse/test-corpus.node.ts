/**
 * The corpus of XML signatures of others, for tests.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type AdesLevel, utf8 } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus/xades');
/** Whether it is there. */
export const present: boolean = existsSync(CORPUS);
if (!present) console.warn('../shared/corpus/xades is missing: XML signatures of others are not tested');

/** A file with what its source says of it. */
export interface Case {
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
  readonly expect: Readonly<Record<string, unknown>> & {
    readonly parse?: 'refused';
    readonly augmentTo?: AdesLevel;
    readonly augmentation?: 'refused' | 'accepted';
    readonly perTimestamp?: readonly Readonly<Record<string, unknown>>[];
    readonly perSignature?: readonly Readonly<Record<string, unknown>>[];
  };
}

/** All of them; none where it is missing. */
export const cases: readonly Case[] = present
  ? JSON.parse(readFileSync(join(CORPUS, 'manifest.json'), 'utf8')).cases
  : [];

/** A file of the corpus. */
export const read = (file: string): Uint8Array => new Uint8Array(readFileSync(join(CORPUS, file)));

/** What stands beside the file of a case. */
export function contentsOf(one: Case): readonly DetachedContent[] {
  const generated = one.config?.detachedGenerated;
  return [
    ...(one.detached ?? []).map((file, at) => {
      const name = one.detachedNames === undefined ? basename(file) : one.detachedNames[at];
      return { source: read(file), ...(typeof name === 'string' && { name }) };
    }),
    ...(one.detachedDigests ?? []).map(({ alg, valueBase64 }) => ({
      source: { algorithm: alg, digest: new Uint8Array(Buffer.from(valueBase64, 'base64')) },
    })),
    ...Array.from({ length: generated?.count ?? 0 }, (_, at) => {
      const spell = (text = ''): string => text.replace('{i}', String(at + (generated?.firstIndex ?? 0)));
      return { name: spell(generated?.name), source: utf8(spell(generated?.content)) };
    }),
  ];
}
