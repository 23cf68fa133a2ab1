/**
 * Identifiers of elements. Without a DTD no attribute is of type ID, so that a list of names says which are meant.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { XML_NAMESPACE } from './start-tag.ts';
import type { XmlAttribute, XmlDocument, XmlElement } from './tree.ts';
import { elementsOf } from './walk.ts';

/** The elements that a document names. */
export interface ElementIds {
  /** By identifier; of several elements with the same identifier the first. */
  readonly elements: ReadonlyMap<string, XmlElement>;
  /** Identifiers of more than one element. What they mean depends on who reads, so that nothing may be sealed by them. */
  readonly duplicates: ReadonlySet<string>;
}

/** Whether an attribute is an identifier. */
export type IsId = (attribute: XmlAttribute, element: XmlElement) => boolean;

/** Most identifiers of a document. */
const MAX_IDS = 250_000;

const ID_NAMES: readonly string[] = ['Id', 'ID', 'id'];

/** `Id` of XMLDSig §4 and XAdES, `ID` and `id` of other vocabularies, and `xml:id`; none in a namespace of its own. */
export function isUsualId({ namespace, localName }: XmlAttribute): boolean {
  return namespace === '' ? ID_NAMES.includes(localName) : localName === 'id' && namespace === XML_NAMESPACE;
}

/**
 * Collects the identifiers of a document. Those that occur twice are told, not refused.
 *
 * @throws FormatsError XML_LIMIT_EXCEEDED for more than anyone needs
 */
export function collectIds(document: XmlDocument, isId: IsId = isUsualId): ElementIds {
  const elements = new Map<string, XmlElement>();
  const duplicates = new Set<string>();
  for (const element of elementsOf(document.root)) {
    for (const attribute of element.attributes) {
      if (!isId(attribute, element)) continue;
      const first = elements.get(attribute.value);
      if (first === undefined) elements.set(attribute.value, element);
      else if (first !== element) duplicates.add(attribute.value);
      if (elements.size > MAX_IDS)
        throw new FormatsError('XML_LIMIT_EXCEEDED', `there are more than ${MAX_IDS} identifiers`);
    }
  }
  return { elements, duplicates };
}
