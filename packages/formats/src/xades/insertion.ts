/**
 * Putting something into a document without touching what stands around it.
 *
 * @module
 */
import { utf8 } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import type { XmlElement } from '../xml/tree.ts';
import type { Namespaces } from './markup.ts';

/** What takes the place of some bytes of a document; what is inserted stands between the two texts. */
export interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** A place in a document for a signature. */
export interface FoundPlace {
  /** The element of the document that the insertion is in. */
  readonly parent: XmlElement;
  readonly insertion: Insertion;
  /** Declared by elements that are inserted around the signature. */
  readonly namespaces: Namespaces;
}

/** Inserts at an offset. */
function insertAt(offset: number, before = '', after = ''): Insertion {
  return { start: offset, end: offset, before, after };
}

/** Inserts after an element's start tag. */
export function insertAtStart(element: XmlElement, bytes: Uint8Array, before = '', after = ''): Insertion {
  const isEmptyTag = element.contentEnd === element.end;
  return isEmptyTag
    ? insertAtEnd(element, bytes, before, after)
    : insertAt(element.contentStart, before, after);
}

/** Inserts before an element's end tag; an empty-element tag is opened, which is the same in canonical form. */
export function insertAtEnd(element: XmlElement, bytes: Uint8Array, before = '', after = ''): Insertion {
  const { contentEnd, end, nameEnd, start } = element;
  if (contentEnd < end) return insertAt(contentEnd, before, after);
  const name = new TextDecoder().decode(bytes.subarray(start + 1, nameEnd));
  return { start: end - '/>'.length, end, before: `>${before}`, after: `${after}</${name}>` };
}

/** Inserts after an element's end tag. */
export function insertAfter({ end }: XmlElement, text: string): Insertion {
  return insertAt(end, text);
}

/** The bytes of a document with insertions; those at the same place stand in the order in which they are given. */
export function applyInsertions(bytes: Uint8Array, insertions: readonly Insertion[]): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  let position = 0;
  for (const { start, end, before, after } of insertions.toSorted((a, b) => a.start - b.start)) {
    parts.push(bytes.subarray(position, start), utf8(before + after));
    position = end;
  }
  return [...parts, bytes.subarray(position)];
}

/** The refusal of a place that a document does not have. */
export function placeNotFound(message: string): FormatsError {
  return new FormatsError('XML_PLACE_NOT_FOUND', message);
}

/** The same in a file in which the document begins later. */
export function moved(insertion: Insertion, by: number): Insertion {
  return { ...insertion, start: insertion.start + by, end: insertion.end + by };
}

/** The place before an element's end tag. */
export function atEndOf(parent: XmlElement, bytes: Uint8Array): FoundPlace {
  return { parent, insertion: insertAtEnd(parent, bytes), namespaces: new Map() };
}
