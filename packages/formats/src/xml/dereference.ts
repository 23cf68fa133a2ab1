/**
 * What a same-document reference names (XMLDSig §4.4.3.2, §4.4.3.3).
 *
 * @module
 */
import type { ElementIds } from './ids.ts';
import { type NodeSet, subtreeOf } from './node-set.ts';
import type { XmlDocument } from './tree.ts';

/** The nodes, or why there are none: two elements of that identifier, none, or a pointer that is not followed. */
export type Dereferenced = NodeSet | 'ambiguous' | 'missing' | 'unsupported';

const BY_ID = /^#xpointer\(id\((?:"([^"]*)"|'([^']*)')\)\)$/;

/** Whether a URI names something in the document that it stands in (RFC 3986 §4.4). */
export function isSameDocument(uri: string): boolean {
  return uri === '' || uri.startsWith('#');
}

/**
 * Follows a same-document URI. The whole document (`""`) and an element by its identifier (`"#id"`) come without comments,
 * the same by XPointer with them.
 */
export function dereference(document: XmlDocument, ids: ElementIds, uri: string): Dereferenced {
  if (uri === '') return subtreeOf(document, document, { comments: false });
  if (uri === '#xpointer(/)') return subtreeOf(document);
  const pointer = BY_ID.exec(uri);
  if (pointer !== null) return elementById(document, ids, pointer[1] ?? pointer[2] ?? '', true);
  if (!uri.startsWith('#') || uri === '#' || uri.startsWith('#xpointer(')) return 'unsupported';
  const id = uri.slice(1);
  const found = elementById(document, ids, id, false);
  return found === 'missing' ? elementById(document, ids, decodePercent(id), false) : found;
}

function elementById(document: XmlDocument, ids: ElementIds, id: string, comments: boolean): Dereferenced {
  if (ids.duplicates.has(id)) return 'ambiguous';
  const element = ids.elements.get(id);
  return element === undefined ? 'missing' : subtreeOf(document, element, { comments });
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
