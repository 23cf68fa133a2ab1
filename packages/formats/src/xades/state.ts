/**
 * A stored XAdES seal made ready for its value again: `StoredSeal`, and the text of the seal with its place.
 *
 *     XadesState ::= SEQUENCE { COMPONENTS OF StoredSeal,
 *                               head UTF8String, middle SEQUENCE OF UTF8String, tail UTF8String, valueStart UTF8String,
 *                               insertion SEQUENCE { start INTEGER, end INTEGER, before UTF8String, after UTF8String }
 *                                 OPTIONAL }
 *
 * @module
 */
import { type DocumentSource, equalBytes } from '@eseal/core';
import { type DerReader, TAG } from '@eseal/core/asn1';
import type { ContentDigest } from '@eseal/core/container';
import { documentChanged, readStoredSeal, type StoredSeal } from '../cades/stored-seal.ts';
import { contentsBeside, openDocuments } from './documents.ts';
import type { SealFrame } from './frame.ts';
import type { Insertion } from './insertion.ts';
import { objectContent } from './lay-out-enveloping.ts';
import type { PreparedXades, SealPlan } from './prepare.ts';

/** What is read from a stored seal. */
export interface StoredXades extends StoredSeal {
  readonly frame: SealFrame;
  readonly insertion: Insertion | undefined;
}

/**
 * Reads a stored seal.
 *
 * @throws CoreError `STATE_INVALID`
 */
export function readXadesState(state: Uint8Array): StoredXades {
  return readStoredSeal(state, (reader) => {
    const head = text(reader, 'head');
    const list = reader.sequence('middle');
    const middle: string[] = [];
    while (!list.atEnd) middle.push(text(list, 'middle'));
    const frame = { head, middle, tail: text(reader, 'tail'), valueStart: text(reader, 'valueStart') };
    return { frame, insertion: reader.atEnd ? undefined : readInsertion(reader.sequence('insertion')) };
  });
}

function readInsertion(reader: DerReader): Insertion {
  const start = reader.smallInteger('start');
  const end = reader.smallInteger('end');
  const insertion = { start, end, before: text(reader, 'before'), after: text(reader, 'after') };
  reader.end();
  return insertion;
}

function text(reader: DerReader, name: string): string {
  return new TextDecoder().decode(reader.content(TAG.utf8String, name));
}

/**
 * A stored seal together with its documents again.
 *
 * @throws CoreError `DOCUMENT_CHANGED`
 */
export async function restoreXades(
  stored: StoredXades,
  document: DocumentSource | ContentDigest,
  { holder, options, sealer }: SealPlan,
): Promise<PreparedXades> {
  const { dataToBeSigned, documentDigest, frame, insertion } = stored;
  // The level that it is for is not known here, and a stream could not be read again later.
  const rules = { options, digestAlgorithm: sealer.digestAlgorithm, holder, readsAgain: false };
  const present = await openDocuments(document, rules);
  if (!equalBytes(present.documentDigest, documentDigest)) throw documentChanged();
  const { documents } = present;
  const contents =
    options.packaging === 'enveloping' ? documents.map((each) => objectContent(each, options)) : [];
  const detachedContents = contentsBeside(documents, rules);
  const file = holder ?? documents[0]?.part;
  const around = insertion && file instanceof Uint8Array ? { around: { file, insertion } } : {};
  return { dataToBeSigned, documentDigest, detachedContents, sealer, frame, contents, ...around };
}
