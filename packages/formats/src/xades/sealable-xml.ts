/**
 * An XML document that is to get a seal inside, or to be put into one, with its tree.
 *
 * @module
 */
import { collectIds } from '../xml/ids.ts';
import { parseXml } from '../xml/parser.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { assertUtf8, duplicateId, Survey } from './survey.ts';

/** A document that a seal can be put into. */
export interface SealableXml {
  readonly document: XmlDocument;
  /** Every ds:Signature, outer ones before those in them. */
  readonly signatures: readonly XmlElement[];
}

/**
 * Parses a document that is to get a seal inside, or to be put into one.
 *
 * @param survey - one for all documents that are put into the same seal
 * @throws FormatsError `XML_SYNTAX`, `XML_DTD_REFUSED`, `XML_LIMIT_EXCEEDED`; as {@link assertUtf8} and
 * {@link Survey} do
 */
export function openSealable(bytes: Uint8Array, survey: Survey = new Survey()): SealableXml {
  const document = parseXml(bytes);
  assertUtf8(document);
  // A plain loop: it is among the costs of sealing a large document.
  const waiting: XmlElement[] = [document.root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    survey.visit(element);
    const { children } = element;
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child?.kind === 'element') waiting.push(child);
    }
  }
  return { document, signatures: survey.signatures };
}

/**
 * The one element with an identifier; `undefined` when there is none.
 *
 * @throws FormatsError `XML_DUPLICATE_ID`
 */
export function elementWithId(document: XmlDocument, id: string): XmlElement | undefined {
  const { duplicates, elements } = collectIds(document);
  if (duplicates.has(id)) throw duplicateId(id);
  return elements.get(id);
}
