/**
 * What sealing must know of an XML document.
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { collectIds, isUsualId } from '../xml/ids.ts';
import { parseXml } from '../xml/parser.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import { elementsOf } from '../xml/walk.ts';
import { NAMESPACES } from './identifiers.ts';

/** A document that a seal can be put into. */
export interface OpenedXml {
  readonly document: XmlDocument;
  /** Every ds:Signature, outer ones before those in them. */
  readonly signatures: readonly XmlElement[];
}

/** ds:Signature (XMLDSig §4.2). */
export const SIGNATURE = { prefix: 'ds', localName: 'Signature', namespace: NAMESPACES.ds } as const;

/**
 * Parses a document that is to get a seal inside.
 *
 * @throws FormatsError `XML_SYNTAX`, `XML_DTD_REFUSED`, `XML_LIMIT_EXCEEDED`; `XML_ENCODING_UNSUPPORTED` unless it is in
 * UTF-8, which is what is inserted; `XML_DUPLICATE_ID` when `Id`, `ID` or `xml:id` do not identify
 */
export function openXml(bytes: Uint8Array): OpenedXml {
  const document = parseXml(bytes);
  if (document.encoding !== 'utf-8') {
    const message = `a seal can be put into documents in UTF-8, not in ${document.encoding}`;
    throw new FormatsError('XML_ENCODING_UNSUPPORTED', message, { facts: { encoding: document.encoding } });
  }
  return { document, signatures: findSignatures(document) };
}

/** One loop for both matters: it is among the costs of sealing a large document. */
function findSignatures({ root }: XmlDocument): readonly XmlElement[] {
  const signatures: XmlElement[] = [];
  const ids = new Map<string, XmlElement>();
  const waiting: XmlElement[] = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    if (isSignature(element)) signatures.push(element);
    const { attributes, children } = element;
    for (const attribute of attributes) {
      // In some vocabularies `id` is a number or a name that may occur again.
      if (!isUsualId(attribute) || (attribute.localName === 'id' && attribute.prefix === '')) continue;
      if ((ids.get(attribute.value) ?? element) !== element) throw duplicateId(attribute.value);
      ids.set(attribute.value, element);
    }
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child?.kind === 'element') waiting.push(child);
    }
  }
  return signatures;
}

/** Whether an element is ds:Signature. */
export function isSignature({ localName, namespace }: XmlElement): boolean {
  return localName === SIGNATURE.localName && namespace === SIGNATURE.namespace;
}

/** Elements of a name, outer ones before those in them. */
export function elementsNamed(
  document: XmlDocument,
  { localName, namespace }: { readonly localName: string; readonly namespace: string },
): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const element of elementsOf(document.root)) {
    if (element.localName === localName && element.namespace === namespace) found.push(element);
  }
  return found;
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

function duplicateId(id: string): FormatsError {
  return new FormatsError('XML_DUPLICATE_ID', `several elements have the Id ${id}`, { facts: { id } });
}
