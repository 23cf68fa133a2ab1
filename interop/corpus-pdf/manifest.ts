/**
 * The PDFs of `../shared/corpus/pdf` and what their sources assert about sealing them.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findJudge } from '../find-judge.ts';
import { type JsonObject, objectIn, objectsIn, parseJsonObject, textIn } from '../judges/json.ts';

/** A PDF of the corpus. */
export interface CorpusPdf {
  /** Such as `pdf/doc`. */
  readonly id: string;
  readonly why: string;
  readonly path: string;
  /** What the source asserts, by operation. */
  readonly expect: JsonObject;
  readonly passwords: { readonly user?: string | undefined; readonly owner?: string | undefined };
  /** Names of empty signature fields, as a script read them. */
  readonly emptyFields: readonly string[];
}

/** All PDFs; none where the corpus is not beside the checkout. */
export function readCorpus(): readonly CorpusPdf[] {
  const corpus = findJudge('corpus');
  if (corpus === undefined) return [];
  const folder = join(corpus, 'pdf');
  const manifest = parseJsonObject(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return objectsIn(manifest, 'cases').map((entry) => readCase(entry, folder));
}

function readCase(entry: JsonObject, folder: string): CorpusPdf {
  const [id, why, file] = [textIn(entry, 'id'), textIn(entry, 'why'), textIn(entry, 'file')];
  if (id === undefined || why === undefined || file === undefined)
    throw new TypeError('a case without name or file');
  const passwords = objectIn(entry, 'passwords');
  const fields = objectIn(entry, 'computed').emptySignatureFields;
  return {
    id,
    why,
    path: join(folder, file),
    expect: objectIn(entry, 'expect'),
    passwords: { user: textIn(passwords, 'user'), owner: textIn(passwords, 'owner') },
    emptyFields: Array.isArray(fields) ? fields.filter((name) => typeof name === 'string') : [],
  };
}
