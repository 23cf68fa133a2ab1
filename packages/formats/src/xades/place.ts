/**
 * Where in a document a seal is inserted.
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import { childElements } from '../xml/elements.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { atEndOf, type FoundPlace, placeNotFound } from './insertion.ts';
import type { ExpandedName, SealPlace } from './options.ts';
import { elementWithId } from './sealable-xml.ts';
import { findUblPlace } from './ubl-place.ts';

/**
 * Finds a place.
 *
 * @throws FormatsError `XML_PLACE_NOT_FOUND`, `XML_DUPLICATE_ID`
 */
export function findPlace(document: XmlDocument, place: SealPlace = { kind: 'end-of-root' }): FoundPlace {
  const { bytes, root } = document;
  switch (place.kind) {
    case 'end-of-root':
      return atEndOf(root, bytes);
    case 'element-id':
      return atEndOf(placeWithId(document, place.id), bytes);
    case 'element-path':
      return atEndOf(followPath(root, place.path), bytes);
    case 'ubl-extensions':
      return findUblPlace(document);
    default:
      return assertNever(place);
  }
}

function placeWithId(document: XmlDocument, id: string): XmlElement {
  const element = elementWithId(document, id);
  if (element === undefined) throw placeNotFound(`no element has the Id ${id}`);
  return element;
}

function followPath(root: XmlElement, path: readonly ExpandedName[]): XmlElement {
  const [first, ...further] = path;
  let found: readonly XmlElement[] = first !== undefined && isNamed(root, first) ? [root] : [];
  for (const { namespace, localName } of further) {
    found = found.flatMap((element) => childElements(element, namespace, localName));
  }
  const [element, ...others] = found;
  if (element !== undefined && others.length === 0) return element;
  const names = path.map(({ localName }) => localName).join('/');
  throw placeNotFound(`the path ${names} leads to ${found.length} elements`);
}

function isNamed(element: XmlElement, { localName, namespace }: ExpandedName): boolean {
  return element.localName === localName && element.namespace === namespace;
}
