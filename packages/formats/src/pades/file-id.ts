/**
 * The identifier of a revision (ISO 32000-2 §14.4).
 *
 * @module
 */
import { digestBytes } from '@eseal/core/crypto';
import { ByteWriter } from './pdf/byte-writer.ts';
import { entry } from './pdf/objects.ts';
import type { PdfReader } from './pdf/reader.ts';
import { writeObject } from './pdf/serialize.ts';

/** Sixteen bytes that differ from revision to revision, and are the same when the same is done again. */
export async function revisionId({ source, xref, trailer }: PdfReader, time: Date): Promise<Uint8Array> {
  const facts = new ByteWriter(256);
  facts.text(`${source.size} ${xref[0].section.offset} ${time.getTime()}`);
  writeObject(facts, entry(trailer, 'ID'));
  return (await digestBytes('SHA-256', facts.view())).subarray(0, 16);
}
