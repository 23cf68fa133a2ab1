/**
 * What the manifest asserts of a PDF beside the outcome of attempts: facts of the file, and of the update that seals it.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { readSignatureFields } from '@eseal/formats/pades';
import { expect } from 'vitest';
import { isJsonObject, type JsonObject } from '../judges/json.ts';
import type { Attempt } from './attempts.ts';
import type { CorpusPdf } from './manifest.ts';
import type { Result } from './perform.ts';

/** An attempt and what it came to. */
export interface Tried {
  readonly attempt: Attempt;
  readonly result: Result;
}

type Check = (value: unknown, pdf: CorpusPdf, tried: readonly Tried[]) => void | Promise<void>;

/** Checks of assertions, by the key of the manifest; those under `afterSigning` with its name before them. */
export const CHECKS: Readonly<Record<string, Check>> = {
  emptySignatureFieldsCount: async (count, pdf) => expect((await emptyFields(pdf)).length).toBe(count),
  emptySignatureFields: async (names, pdf) => expect(await emptyFields(pdf)).toEqual(names),
  // Whatever the source calls it, the code is the one for what a document forbids.
  refusalReason: (_, __, tried) =>
    expect(tried.flatMap(({ result }) => (result.kind === 'refused' ? [result.code] : []))).toContain(
      'PDF_CHANGE_FORBIDDEN',
    ),
  startxrefAddedPerStep: (count, pdf, tried) => {
    const updates = updatesOf(pdf, tried);
    expect(updates.length).toBeGreaterThan(0);
    for (const update of updates) expect(update.match(/startxref/g)).toHaveLength(Number(count));
  },
  'afterSigning.extensions': (extensions, pdf, tried) => {
    const declared = updatesOf(pdf, tried).some((update) => update.includes('/Extensions'));
    expect(declared ? 'declared' : null).toBe(extensions);
  },
  'afterSigning.fieldHas': (keys, pdf, tried) => {
    const field = /obj\n(<<\/FT\/Sig.*)\nendobj/.exec(updatesOf(pdf, tried).join(''))?.[1] ?? '';
    expect(field).toContain('/V ');
    for (const [key, present] of Object.entries(isJsonObject(keys) ? keys : {})) {
      expect(field.includes(`/${key}`), key).toBe(present);
    }
  },
  'afterSigning.annotsIndirect': (indirect, pdf, tried) => {
    const [update = ''] = updatesOf(pdf, tried);
    expect(/\d+ 0 obj\n\[[^\]]*\]\nendobj/.test(update) && !update.includes('/Annots')).toBe(indirect);
  },
  'afterSigning.annots': (count, pdf, tried) => {
    const array = /\d+ 0 obj\n\[([^\]]*)\]\nendobj/.exec(updatesOf(pdf, tried)[0] ?? '')?.[1] ?? '';
    expect(array.match(/\d+ \d+ R/g)).toHaveLength(Number(count));
  },
};

/** Assertions that are no attempts, those under `afterSigning` one by one. */
export function assertionsOf(
  { expect: asserted }: CorpusPdf,
  keys: readonly string[],
): readonly (readonly [key: string, value: unknown])[] {
  return keys.flatMap((key) => {
    const value: unknown = asserted[key];
    return key === 'afterSigning' && isJsonObject(value) ? nested(key, value) : [[key, value] as const];
  });
}

function nested(name: string, value: JsonObject): readonly (readonly [string, unknown])[] {
  return Object.entries(value).map(([key, inner]) => [`${name}.${key}`, inner]);
}

async function emptyFields({ path, passwords }: CorpusPdf): Promise<readonly string[]> {
  const password = passwords.owner ?? passwords.user;
  const fields = await readSignatureFields(
    new Uint8Array(readFileSync(path)),
    password === undefined ? {} : { password },
  );
  return fields.filter(({ state }) => state === 'empty').map(({ name }) => name);
}

/** What each attempt that wrote something in one step appended, as Latin-1. */
function updatesOf({ path }: CorpusPdf, tried: readonly Tried[]): readonly string[] {
  const { length } = readFileSync(path);
  return tried.flatMap(({ attempt, result }) => {
    if (attempt.operation === 'certify and seal') return [];
    if (result.kind !== 'sealed' && result.kind !== 'field added') return [];
    return [Buffer.from(result.bytes.subarray(length)).toString('latin1')];
  });
}
