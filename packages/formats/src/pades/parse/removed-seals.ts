/**
 * Seals that a PDF had in an earlier revision and lost since (ISO 32000-2 §7.5.6).
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { FormatsError } from '../../errors.ts';
import { readCatalog } from '../catalog.ts';
import { type FormField, readForm, walkFields } from '../fields/form.ts';
import { ByteWriter } from '../pdf/byte-writer.ts';
import type { PdfDictionary } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { writeObject } from '../pdf/serialize.ts';
import type { FormRevision } from './form-revisions.ts';

/** A seal or document timestamp of an earlier revision that the last one has no more. */
export interface RemovedSeal {
  readonly fieldName: string;
  /** Number of the last revision that has it. */
  readonly revision: number;
}

/** Seals of earlier revisions that the last lacks, or has another one in place of; one for each field. */
export async function findRemovedSeals(
  reader: PdfReader,
  earlier: readonly FormRevision[],
): Promise<readonly RemovedSeal[]> {
  if (earlier.length === 0) return [];
  const present = new Map<string, PdfDictionary>();
  const catalog = await readCatalog(reader);
  const { fields: last } = await walkFields(reader, await readForm(reader, catalog.dictionary));
  for (const field of last) {
    const seal = await sealIn(reader, field);
    if (seal !== undefined) present.set(field.name, seal);
  }
  const removed = new Map<string, RemovedSeal>();
  for (const { reader: view, revision, fields } of earlier) {
    for (const field of fields) {
      const seal = removed.has(field.name) ? undefined : await sealIn(view, field);
      if (seal === undefined || isSame(seal, present.get(field.name))) continue;
      removed.set(field.name, { fieldName: field.name, revision });
    }
  }
  return [...removed.values()];
}

/**
 * Refuses a document that lost a seal: what is sealed anew would pass for the document that it was.
 *
 * @throws FormatsError `PDF_CHANGE_FORBIDDEN`
 */
export function assertNoneRemoved([first]: readonly RemovedSeal[]): void {
  if (first === undefined) return;
  const { fieldName, revision } = first;
  throw new FormatsError(
    'PDF_CHANGE_FORBIDDEN',
    `the signature ${fieldName} of revision ${revision} was removed or replaced by a later revision`,
    { facts: { field: fieldName, revision } },
  );
}

/** The signature of a field; `undefined` for none, and for one that is prepared only. */
async function sealIn(
  reader: PdfReader,
  { dictionary, type }: FormField,
): Promise<PdfDictionary | undefined> {
  if (type !== 'Sig') return undefined;
  const signature = await reader.resolveEntry(dictionary, 'V');
  if (signature.kind !== 'dictionary') return undefined;
  const contents = await reader.resolveEntry(signature, 'Contents');
  const isSealed = contents.kind === 'string' && contents.bytes.some((byte) => byte !== 0);
  return isSealed ? signature : undefined;
}

function isSame(a: PdfDictionary, b: PdfDictionary | undefined): boolean {
  return a === b || (b !== undefined && equalBytes(serialize(a), serialize(b)));
}

function serialize(dictionary: PdfDictionary): Uint8Array {
  const out = new ByteWriter();
  writeObject(out, dictionary);
  return out.view();
}
