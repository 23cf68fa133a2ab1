/**
 * What object streams consist of (ISO 32000-2 §7.5.7). Whoever writes one anew, or the length of one, makes all that it holds
 * into something else without listing it; nothing in the document refers to it.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { pdfReference } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { referencesIn } from '../pdf/references.ts';
import type { XrefLink } from '../pdf/xref-chain.ts';
import type { ObjectChange } from './changed-objects.ts';

/** Numbers of object streams and of what these refer to, with the offset of the oldest section that counts on them. */
export type ObjectStreamParts = ReadonlyMap<number, number>;

/** Finds the parts of all object streams of a file. */
export async function readObjectStreamParts(reader: PdfReader): Promise<ObjectStreamParts> {
  const parts = new Map<number, number>();
  // Oldest last, so that it stays.
  for (const link of reader.xref) for (const id of objectStreamsIn(link)) parts.set(id, link.section.offset);
  for (const [id, offset] of [...parts]) {
    for (const part of await partsOf(reader, id))
      parts.set(part, Math.min(offset, parts.get(part) ?? offset));
  }
  return parts;
}

/** Numbers of the object streams that a section puts objects into. */
export function objectStreamsIn({ section, hidden }: XrefLink): ReadonlySet<number> {
  const found = new Set<number>();
  for (const one of [section, hidden]) {
    for (const id of one?.ids() ?? []) {
      const place = one?.locate(id);
      if (place?.kind === 'compressed') found.add(place.stream);
    }
  }
  return found;
}

/** The number of an object stream of earlier sections, or of a part of one, that an update changes. */
export function findRewrittenPart(
  { section }: XrefLink,
  changes: ReadonlyMap<number, ObjectChange>,
  parts: ObjectStreamParts,
): number | undefined {
  return [...changes.keys()].find((id) => (parts.get(id) ?? Infinity) < section.offset);
}

async function partsOf(reader: PdfReader, id: number): Promise<readonly number[]> {
  try {
    return [...referencesIn(await reader.outline(pdfReference(id)))].map((reference) => reference.id);
  } catch (error) {
    if (!(error instanceof FormatsError)) throw error;
    return [];
  }
}
